package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * Where goods shall go: to the station of a village, or out of the county. Exactly one of the two.
 * @param villageCode administrative code of a village that the network serves
 * @param outside a place that a carrier brings it to, from the county's gateway
 */
@Serdeable
public record Destination(
        @Nullable @Size(max = 32) String villageCode,
        @Nullable @Valid Outside outside) {
    /** A place outside the county. Street and house stand with the recipient. */
    @Serdeable
    public record Outside(
            @NotBlank @Size(max = 40) String province,
            @NotBlank @Size(max = 40) String city) {}

    public static Destination village(String code) {
        return new Destination(code, null);
    }

    public static Destination outside(String province, String city) {
        return new Destination(null, new Outside(province, city));
    }
}

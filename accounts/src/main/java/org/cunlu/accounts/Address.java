package org.cunlu.accounts;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * To whom and where somebody has goods sent: to the station of a village, or out of the county. Exactly one of the two.
 * @param phone a mobile number of mainland China
 * @param villageCode administrative code of a village that the network serves
 * @param outside a place that a carrier brings it to
 */
@Serdeable
public record Address(
        @NotBlank @Size(max = 60) String name,
        @NotBlank @Size(max = 30) String phone,
        @Nullable @Size(max = 32) String villageCode,
        @Nullable @Valid Outside outside) {
    /** A place outside the county. @param street with the house */
    @Serdeable
    public record Outside(
            @NotBlank @Size(max = 40) String province,
            @NotBlank @Size(max = 40) String city,
            @NotBlank @Size(max = 200) String street) {
        /** Hides a person's data from logs. */
        @Override
        public String toString() {
            return "Outside";
        }
    }

    /** Hides a person's data from logs. */
    @Override
    public String toString() {
        return "Address";
    }
}

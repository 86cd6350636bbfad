package org.cunlu.orders;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;

/**
 * What somebody buys a restricted pesticide for.
 * @param crop such as 柑橘
 * @param areaMu 亩, 0.01 to 10,000, two digits behind the point at most
 * @param pest what it is used against
 * @param villageCode where, a village of this network
 */
@Serdeable
public record InputPurpose(
        @NotBlank @Size(max = 32) String offerId,
        @NotBlank @Size(max = 40) String crop,
        @NotNull BigDecimal areaMu,
        @NotBlank @Size(max = 80) String pest,
        @NotBlank @Size(max = 12) String villageCode) {
    /** What somebody grows where is his own. */
    @Override
    public String toString() {
        return "InputPurpose[" + offerId + "]";
    }
}

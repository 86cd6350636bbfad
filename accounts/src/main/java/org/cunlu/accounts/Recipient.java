package org.cunlu.accounts;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * Somebody goods are handed to.
 * @param address house and street; null when the goods wait at a station
 */
@Serdeable
public record Recipient(
        @NotBlank @Size(max = 60) String name,
        @NotBlank @Size(max = 30) String phone,
        @Nullable @Size(max = 200) String address) {
    /** Hides a person's data from logs. */
    @Override
    public String toString() {
        return "Recipient";
    }
}

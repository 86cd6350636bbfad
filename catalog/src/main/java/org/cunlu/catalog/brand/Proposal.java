package org.cunlu.catalog.brand;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.catalog.BrandRight.Unit;

/**
 * What a brand's owner wants a seller to have.
 * @param origins codes of townships (9 digits) and villages (12)
 * @param quota in {@code unit}; a piece weighs what its SKU says
 * @param validUntil the last day
 */
@Serdeable
record Proposal(
        @NotBlank @Size(max = 32) String brandCode,
        @NotBlank @Size(max = 32) String sellerCode,
        @Nullable @Size(max = 32) String grade,
        @NotEmpty @Size(max = 50) List<@NotNull @Pattern(regexp = "[0-9]{9}|[0-9]{12}") String> origins,
        @NotNull Unit unit,
        @Positive @Max(1_000_000_000_000L) long quota,
        @NotNull LocalDate validFrom,
        @NotNull LocalDate validUntil,
        @NotBlank @Size(max = 60) String certificateNo) {
    /** @param state that it begins in */
    Authorization as(String id, AuthorizationState state) {
        return new Authorization(
                id,
                brandCode,
                sellerCode,
                sellerCode,
                grade == null ? "" : grade,
                origins,
                unit,
                quota,
                0,
                validFrom,
                validUntil,
                certificateNo.strip(),
                null,
                state,
                1);
    }
}

package org.cunlu.catalog.inputs;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.cunlu.catalog.Ingredient;
import org.cunlu.catalog.InputKind;
import org.cunlu.catalog.Toxicity;

/** A registration as a form says it; see {@link Registration}. @param restricted null for no */
@Serdeable
record Saying(
        @NotNull InputKind kind,
        @NotBlank @Size(max = 60) String registrationNo,
        @Nullable Toxicity toxicity,
        @Nullable Boolean restricted,
        @Nullable @Size(max = 60) String activeIngredient,
        @NotNull LocalDate validFrom,
        @NotNull LocalDate validUntil) {
    Registration of(String productCode) {
        return new Registration(
                productCode,
                kind,
                registrationNo.strip(),
                toxicity,
                Boolean.TRUE.equals(restricted),
                Ingredient.named(activeIngredient),
                validFrom,
                validUntil,
                false,
                0);
    }
}

package org.cunlu.catalog.inputs;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;
import org.cunlu.catalog.InputKind;
import org.cunlu.catalog.Toxicity;

/**
 * By what number a product may be sold at all.
 * @param toxicity of a pesticide; null for the others
 * @param activeIngredient of a pesticide, as registered: limits are counted by it
 * @param validUntil the last day
 * @param version 0 while nobody has said it
 */
@Serdeable
record Registration(
        String productCode,
        InputKind kind,
        String registrationNo,
        @Nullable Toxicity toxicity,
        boolean restricted,
        @Nullable String activeIngredient,
        LocalDate validFrom,
        LocalDate validUntil,
        boolean withdrawn,
        int version) {
    boolean saysTheSame(Registration other) {
        return equals(other.as(withdrawn, version));
    }

    Registration as(boolean nowWithdrawn, int nowVersion) {
        return new Registration(
                productCode,
                kind,
                registrationNo,
                toxicity,
                restricted,
                activeIngredient,
                validFrom,
                validUntil,
                nowWithdrawn,
                nowVersion);
    }

    /** For the trail. */
    String said() {
        return kind + " " + registrationNo + (toxicity == null ? "" : " " + toxicity)
                + (restricted ? " RESTRICTED" : "")
                + (activeIngredient == null ? "" : " " + activeIngredient) + ", " + validFrom + " to " + validUntil
                + (withdrawn ? ", withdrawn" : "");
    }
}

package org.cunlu.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;

/**
 * By what right an offer of a farm input stands now.
 * @param registrationNo null without a registration, as all that follows
 * @param toxicity of a pesticide
 * @param restricted whether it is sold for a named purpose to verified people only
 * @param activeIngredient as registered; null when nobody said
 * @param validUntil last day of the registration
 */
@Serdeable
public record InputRight(
        InputKind kind,
        Standing standing,
        @Nullable String registrationNo,
        @Nullable Toxicity toxicity,
        boolean restricted,
        @Nullable String activeIngredient,
        @Nullable LocalDate validUntil) {
    /** How it stands. */
    public enum Standing {
        SELLABLE,
        /** Nobody has said by what number it is registered, or for another kind of goods. */
        NOT_REGISTERED,
        /** Its registration ended, has not begun or was withdrawn. */
        NOT_VALID,
        /** Its seller has no licence for it that is valid. */
        NOT_LICENSED,
        /** A pesticide that is not said to be hazardous: it would travel in one bag with food. */
        NOT_HAZARDOUS
    }

    @JsonIgnore
    public boolean sellable() {
        return standing == Standing.SELLABLE;
    }
}

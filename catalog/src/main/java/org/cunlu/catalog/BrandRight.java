package org.cunlu.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/**
 * By what right an offer bears its brand's name now. What is left of a quota is nobody's business but its holder's: it is not
 * told with the offer.
 * @param origin administrative code of where the goods come from, as the seller says; null when he says nothing
 * @param grade as the seller says; empty when he says nothing
 * @param authorizationId null unless {@link Standing#AUTHORISED} or {@link Standing#USED_UP}
 * @param certificateNo of the authorisation
 * @param unit in which its quota is counted
 * @param left of its quota, in that unit
 */
@Serdeable
public record BrandRight(
        Standing standing,
        @Nullable String origin,
        String grade,
        @JsonIgnore @Nullable String authorizationId,
        @Nullable String certificateNo,
        @JsonIgnore @Nullable Unit unit,
        @JsonIgnore long left) {
    /** Of no regional brand: nobody need be asked. */
    public static final BrandRight FREE = new BrandRight(Standing.FREE, null, "", null, null, null, 0);

    /** How an offer stands towards its brand. */
    public enum Standing {
        /** It has no brand, or one that binds nobody. */
        FREE,
        AUTHORISED,
        /** No authorisation of its seller is valid for its origin and grade, or the origin is outside the brand's area. */
        NOT_AUTHORISED,
        /** There is one, but not even the smallest quantity is left of its quota. */
        USED_UP
    }

    /** In what a quota is counted. */
    public enum Unit {
        /** A piece counts its SKU's weight. */
        GRAMS,
        PIECES;

        /** @return what one piece of a SKU takes of a quota */
        public long perPiece(long weightGrams) {
            return this == GRAMS ? weightGrams : 1;
        }
    }

    /** @return whether it may be sold as far as the brand is asked */
    public boolean sellable() {
        return standing == Standing.FREE || standing == Standing.AUTHORISED;
    }
}

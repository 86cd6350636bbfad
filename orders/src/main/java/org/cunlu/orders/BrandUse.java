package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import org.cunlu.catalog.BrandRight;
import org.cunlu.catalog.Offer;

/**
 * Under which brand a line is sold.
 * @param authorizationId by what right; null, as all that follows, for a brand that binds nobody
 * @param origin administrative code of where the goods come from
 * @param unit in which a piece is counted
 * @param perPiece what a piece takes of the quota; 0 when nobody counts
 */
@Serdeable
public record BrandUse(
        String brandCode,
        @Nullable String authorizationId,
        @Nullable String origin,
        @Nullable BrandRight.Unit unit,
        long perPiece) {
    /** @return null for an offer without a brand */
    public static @Nullable BrandUse of(Offer offer) {
        if (offer.brandCode() == null) {
            return null;
        }
        BrandRight right = offer.brandRight();
        return right.authorizationId() == null
                ? new BrandUse(offer.brandCode(), null, null, null, 0)
                : new BrandUse(
                        offer.brandCode(),
                        right.authorizationId(),
                        right.origin(),
                        right.unit(),
                        right.unit().perPiece(offer.sku().weightGrams()));
    }
}

package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import org.cunlu.catalog.Ingredient;
import org.cunlu.catalog.InputKind;
import org.cunlu.catalog.Offer;

/**
 * As what farm input a line is sold.
 * @param registrationNo as it was when it was placed, as all of it
 * @param restricted whether its buyer must be known by his real name and say what it is for
 * @param grams weight of a piece
 */
@Serdeable
public record InputUse(
        InputKind kind,
        String registrationNo,
        boolean restricted,
        @Nullable String activeIngredient,
        long grams) {
    /** @return null for what is no farm input */
    public static @Nullable InputUse of(Offer offer) {
        var right = offer.input();
        return right == null || right.registrationNo() == null
                ? null
                : new InputUse(
                        right.kind(),
                        right.registrationNo(),
                        right.restricted(),
                        Ingredient.named(right.activeIngredient()),
                        offer.sku().weightGrams());
    }
}

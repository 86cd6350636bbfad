package org.cunlu.orders.promotion;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.cunlu.orders.Promotion;

/** A promotion as it is shown. @param usedFen of its budget, so far */
@Serdeable
record PromotionView(
        String promotionId,
        @Nullable String sellerCode,
        Promotion.Kind kind,
        String name,
        Promotion.Terms terms,
        Promotion.Scope scope,
        List<Promotion.Share> payers,
        Instant startsAt,
        Instant endsAt,
        @Nullable Long budgetFen,
        long usedFen,
        Promotion.State state) {
    static PromotionView of(Promotion promotion) {
        return new PromotionView(
                promotion.id(),
                promotion.sellerCode(),
                promotion.kind(),
                promotion.name(),
                promotion.terms(),
                promotion.scope(),
                promotion.payers(),
                promotion.startsAt(),
                promotion.endsAt(),
                promotion.budgetFen(),
                promotion.usedFen(),
                promotion.state());
    }
}

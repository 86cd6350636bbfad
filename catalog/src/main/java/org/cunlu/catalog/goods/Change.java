package org.cunlu.catalog.goods;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;

/**
 * What a seller proposes to say of a published product from now on.
 * @param baseVersion of the product that he saw
 * @param base the sheet that he saw
 */
record Change(
        String id,
        String productCode,
        String shop,
        long baseVersion,
        ProductSheet base,
        ProductSheet sheet,
        State state,
        String proposedBy,
        Instant proposedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String reason) {
    enum State {
        PROPOSED,
        APPROVED,
        DECLINED,
        RETRACTED
    }
}

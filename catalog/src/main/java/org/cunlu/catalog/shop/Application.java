package org.cunlu.catalog.shop;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cunlu.catalog.SellerKind;

/**
 * Somebody's wish to sell.
 * @param sellerCode that the shop will have
 * @param homeNode where he is at home: his village, station or town
 * @param sellsFood whether he sells other food than his own harvest
 */
@Serdeable
record Application(
        String id,
        String sellerCode,
        String accountId,
        SellerKind kind,
        String name,
        String homeNode,
        boolean sellsFood,
        State state,
        Instant openedAt,
        @Nullable Instant submittedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String reason) {
    enum State {
        OPEN,
        SUBMITTED,
        APPROVED,
        /** With a reason; what was wrong is put right and it is submitted again. */
        DECLINED
    }
}

package org.cunlu.orders.changing;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.cunlu.orders.Quote;

/**
 * What a change comes to.
 * @param orderId of the order that is there instead; null while it is only asked what it would cost, or waits
 * @param backFen what goes back to the buyer
 * @param moreFen what he is to pay first, or, in cash, to agree to; 0 where it costs no more
 * @param offerId what he pays or agrees to; null when nothing was offered
 * @param payBy when the offer lapses
 * @param secondPerson whether another operator has to say the same before it is done, because it would go elsewhere or to somebody else
 */
@Serdeable
@Schema(name = "OrderChange.Changed")
record Changed(
        @Nullable String orderId,
        long beforeFen,
        long afterFen,
        long backFen,
        long moreFen,
        @Nullable String offerId,
        @Nullable Instant payBy,
        boolean secondPerson,
        Instant promisedAt,
        Quote quote) {
    /** @return what it would be, with nothing done */
    Changed asked() {
        return new Changed(null, beforeFen, afterFen, backFen, moreFen, null, null, secondPerson, promisedAt, quote);
    }

    Changed offered(String id, Instant until) {
        return new Changed(null, beforeFen, afterFen, backFen, moreFen, id, until, secondPerson, promisedAt, quote);
    }
}

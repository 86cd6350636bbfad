package org.cunlu.orders.changing;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.cunlu.orders.Quote;

/**
 * What a change comes to.
 * @param orderId of the order that is there instead; null while it is only asked what it would cost
 * @param backFen what goes back to the buyer
 * @param secondPerson whether another operator has to say the same before it is done, because it would go elsewhere or to somebody else
 */
@Serdeable
@Schema(name = "OrderChange.Changed")
record Changed(
        @Nullable String orderId,
        long beforeFen,
        long afterFen,
        long backFen,
        boolean secondPerson,
        Instant promisedAt,
        Quote quote) {}

package org.cunlu.orders;

import java.time.Instant;

/** For whom, where to and when something is priced. */
public record PriceAsk(Shopper who, PaymentChoice payment, Destination destination, Instant now) {}

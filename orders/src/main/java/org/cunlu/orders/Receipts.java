package org.cunlu.orders;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/**
 * When buyers received what was delivered: collected at a station, or brought by a carrier, by his word; where he says nothing, so
 * many days after he took it over as the county presumes.
 */
public interface Receipts {
    /** @return by order; without those that are not received as far as is known */
    Map<String, Instant> of(Collection<Order> orders);
}

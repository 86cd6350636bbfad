package org.cunlu.orders;

import java.time.Duration;
import java.util.Collection;

/** How long after the delivery a buyer may claim; so long a seller's due is not released. */
public interface ClaimWindows {
    /** @param category code; null for an unknown one */
    Duration of(String category);

    /** @return the longest among the goods of an order; the ordinary one for none */
    default Duration longest(Collection<String> categories) {
        return categories.stream().map(this::of).max(Duration::compareTo).orElseGet(() -> of(null));
    }
}

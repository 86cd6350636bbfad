package org.cunlu.logistics;

import java.util.Collection;
import java.util.Map;

/** What {@link AvailabilityChanged} told last, for whoever keeps a picture of it and may have missed some of the news. */
public interface ToldAvailability {
    /** @return by SKU, of those of which anything was ever told; one statement */
    Map<String, Told> of(Collection<String> skuCodes);

    /**
     * @param version rises with each thing told of the SKU at any node
     * @param pieces that may be bought, by node, 0 or more
     */
    record Told(long version, Map<String, Long> pieces) {
        public static final Told NOTHING = new Told(0, Map.of());

        public Told {
            pieces = Map.copyOf(pieces);
        }
    }
}

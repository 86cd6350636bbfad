package org.cunlu.search;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** How much was sold of an offer, as orders told it. */
public interface Sales {
    /** @return by offer, of those of which anything was ever sold; one statement */
    Map<String, Sold> of(Collection<String> offerIds);

    /** @return offers whose count has changed since it was told to be indexed, at most {@code limit} */
    List<String> notIndexed(int limit);

    /** Such a count, or a later one, stands in the index. */
    void indexed(Map<String, Sold> counts);

    /** @param pieces paid for and not given back since, 0 or more  @param version rises with each change */
    record Sold(long pieces, long version) {
        public static final Sold NOTHING = new Sold(0, 0);
    }
}

package org.cunlu.logistics.departure;

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is wanted more or less of each stretch, in the order in which they are locked. */
final class Changes {
    private final TreeMap<Stretch, Size> sums = new TreeMap<>();

    Changes take(Collection<Hold> holds) {
        holds.forEach(hold -> add(hold, hold.size()));
        return this;
    }

    Changes giveBack(Collection<Hold> holds) {
        holds.forEach(hold -> add(hold, hold.size().minus()));
        return this;
    }

    private void add(Hold hold, Size size) {
        hold.ride().stretches().forEach(stretch -> sums.merge(stretch, size, Size::plus));
    }

    /** @return none of them empty */
    SortedMap<Stretch, Size> sums() {
        var changes = new TreeMap<>(sums);
        changes.values().removeIf(Size::none);
        return changes;
    }
}

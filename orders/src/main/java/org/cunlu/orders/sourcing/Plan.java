package org.cunlu.orders.sourcing;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cunlu.logistics.Promise;
import org.cunlu.orders.Sources.Source;
import org.cunlu.orders.Wish;

/** What each node would send, for all that is wanted or for a part of it. @param parts by node code */
record Plan(SortedMap<String, Part> parts) {
    static final Plan EMPTY = new Plan(new TreeMap<>());

    /**
     * A shipment.
     * @param costNanoFen of its carriage, in 10⁻⁹ fen so that nothing is rounded
     * @param ageDays pieces × days that their oldest lot is still good
     */
    record Part(List<Wish> wishes, Promise.Kept promise, long costNanoFen, long ageDays) {}

    Plan with(SortedMap<String, Part> changed) {
        var all = new TreeMap<>(parts);
        all.putAll(changed);
        return new Plan(all);
    }

    List<Source> sources() {
        return parts.entrySet().stream()
                .map(part -> new Source(
                        part.getKey(), part.getValue().wishes(), part.getValue().promise()))
                .toList();
    }
}

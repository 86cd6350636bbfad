package org.cunlu.logistics.parcel;

import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Locks rows that are found by what they say. A locking read over such an index locks whatever it passes, in the index's order,
 * and meets those who change a row by its key; so what is found without locks is locked by key, and looked for again.
 */
final class Found {
    private Found() {}

    /**
     * @param find keys, in order, without locks
     * @param lock rows of keys, in key order
     * @return what is found and locked
     */
    static <K extends Comparable<K>, R> List<R> locked(
            Supplier<List<K>> find, Function<List<K>, List<R>> lock, Function<R, K> key) {
        var locked = new TreeMap<K, R>();
        while (true) {
            List<K> found = find.get();
            List<K> news =
                    found.stream().filter(each -> !locked.containsKey(each)).toList();
            if (news.isEmpty()) {
                return found.stream().map(locked::get).toList();
            }
            lock.apply(news).forEach(row -> locked.put(key.apply(row), row));
        }
    }
}

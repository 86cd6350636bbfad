package org.cunlu.logistics.departure;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What a thread counts as held, or as given back, beside what the memory knows. */
final class Reckoned {
    private static final ScopedValue<Map<Stretch, Size>> BESIDE = ScopedValue.newInstance();

    private static final ScopedValue<Boolean> REGARDLESS = ScopedValue.newInstance();

    private Reckoned() {}

    /** While this runs, what others hold does not count on this thread. */
    static <T> T regardless(Supplier<T> work) {
        return ScopedValue.where(REGARDLESS, true).call(work::get);
    }

    static boolean regardlessOfOthers() {
        return REGARDLESS.isBound();
    }

    static <T> T with(Map<Stretch, Size> beside, Supplier<T> work) {
        Map<Stretch, Size> all = new TreeMap<>(BESIDE.orElse(Map.of()));
        beside.forEach((stretch, size) -> all.merge(stretch, size, Size::plus));
        return ScopedValue.where(BESIDE, all).call(work::get);
    }

    static void add(Map<Stretch, Size> more) {
        if (!BESIDE.isBound()) {
            throw new IllegalStateException("nothing is reckoned together here");
        }
        more.forEach((stretch, size) -> BESIDE.get().merge(stretch, size, Size::plus));
    }

    static boolean nothing() {
        return !BESIDE.isBound() || BESIDE.get().isEmpty();
    }

    static Size of(Stretch stretch) {
        return BESIDE.get().getOrDefault(stretch, Size.NONE);
    }
}

package org.cunlu.app.whole;

import java.util.List;
import java.util.function.LongSupplier;

/**
 * An act of a client, who dies of nothing and asks again.
 * @param ask the same request each time, with the same key or scan numbers; fails when it is answered otherwise than it should be
 * @param goesOn whether what is left of it is done by itself after a start, by jobs and events, and not by asking again
 * @param there how much of its effect is committed
 * @param once what must be true in the end, however often it died on the way
 */
record Deed(Runnable ask, boolean goesOn, LongSupplier there, Runnable once) {
    static Deed asked(Runnable ask, LongSupplier there, Runnable once) {
        return new Deed(ask, false, there, once);
    }

    static Deed goingOn(Runnable ask, LongSupplier there, Runnable once) {
        return new Deed(ask, true, there, once);
    }

    /** @param moment where it is killed, the n-th time with {@code :n} @param there what is committed then */
    record Death(String moment, long there) {
        private static final int UNKNOWN = -1;

        boolean known() {
            return there != UNKNOWN;
        }
    }

    /** @param deaths such as {@code placing.held=0}; {@code =?} where others may or may not have gone on meanwhile */
    static List<Death> deaths(String... deaths) {
        return java.util.Arrays.stream(deaths)
                .map(death -> death.split("="))
                .map(parts -> new Death(parts[0], parts[1].equals("?") ? Death.UNKNOWN : Long.parseLong(parts[1])))
                .toList();
    }
}

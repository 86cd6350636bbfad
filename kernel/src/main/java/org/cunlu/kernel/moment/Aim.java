package org.cunlu.kernel.moment;

import java.util.function.Supplier;

/** Which moment is meant, and the how manieth of its kind. */
final class Aim {
    private final Supplier<String> said;
    private String text = "";
    private int seen;

    /** @param said {@code name}, {@code name:n} or nothing; asked at each moment, and counted from when it says something else */
    Aim(Supplier<String> said) {
        this.said = said;
    }

    /** @return whether this is the one */
    synchronized boolean hit(String name) {
        String now = said.get();
        if (!now.equals(text)) {
            text = now;
            seen = 0;
        }
        int colon = now.indexOf(':');
        if (!name.equals(colon < 0 ? now : now.substring(0, colon))) {
            return false;
        }
        return ++seen == (colon < 0 ? 1 : Integer.parseInt(now.substring(colon + 1)));
    }
}

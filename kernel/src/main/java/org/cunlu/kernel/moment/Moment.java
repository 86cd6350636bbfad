package org.cunlu.kernel.moment;

import io.micronaut.core.annotation.Nullable;
import java.util.regex.Pattern;

/**
 * A step between two others of an act, with a name by which a rehearsal finds it. Declared as a constant beside the act that it
 * belongs to; {@code docs/faults.md} lists them all. Nobody watches in production: then it is one read of a field.
 */
public final class Moment {
    private static final Pattern NAME = Pattern.compile("[a-z]+\\.[a-z]+(-[a-z]+)*");
    private static volatile @Nullable Watch watch;

    private final String name;

    private Moment(String name) {
        this.name = name;
    }

    /** Who is told when a moment is reached, on the thread that reached it. */
    interface Watch {
        void reached(String name);
    }

    /**
     * @param name such as {@code placing.committed}: the act and what has just happened in it
     * @throws IllegalArgumentException when it is not of that shape
     */
    public static Moment named(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("no name of a moment: " + name);
        }
        return new Moment(name);
    }

    public void reached() {
        Watch watching = watch;
        if (watching != null) {
            watching.reached(name);
        }
    }

    /** @throws IllegalStateException when somebody else watches: two would take each other's moments */
    static synchronized void watch(Watch by) {
        if (watch != null) {
            throw new IllegalStateException("moments are watched already");
        }
        watch = by;
    }

    /** Nothing when somebody else watches. */
    static synchronized void unwatch(Watch by) {
        if (watch == by) {
            watch = null;
        }
    }
}

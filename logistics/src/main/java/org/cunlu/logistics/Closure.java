package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/**
 * A node, a road or a line that is closed for a while: nothing is promised over it, and what was is sent another way.
 * @param node the node, or one end of the road; null for a line
 * @param other the other end of the road, the next stop of some line; null for all else. A road is closed both ways
 * @param line code of the line; null for all else
 * @param from when it begins
 * @param until when it ends; null for as long as it is not lifted
 */
@Serdeable
public record Closure(
        String id,
        String countyCode,
        Kind kind,
        @Nullable String node,
        @Nullable String other,
        @Nullable String line,
        Instant from,
        @Nullable Instant until) {
    /** What is closed. */
    public enum Kind {
        /** Nothing leaves it and nothing is taken off there; vehicles pass it by. */
        NODE,
        /** Between two stops that follow each other. */
        ROAD,
        /** All trips of a line, from where they are. */
        LINE
    }

    public Closure {
        boolean whole = switch (kind) {
            case NODE -> node != null && other == null && line == null;
            case ROAD -> node != null && other != null && !node.equals(other) && line == null;
            case LINE -> node == null && other == null && line != null;
        };
        if (!whole || (until != null && !until.isAfter(from))) {
            throw new IllegalArgumentException("not a closure: " + kind + " " + node + " " + other + " " + line);
        }
    }

    /** @return whether it touches a time that begins and ends then */
    public boolean during(Instant begins, Instant ends) {
        return !ends.isBefore(from) && (until == null || begins.isBefore(until));
    }

    /** @return whether this node is closed at this moment */
    public boolean closes(String nodeCode, Instant at) {
        return kind == Kind.NODE && nodeCode.equals(node) && during(at, at);
    }

    /** @return whether it is this road, in either direction */
    public boolean joins(String stop, String next) {
        return kind == Kind.ROAD
                && (stop.equals(node) && next.equals(other) || stop.equals(other) && next.equals(node));
    }
}

package org.cunlu.kernel.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What is found by the beginning of an address: things stand where the fixed part of their pattern ends, segment by segment.
 *
 * @param <T> what stands there
 * @param <F> what is made of all that may fit an address, once for each place
 */
final class RouteTree<T, F> {
    private static final char SEPARATOR = '/';

    private final Function<Place<T, F>, F> finder;
    private final Place<T, F> root = new Place<>(null, "");

    /** @param finder makes the answer for a place when it is asked for the first time */
    RouteTree(Function<Place<T, F>, F> finder) {
        this.finder = finder;
    }

    /** Where addresses that begin alike come to. */
    static final class Place<T, F> {
        private final Place<T, F> above;
        private final String segment;
        private final Map<String, Place<T, F>> below = new HashMap<>();
        private final List<T> standing = new ArrayList<>();
        private volatile F found;

        private Place(Place<T, F> above, String segment) {
            this.above = above;
            this.segment = segment;
        }

        /** @return all that may fit an address that comes to this place and no further, in no order */
        List<T> onTheWay() {
            List<T> all = above == null ? new ArrayList<>() : above.onTheWay();
            all.addAll(standing);
            return all;
        }

        /** @return the segments that lead here */
        List<String> segments() {
            if (above == null) {
                return new ArrayList<>();
            }
            List<String> all = above.segments();
            all.add(segment);
            return all;
        }
    }

    /** @param pattern a path whose variable parts stand in braces; its fixed part counts up to the last whole segment before one */
    void put(String pattern, T thing) {
        Place<T, F> place = root;
        for (String segment : fixed(pattern, "{")) {
            Place<T, F> above = place;
            place = above.below.computeIfAbsent(segment, name -> new Place<>(above, name));
        }
        place.standing.add(thing);
    }

    /** @return what fits the place to which a path leads, as far as its segments are known */
    F at(String path) {
        Place<T, F> place = root;
        int from = 1;
        while (from < path.length() && path.charAt(from - 1) == SEPARATOR) {
            int end = path.indexOf(SEPARATOR, from);
            Place<T, F> next = place.below.get(path.substring(from, end < 0 ? path.length() : end));
            if (next == null) {
                break;
            }
            place = next;
            from = end < 0 ? path.length() : end + 1;
        }
        F found = place.found;
        return found == null ? find(place) : found;
    }

    /** What was found counts no more. */
    synchronized void forget() {
        forget(root);
    }

    private void forget(Place<T, F> place) {
        place.found = null;
        place.below.values().forEach(this::forget);
    }

    private synchronized F find(Place<T, F> place) {
        if (place.found == null) {
            place.found = finder.apply(place);
        }
        return place.found;
    }

    /**
     * @param variable characters that make a segment no fixed one
     * @return whole segments before the first that is not fixed
     */
    static List<String> fixed(String pattern, String variable) {
        var segments = new ArrayList<String>();
        for (String segment : pattern.split("/")) {
            if (segment.chars().anyMatch(letter -> variable.indexOf(letter) >= 0)) {
                break;
            }
            if (!segment.isEmpty()) {
                segments.add(segment);
            }
        }
        return segments;
    }
}

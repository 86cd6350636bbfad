package org.cunlu.logistics.departure;

import io.micronaut.core.annotation.Nullable;
import org.cunlu.logistics.Line;

/**
 * A stretch as its row has it.
 * @param node that it leaves
 * @param pieces that it takes; null for as many as there is room for
 * @param said whether people said what it takes
 * @param version how often people said something of it
 */
record Part(
        Stretch stretch,
        String node,
        long grams,
        long cm3,
        @Nullable Long pieces,
        Size held,
        boolean said,
        boolean closed,
        int version) {

    /** One on which nobody held anything yet. */
    static Part unheld(Stretch at, Line line) {
        return new Part(
                at,
                line.stops().get(at.stop()).nodeCode(),
                line.weightGrams(),
                line.volumeCm3(),
                line.pieces() == null ? null : (long) line.pieces(),
                Size.NONE,
                false,
                false,
                0);
    }

    Part plus(Size size) {
        return new Part(stretch, node, grams, cm3, pieces, held.plus(size), said, closed, version);
    }

    boolean takes(Size size) {
        return !closed && fits(held.plus(size));
    }

    boolean fits(Size all) {
        return all.grams() <= grams && all.cm3() <= cm3 && (pieces == null || all.pieces() <= pieces);
    }

    /** @return whether it takes what its line says, where people said nothing else */
    boolean follows(Line line) {
        return said
                || grams == line.weightGrams()
                        && cm3 == line.volumeCm3()
                        && (pieces == null
                                ? line.pieces() == null
                                : line.pieces() != null && pieces == (long) line.pieces());
    }
}

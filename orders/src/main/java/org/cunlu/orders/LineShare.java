package org.cunlu.orders;

import java.util.ArrayList;
import java.util.List;

/**
 * What of a line's price belongs to some of its pieces: the steps of what is reversed when they go back. Pieces are counted in the
 * order in which they go; whatever parts a line is taken in, their shares add up exactly to its steps, no part is worth less
 * than nothing, and no step is given back more than was taken.
 */
public record LineShare(List<LineStep> steps) {
    public LineShare {
        steps = List.copyOf(steps);
    }

    /**
     * @param gone pieces that went before: short picks, earlier returns
     * @param pieces that go now; {@code gone + pieces} is not above the line's quantity
     */
    public static LineShare of(OrderLine line, int gone, int pieces) {
        if (gone < 0 || pieces < 0 || (long) gone + pieces > line.quantity()) {
            throw new IllegalArgumentException("no such pieces: " + gone + " + " + pieces + " of " + line.quantity());
        }
        return between(line, line.unitsOf(gone), line.unitsOf(gone + pieces));
    }

    /** @return of what its buyer gets */
    public static LineShare kept(OrderLine line) {
        return between(line, line.unitsGone(), line.units());
    }

    /** @return what its buyer pays for the first of its {@link OrderLine#units()}, carriage apart; it never falls as they rise */
    public static long netUntil(OrderLine line, long units) {
        return up(line.netFen(), units, line.units());
    }

    private static LineShare between(OrderLine line, long from, long to) {
        List<Long> before = until(line, from);
        List<Long> after = until(line, to);
        var share = new ArrayList<LineStep>();
        for (int i = 0; i < line.steps().size(); i++) {
            LineStep step = line.steps().get(i);
            share.add(new LineStep(step.kind(), after.get(i) - before.get(i), step.ref(), step.payer()));
        }
        return new LineShare(share);
    }

    /** @return what its buyer pays less when so many more of its pieces are missing, 0 or more */
    public static long missingFen(OrderLine line, int pieces) {
        return netUntil(line, line.without(pieces).unitsGone()) - netUntil(line, line.unitsGone());
    }

    /** @return what its buyer pays for these pieces, carriage apart, 0 or more */
    public static long netFen(OrderLine line, int gone, int pieces) {
        return of(line, gone, pieces).netFen();
    }

    public long netFen() {
        return steps.stream()
                .filter(step -> step.kind() != LineStep.Kind.FREIGHT)
                .mapToLong(LineStep::fen)
                .sum();
    }

    /** @return prices less price lists: what these pieces cost before any discount */
    public long amountFen() {
        return steps.stream()
                .filter(step ->
                        step.kind() != LineStep.Kind.FREIGHT && !step.kind().discount())
                .mapToLong(LineStep::fen)
                .sum();
    }

    public long discountFen() {
        return amountFen() - netFen();
    }

    /**
     * What the first {@code units} have of each step. The whole discount is rounded down once, so that no piece is worth less
     * than nothing; what is so found is then split step by step in proportion to what is left, which never falls as pieces rise.
     */
    private static List<Long> until(OrderLine line, long units) {
        long of = line.units();
        long left = line.discountFen();
        long amount = up(line.amountFen(), units, of);
        long taken = amount - up(line.netFen(), units, of);
        var fen = new ArrayList<Long>();
        int first = -1;
        for (LineStep step : line.steps()) {
            if (step.kind().discount()) {
                long some = left == 0 ? 0 : Apportion.part(-step.fen(), taken, left);
                fen.add(-some);
                taken -= some;
                left += step.fen();
            } else {
                first = step.kind().first() ? fen.size() : first;
                long some = step.fen() < 0
                        ? -Apportion.part(-step.fen(), units, of)
                        : Apportion.part(step.fen(), units, of);
                fen.add(some);
                amount -= step.kind() == LineStep.Kind.FREIGHT ? 0 : some;
            }
        }
        if (first >= 0) {
            fen.set(first, fen.get(first) + amount);
        }
        return fen;
    }

    private static long up(long fen, long units, long of) {
        return fen - Apportion.part(fen, of - units, of);
    }
}

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
        List<Long> before = until(line, gone);
        List<Long> after = until(line, gone + pieces);
        var share = new ArrayList<LineStep>();
        for (int i = 0; i < line.steps().size(); i++) {
            LineStep step = line.steps().get(i);
            share.add(new LineStep(step.kind(), after.get(i) - before.get(i), step.ref(), step.payer()));
        }
        return new LineShare(share);
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
     * What the first {@code pieces} have of each step. The whole discount is rounded down once, so that no piece is worth less
     * than nothing; what is so found is then split step by step in proportion to what is left, which never falls as pieces rise.
     */
    private static List<Long> until(OrderLine line, int pieces) {
        long left = line.discountFen();
        long taken = Apportion.part(left, pieces, line.quantity());
        var fen = new ArrayList<Long>();
        for (LineStep step : line.steps()) {
            if (!step.kind().discount()) {
                fen.add(Math.floorDiv(step.fen(), (long) line.quantity()) * pieces
                        + (long) Math.floorMod(step.fen(), line.quantity()) * pieces / line.quantity());
            } else {
                long some = left == 0 ? 0 : Apportion.part(-step.fen(), taken, left);
                fen.add(-some);
                taken -= some;
                left += step.fen();
            }
        }
        return fen;
    }
}

package org.cunlu.orders;

import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.problem.ProblemException;

/**
 * Something that is counted when an order is placed, and given back when it is over without a delivery: a brand's quota, what
 * one buyer may have. Rules are asked by {@code @Order}, the lowest first, in the transaction that writes the order, after its
 * lines and before its stock, so that whoever wants both waits in one order. A rule that none of the lines concerns sends
 * nothing to the database; any other takes all it counts by one conditional statement.
 */
public interface PlacingRule {
    /**
     * Some pieces of a line.
     * @param sellerCode whose goods they are
     * @param fromNode where they are served from
     * @param pieces above 0; of a line that is placed all of them, of one that is given back what it still holds
     */
    record Line(String accountId, String sellerCode, String fromNode, OrderLine line, int pieces) {}

    /** How it went. Whatever is not {@link Taken} is rolled back by the caller. */
    sealed interface Answer {
        record Taken() implements Answer {}

        /** Others were quicker: the order is reckoned again. @param told what its buyer is told when that happens too often */
        record Overtaken(ProblemException told) implements Answer {}

        record Refused(ProblemException problem) implements Answer {}
    }

    Answer TAKEN = new Answer.Taken();

    /** @param lines of one buyer @param now when the order is placed */
    Answer take(List<Line> lines, Instant now);

    /** Takes again what an order gave back: it expired, and was paid after all. */
    default Answer takeAgain(List<Line> lines, Instant now) {
        return take(lines, now);
    }

    /** Gives back; called once for each piece. */
    void giveBack(List<Line> lines);

    /**
     * Some of a delivered line that was taken back.
     * @param part how much
     */
    record Returned(String accountId, OrderLine line, TakenBack part) {
        /** @return what of each step of what its buyer got goes back, signed as the steps are; their parts add up to them */
        public List<LineStep> steps() {
            return LineShare.kept(line).steps().stream()
                    .map(step -> new LineStep(step.kind(), part.share(step.fen()), step.ref(), step.payer()))
                    .toList();
        }
    }

    /**
     * Delivered goods or their money went back: what is counted of money goes back in proportion, once for each part. What is
     * counted of pieces stays, since they were had.
     */
    default void takenBack(List<Returned> backs) {
        // Pieces were had.
    }

    /** Counts lines of a sister, where it is lines that are counted: its pieces were with the order that they come from. */
    default void shared(List<Line> lines) {
        // Pieces are counted already.
    }

    /** Counts these lines no more, where it is lines that are counted: their last pieces went to sisters. */
    default void emptied(List<Line> lines) {
        // Pieces are counted still.
    }
}

package org.cunlu.orders;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a reversal took back of one line, as everything that follows the sale does: by what its buyer gets back, and by pieces
 * where he paid nothing for them.
 * @param netFen what its buyer paid for all that he got of it, carriage apart
 * @param fenBefore taken back before @param fenAfter taken back with this
 * @param pieces that he got @param piecesBefore those that went back before @param piecesAfter with this
 */
public record TakenBack(
        int lineNo, long netFen, long fenBefore, long fenAfter, int pieces, int piecesBefore, int piecesAfter) {
    /**
     * @param fen of the whole line
     * @return how much of it goes back, half a fen away from 0, so that any parts add up to the whole
     */
    public long share(long fen) {
        return netFen == 0
                ? part(fen, piecesAfter, pieces) - part(fen, piecesBefore, pieces)
                : part(fen, fenAfter, netFen) - part(fen, fenBefore, netFen);
    }

    /** @return whether nothing is left of the line since this */
    public boolean last() {
        return netFen == 0 ? piecesAfter == pieces && piecesBefore < pieces : fenAfter == netFen && fenBefore < netFen;
    }

    private static long part(long whole, long part, long of) {
        return of == 0
                ? 0
                : BigDecimal.valueOf(whole)
                        .multiply(BigDecimal.valueOf(part))
                        .divide(BigDecimal.valueOf(of), 0, RoundingMode.HALF_UP)
                        .longValueExact();
    }
}

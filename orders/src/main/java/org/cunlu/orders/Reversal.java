package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * A part of a delivered order that is taken back.
 * @param cause id of what decided it, at most 32 characters; once for each
 * @param parts of each line at most one
 * @param freightFen of the carriage, what goes back to the buyer
 * @param payer node that lost or damaged it, or {@code carrier}; null unless the network is at fault
 */
public record Reversal(
        String cause,
        List<Part> parts,
        long freightFen,
        Fault fault,
        @Nullable String payer) {
    /** Who bears it. */
    public enum Fault {
        /** The seller: his due, and all that depended on it, goes back; carriage is his too. */
        SELLER,
        /** A node or a carrier: the seller keeps his due, and who is at fault owes it. */
        NETWORK,
        /** The platform bears it. */
        PLATFORM,
        /** A change of mind: as with the seller, but carriage is the network's. */
        NOBODY
    }

    /**
     * @param pieces 0 where money goes back for goods that stay
     * @param goodsFen what the buyer gets back of what he paid for the line
     */
    public record Part(int lineNo, int pieces, long goodsFen) {
        public Part {
            if (pieces < 0 || goodsFen < 0 || pieces + goodsFen <= 0) {
                throw new IllegalArgumentException("nothing of line " + lineNo + " is taken back");
            }
        }
    }

    public Reversal {
        parts = List.copyOf(parts);
        if (freightFen < 0 || (parts.isEmpty() && freightFen == 0)) {
            throw new IllegalArgumentException("nothing is taken back: " + cause);
        }
        if (parts.stream().map(Part::lineNo).distinct().count() != parts.size()) {
            throw new IllegalArgumentException("a line twice: " + cause);
        }
        if ((fault == Fault.NETWORK) != (payer != null)) {
            throw new IllegalArgumentException("who pays is said for the network alone: " + cause);
        }
    }

    /** @return what goes back to the buyer */
    public long fen() {
        long sum = freightFen;
        for (Part part : parts) {
            sum = Math.addExact(sum, part.goodsFen());
        }
        return sum;
    }
}

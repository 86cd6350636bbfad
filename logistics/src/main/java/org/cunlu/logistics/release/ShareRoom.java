package org.cunlu.logistics.release;

import java.util.ArrayList;
import java.util.List;
import org.cunlu.logistics.ReserveLots.Lot;
import org.cunlu.logistics.ReserveLots.Minimum;

/** How much of each programme a release may draw so that the minimum shares of its targets stay. Used by one thread. */
final class ShareRoom {
    private final List<Minimum> minimums;

    ShareRoom(List<Minimum> minimums) {
        this.minimums = new ArrayList<>(minimums);
    }

    /** @return pieces of the lot, as many as wanted or as its programme can spare beside what was taken so far */
    long pieces(Lot lot, String commodity, long wanted) {
        long grams = minimums.stream()
                .filter(each -> covers(each, lot) && each.target().commodity().equals(commodity))
                .mapToLong(Minimum::spareGrams)
                .min()
                .orElse(Long.MAX_VALUE);
        return Math.min(wanted, grams / lot.gramsPerPiece());
    }

    void took(Lot lot, String commodity, long pieces) {
        long grams = Math.multiplyExact(pieces, lot.gramsPerPiece());
        minimums.replaceAll(each -> covers(each, lot) ? each.without(commodity, grams) : each);
    }

    private static boolean covers(Minimum minimum, Lot lot) {
        return minimum.covers(lot.programme(), lot.part().nodeCode());
    }
}

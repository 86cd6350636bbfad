package org.cunlu.orders.ledger;

import org.cunlu.logistics.ReleaseTook;
import org.cunlu.logistics.ReliefPaid;
import org.cunlu.orders.ledger.Journal.Kind;

/** Journals of releases of the reserve. Pure. */
final class ReliefJournals {
    private ReliefJournals() {}

    /** Whose stock it was is owed it at once: there is no buyer who may claim, and nothing is earned by carrying it. */
    static Journal took(ReleaseTook taken) {
        long sum = taken.parts().stream().mapToLong(ReleaseTook.Part::fen).reduce(0, Math::addExact);
        var journal = Journal.of(Kind.RELEASE_TOOK, taken.countyCode(), taken.releaseId())
                .debit(Chart.reserveReceivable(taken.levelCode()), null, sum);
        taken.parts()
                .forEach(part -> journal.credit(
                        part.sellerCode() == null ? Chart.RELEASED_GOODS : Chart.sellerReleased(part.sellerCode()),
                        null,
                        part.fen()));
        return journal.balanced();
    }

    /** It is its level's, also of stock that was for sale: that it owes for. */
    static Journal paid(ReliefPaid paid) {
        return Journal.of(Kind.RELIEF_PAID, paid.countyCode(), paid.handingId())
                .debit(Chart.cashHeld(paid.nodeCode()), null, paid.fen())
                .credit(Chart.reliefProceeds(paid.levelCode()), null, paid.fen())
                .balanced();
    }
}

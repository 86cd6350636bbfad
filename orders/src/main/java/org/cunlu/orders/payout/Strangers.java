package org.cunlu.orders.payout;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.ShopPeople;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.orders.Party;
import org.cunlu.orders.PayoutDesk.Batch;
import org.cunlu.orders.payout.PayoutTable.Line;

/**
 * Whoever lets a batch leave has no hand in it: neither proposed it nor said where one of its parties is paid, and none of them is
 * himself, or a shop that is his or in which he works.
 */
@Singleton
class Strangers {
    private final BankTable banks;
    private final ShopPeople shops;
    private final Trail trail;

    Strangers(BankTable banks, ShopPeople shops, Trail trail) {
        this.banks = banks;
        this.shops = shops;
        this.trail = trail;
    }

    /** @param lines that would leave @throws ProblemException 409 {@code second-person-needed}, {@code own-submission}; it is written down */
    void demand(Caller approver, Batch batch, List<Line> lines) {
        try {
            demandOther(approver.accountId(), batch, lines);
            for (Line line : lines) {
                Party party = line.party();
                switch (party.kind()) {
                    case SELLER -> shops.demandStranger(approver, party.code(), null);
                    case HOST, ACCOUNT -> shops.demandStranger(approver, null, party.code());
                    case STATION, CARRIER -> {
                        // The county's own people run them.
                    }
                }
            }
        } catch (ProblemException involved) {
            trail.refused(approver.accountId(), Batches.ACT, batch.batchId(), involved.code());
            throw involved;
        }
    }

    /** What comes back may be paid again: not on the word of who proposes. @throws ProblemException as above */
    void demandAnother(Caller caller, Batch batch, String payoutId) {
        if (batch.madeBy().equals(caller.accountId())) {
            trail.refused(caller.accountId(), Batches.ACT, payoutId, "second-person-needed");
            throw ProblemException.of(
                    409, "second-person-needed", "须由另一人登记退回 · Somebody else must say that it came back", null);
        }
    }

    private void demandOther(String approver, Batch batch, List<Line> lines) {
        if (batch.madeBy().equals(approver)) {
            throw needed();
        }
        Map<Party, String> setters =
                banks.setters(lines.stream().map(Line::party).toList());
        setters.forEach((party, by) -> {
            // The carrier's account is the county's to set: of three acts one person does one.
            boolean makers = party.kind() == Party.Kind.CARRIER && by.equals(batch.madeBy());
            if (by.equals(approver) || makers) {
                throw needed().fact("party", party.text());
            }
        });
    }

    private static ProblemException needed() {
        return ProblemException.of(409, "second-person-needed", "须由另一人批准 · Somebody else must approve it", null);
    }
}

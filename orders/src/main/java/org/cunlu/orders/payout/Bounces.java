package org.cunlu.orders.payout;

import jakarta.inject.Singleton;
import org.cunlu.orders.Ledger;
import org.cunlu.orders.MoneyTickets;
import org.cunlu.orders.Payout;

/** What a bank did not pay out is the party's again, and somebody finds out why. */
@Singleton
class Bounces {
    private final Ledger ledger;
    private final MoneyTickets tickets;

    Bounces(Ledger ledger, MoneyTickets tickets) {
        this.ledger = ledger;
        this.tickets = tickets;
    }

    /** Joins the caller's transaction. */
    void came(Payout payout) {
        ledger.payoutBounced(payout);
        tickets.open(new MoneyTickets.Wanted(
                payout.countyCode(),
                MoneyTickets.Kind.PAYOUT_BOUNCED,
                payout.payoutId(),
                payout.fen(),
                "batch " + payout.batchId() + " " + payout.party().kind() + " "
                        + payout.party().code()));
    }
}

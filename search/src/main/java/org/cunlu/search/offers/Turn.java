package org.cunlu.search.offers;

import jakarta.inject.Singleton;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;

/** One instance at a time works on the index as a whole; a lease that its holder no longer renews runs out. */
@Singleton
class Turn {
    private static final int LEASE_SECONDS = 60;

    private final Sql sql;
    private final Transactions transactions;
    private final String me;

    Turn(Sql sql, Transactions transactions, Ids ids) {
        this.sql = sql;
        this.transactions = transactions;
        this.me = ids.next();
    }

    /** @return whether it is this instance's turn, for another minute from now */
    boolean take() {
        return transactions.run(() -> sql.change(
                        "UPDATE sea_turn SET holder = ?, until_at = TIMESTAMPADD(SECOND, ?, UTC_TIMESTAMP(3))"
                                + " WHERE name = 'index' AND (holder = ? OR until_at < UTC_TIMESTAMP(3))",
                        me,
                        LEASE_SECONDS,
                        me)
                == 1);
    }

    void end() {
        transactions.run(() ->
                sql.change("UPDATE sea_turn SET until_at = UTC_TIMESTAMP(3) WHERE name = 'index' AND holder = ?", me));
    }
}

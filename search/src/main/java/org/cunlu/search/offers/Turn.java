package org.cunlu.search.offers;

import jakarta.inject.Singleton;
import java.util.Locale;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;

/** One instance at a time does such work; a lease that its holder no longer renews runs out. */
@Singleton
class Turn {
    private final Sql sql;
    private final Transactions transactions;
    private final String me;

    Turn(Sql sql, Transactions transactions, Ids ids) {
        this.sql = sql;
        this.transactions = transactions;
        this.me = ids.next();
    }

    /** What is done by one at a time. */
    enum Work {
        /** The index as a whole. */
        INDEX(60),
        /** What is sold. */
        SALES(15);

        private final String code = name().toLowerCase(Locale.ROOT);
        private final int leaseSeconds;

        Work(int leaseSeconds) {
            this.leaseSeconds = leaseSeconds;
        }
    }

    /** @return whether it is this instance's turn to work on the index as a whole, for another minute from now */
    boolean take() {
        return take(Work.INDEX);
    }

    boolean take(Work work) {
        return transactions.run(() -> sql.change(
                        "UPDATE sea_turn SET holder = ?, until_at = TIMESTAMPADD(SECOND, ?, UTC_TIMESTAMP(3))"
                                + " WHERE name = ? AND (holder = ? OR until_at < UTC_TIMESTAMP(3))",
                        me,
                        work.leaseSeconds,
                        work.code,
                        me)
                == 1);
    }

    void end() {
        transactions.run(() ->
                sql.change("UPDATE sea_turn SET until_at = UTC_TIMESTAMP(3) WHERE name = 'index' AND holder = ?", me));
    }
}

package org.cunlu.orders.standin;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.orders.Balances;

/** Puts money on balances as a settlement would, with the other side at the bank. */
@Singleton
@Requires(property = "orders.stand-ins", value = "true")
public class Deposits {
    private static final String COUNTY = "500233";

    private final Balances balances;
    private final Transactions transactions;
    private final Sql sql;
    private final Ids ids;

    Deposits(Balances balances, Transactions transactions, Sql sql, Ids ids) {
        this.balances = balances;
        this.transactions = transactions;
        this.sql = sql;
        this.ids = ids;
    }

    public void give(String account, long fen) {
        transactions.run(() -> {
            String cause = ids.next();
            balances.put(COUNTY, account, fen, Balances.Kind.SETTLEMENT, cause);
            book(cause, account, fen);
        });
    }

    /** Joins the caller's transaction. */
    public boolean spend(String account, long fen, String cause) {
        boolean took = balances.take(COUNTY, account, fen, Balances.Kind.SETTLEMENT, cause);
        if (took) {
            book(cause, account, -fen);
        }
        return took;
    }

    private void book(String cause, String account, long fen) {
        String journal = ids.next();
        sql.change(
                "INSERT INTO ord_journal (journal_id, county_code, kind, cause, posted_at)"
                        + " VALUES (?, ?, 'BALANCE_PAID_BACK', ?, ?)",
                journal,
                COUNTY,
                cause,
                Instant.now());
        for (int side = 0; side < 2; side++) {
            sql.change(
                    "INSERT INTO ord_posting (journal_id, posting_no, county_code, account, amount_fen)"
                            + " VALUES (?, ?, ?, ?, ?)",
                    journal,
                    side,
                    COUNTY,
                    side == 0 ? "bank" : "account-balance:" + account,
                    side == 0 ? fen : -fen);
        }
    }
}

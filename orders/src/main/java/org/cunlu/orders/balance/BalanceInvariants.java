package org.cunlu.orders.balance;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must be true of balances. */
@Factory
class BalanceInvariants {
    @Singleton
    @Named("balances")
    Invariant balances() {
        return new SqlInvariant(
                "balances of accounts = their changes = ledger",
                "SELECT COUNT(*) FROM ord_balance",
                "SELECT CONCAT('account ', a.account_id, ' has ', COALESCE(b.fen, 0), ', changes ', COALESCE(e.fen, 0),"
                        + " ', ledger ', COALESCE(l.fen, 0)) FROM (SELECT account_id FROM ord_balance"
                        + " UNION SELECT account_id FROM ord_balance_entry"
                        + " UNION SELECT SUBSTRING(account, 17) FROM ord_posting WHERE account LIKE 'account-balance:%') a"
                        + " LEFT JOIN (SELECT account_id, SUM(balance_fen) AS fen FROM ord_balance GROUP BY account_id) b"
                        + " ON b.account_id = a.account_id"
                        + " LEFT JOIN (SELECT account_id, SUM(amount_fen) AS fen FROM ord_balance_entry"
                        + " GROUP BY account_id) e ON e.account_id = a.account_id"
                        + " LEFT JOIN (SELECT SUBSTRING(account, 17) AS account_id, -SUM(amount_fen) AS fen FROM ord_posting"
                        + " WHERE account LIKE 'account-balance:%' GROUP BY account) l ON l.account_id = a.account_id"
                        + " WHERE COALESCE(b.fen, 0) <> COALESCE(e.fen, 0) OR COALESCE(b.fen, 0) <> COALESCE(l.fen, 0)");
    }
}

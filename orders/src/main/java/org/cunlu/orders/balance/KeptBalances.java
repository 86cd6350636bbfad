package org.cunlu.orders.balance;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.orders.Balances;
import org.cunlu.orders.Ledger;
import org.cunlu.orders.Order;

/** Balances on their table. */
@Singleton
class KeptBalances implements Balances {
    private static final int CAUSE_MAX = 32;

    private final BalanceTable table;
    private final Ledger ledger;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    KeptBalances(BalanceTable table, Ledger ledger, Transactions transactions, Ids ids, Clock clock) {
        this.table = table;
        this.ledger = ledger;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public long of(String countyCode, String accountId) {
        return table.of(accountId).stream()
                .filter(balance -> balance.countyCode().equals(countyCode))
                .mapToLong(BalanceTable.Balance::fen)
                .sum();
    }

    @Override
    public long of(String accountId) {
        return table.of(accountId).stream().map(BalanceTable.Balance::fen).reduce(0L, Math::addExact);
    }

    @Override
    public List<Entry> entries(String accountId, int limit) {
        return table.entries(accountId, limit);
    }

    @Override
    public void put(String countyCode, String accountId, long fen, Kind kind, String cause) {
        check(fen, cause);
        table.enter(ids.next(), countyCode, accountId, kind, cause, fen, clock.instant());
        table.add(countyCode, accountId, fen);
    }

    @Override
    public boolean take(String countyCode, String accountId, long fen, Kind kind, String cause) {
        check(fen, cause);
        if (!table.take(countyCode, accountId, fen)) {
            return false;
        }
        table.enter(ids.next(), countyCode, accountId, kind, cause, Math.negateExact(fen), clock.instant());
        return true;
    }

    @Override
    public void payBack(Order order, long fen, String cause) {
        put(order.countyCode(), order.accountId(), fen, Kind.REFUND, cause);
        ledger.paidBackToBalance(order, fen, cause);
    }

    @Override
    public void handOver(String fromAccountId, String intoAccountId) {
        transactions.require();
        for (BalanceTable.Balance had : table.of(fromAccountId)) {
            if (had.fen() > 0) {
                if (!take(had.countyCode(), fromAccountId, had.fen(), Kind.MERGED, fromAccountId)) {
                    throw new IllegalStateException("a balance changed while it was handed over: " + fromAccountId);
                }
                put(had.countyCode(), intoAccountId, had.fen(), Kind.MERGED, fromAccountId);
                ledger.balanceMerged(had.countyCode(), fromAccountId, intoAccountId, had.fen());
            }
        }
    }

    private void check(long fen, String cause) {
        transactions.require();
        if (fen <= 0 || cause.isEmpty() || cause.length() > CAUSE_MAX) {
            throw new IllegalArgumentException("no change of a balance: " + fen + " fen for " + cause);
        }
    }
}

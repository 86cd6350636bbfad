package org.cunlu.orders.book;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.orders.OrderFinder;

/** Looks orders up by their numbers and whose they are; each statement begins with the counties. */
@Singleton
class FoundOrders implements OrderFinder {
    private final Sql sql;
    private final Transactions transactions;

    FoundOrders(Sql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    @Override
    public List<Found> numbered(Collection<String> counties, String number, int limit) {
        return merged(
                some(counties, "order_id", List.of(number), limit),
                some(counties, "group_id", List.of(number), limit),
                limit);
    }

    @Override
    public List<Found> of(
            Collection<String> counties, Collection<String> accountIds, Collection<String> recipientIds, int limit) {
        return merged(
                some(counties, "account_id", accountIds, limit),
                some(counties, "recipient_id", recipientIds, limit),
                limit);
    }

    private static List<Found> merged(List<Found> some, List<Found> more, int limit) {
        return Stream.concat(some.stream(), more.stream())
                .distinct()
                .sorted(Comparator.comparing(Found::orderId).reversed())
                .limit(limit)
                .toList();
    }

    private List<Found> some(Collection<String> counties, String column, Collection<String> values, int limit) {
        if (counties.isEmpty() || values.isEmpty()) {
            return List.of();
        }
        var arguments = new ArrayList<Object>(counties);
        arguments.addAll(values);
        arguments.add(limit);
        return transactions.read(() -> sql.list(
                "SELECT order_id, group_id, account_id, seller_code, seller_name, to_node, lifecycle, payment_status,"
                        + " fulfilment_status, total_fen, placed_at FROM ord_order WHERE county_code IN ("
                        + Sql.marks(counties.size()) + ") AND " + column + " IN (" + Sql.marks(values.size())
                        + ") ORDER BY order_id DESC LIMIT ?",
                FoundOrders::found,
                arguments.toArray()));
    }

    private static Found found(Row row) {
        return new Found(
                row.string("order_id"),
                row.string("group_id"),
                row.string("account_id"),
                row.string("seller_code"),
                row.string("seller_name"),
                row.string("to_node"),
                row.string("lifecycle"),
                row.string("payment_status"),
                row.string("fulfilment_status"),
                row.number("total_fen"),
                row.instant("placed_at"));
    }
}

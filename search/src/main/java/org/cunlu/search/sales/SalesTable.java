package org.cunlu.search.sales;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.search.Sales;

/** {@code sea_sales} and the orders that are counted in it. */
@Singleton
class SalesTable implements Sales {
    private final Sql sql;
    private final Transactions transactions;

    SalesTable(Sql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    private record Row(String offerId, Sold sold) {}

    @Override
    public Map<String, Sold> of(Collection<String> offerIds) {
        if (offerIds.isEmpty()) {
            return Map.of();
        }
        var ids = new TreeSet<>(offerIds);
        return sql
                .list(
                        "SELECT offer_id, pieces, version FROM sea_sales WHERE offer_id IN (" + Sql.marks(ids.size())
                                + ")",
                        row -> new Row(
                                row.string("offer_id"),
                                new Sold(Math.max(0, row.number("pieces")), row.number("version"))),
                        ids.toArray())
                .stream()
                .collect(Collectors.toMap(Row::offerId, Row::sold));
    }

    @Override
    public List<String> notIndexed(int limit) {
        return sql.list(
                "SELECT offer_id FROM sea_sales WHERE indexed < version ORDER BY offer_id LIMIT ?",
                row -> row.string("offer_id"),
                limit);
    }

    @Override
    public void indexed(Map<String, Sold> counts) {
        transactions.run(() -> new TreeMap<>(counts)
                .forEach((id, sold) -> sql.soon(
                        "UPDATE sea_sales SET indexed = GREATEST(indexed, ?) WHERE offer_id = ?", sold.version(), id)));
    }

    /** @return false when it was counted before, or has ended already */
    boolean count(String orderId) {
        return sql.change("INSERT IGNORE INTO sea_counted_order (order_id, state) VALUES (?, 'COUNTED')", orderId) == 1;
    }

    /** As {@link #count} for many of which none is known. @throws org.cunlu.kernel.db.SqlFailure a duplicate when one is */
    void countAll(Collection<String> orderIds) {
        sql.insertMany("INSERT INTO sea_counted_order (order_id, state)", rows(orderIds, "COUNTED"));
    }

    /** Ends them all. @return those that had been counted and are no longer */
    List<String> uncount(Collection<String> orderIds) {
        sql.insertMany("INSERT IGNORE INTO sea_counted_order (order_id, state)", rows(orderIds, "ENDED"));
        String among = "order_id IN (" + Sql.marks(orderIds.size()) + ") AND state = 'COUNTED'";
        List<String> counted = sql.list(
                "SELECT order_id FROM sea_counted_order WHERE " + among + " ORDER BY order_id FOR UPDATE",
                row -> row.string("order_id"),
                orderIds.toArray());
        if (!counted.isEmpty()) {
            sql.soon("UPDATE sea_counted_order SET state = 'ENDED' WHERE " + among, orderIds.toArray());
        }
        return counted;
    }

    private static List<Object[]> rows(Collection<String> orderIds, String state) {
        return orderIds.stream().sorted().map(id -> new Object[] {id, state}).toList();
    }

    /** Adds pieces, fewer than none when they are given back, in the order of the offers. */
    void add(Map<String, Long> pieces) {
        // One after the other in one packet, sorted, so that two who count never wait for each other both.
        new TreeMap<>(pieces)
                .forEach((offer, count) -> sql.soon(
                        "INSERT INTO sea_sales (offer_id, pieces, version, indexed) VALUES (?, ?, 1, 0)"
                                + " ON DUPLICATE KEY UPDATE pieces = pieces + VALUES(pieces), version = version + 1",
                        offer,
                        count));
    }
}

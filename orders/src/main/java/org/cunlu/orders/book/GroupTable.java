package org.cunlu.orders.book;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.BuyerStanding;
import org.cunlu.orders.OrderGroup;
import org.cunlu.orders.PaymentChoice;

/** Rows of groups. */
@Singleton
class GroupTable {
    private static final String SELECT = "SELECT group_id, county_code, account_id, recipient_id, payment, status,"
            + " total_fen, pay_by, placed_at FROM ord_group WHERE group_id = ?";

    private final Sql sql;

    GroupTable(Sql sql) {
        this.sql = sql;
    }

    void insert(OrderGroup group) {
        sql.soon(
                "INSERT INTO ord_group (group_id, county_code, account_id, recipient_id, payment, status, total_fen,"
                        + " pay_by, placed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                group.groupId(),
                group.countyCode(),
                group.accountId(),
                group.recipientId(),
                group.payment(),
                group.status(),
                group.totalFen(),
                group.payBy(),
                group.placedAt());
    }

    Optional<OrderGroup> find(String groupId) {
        return sql.one(SELECT, GroupTable::group, groupId);
    }

    Optional<OrderGroup> lock(String groupId) {
        return sql.one(SELECT + " FOR UPDATE", GroupTable::group, groupId);
    }

    /** In key order, so that two who lock several wait for each other and never both. */
    void lock(Collection<String> groupIds) {
        if (!groupIds.isEmpty()) {
            sql.list(
                    "SELECT group_id FROM ord_group WHERE group_id IN (" + Sql.marks(groupIds.size())
                            + ") ORDER BY group_id FOR UPDATE",
                    row -> row.string("group_id"),
                    groupIds.toArray());
        }
    }

    Optional<OrderGroup> lockOverdue(String groupId, Instant now) {
        return sql.one(
                SELECT + " AND status = 'AWAITING_PAYMENT' AND pay_by <= ? FOR UPDATE SKIP LOCKED",
                GroupTable::group,
                groupId,
                now);
    }

    List<String> overdue(Instant now, int limit) {
        return sql.list(
                "SELECT group_id FROM ord_group WHERE status = 'AWAITING_PAYMENT' AND pay_by <= ?"
                        + " ORDER BY pay_by LIMIT ?",
                row -> row.string("group_id"),
                now,
                limit);
    }

    BuyerStanding standing(String accountId, Instant since) {
        return sql.one(
                        "SELECT COALESCE(SUM(CASE WHEN status = 'AWAITING_PAYMENT' THEN 1 ELSE 0 END), 0) AS unpaid,"
                                + " COALESCE(SUM(CASE WHEN status = 'EXPIRED' THEN 1 ELSE 0 END), 0) AS expired"
                                + " FROM ord_group WHERE account_id = ? AND placed_at > ?",
                        row -> new BuyerStanding((int) row.decimal("unpaid"), (int) row.decimal("expired")),
                        accountId,
                        since)
                .orElseThrow();
    }

    int move(String groupId, OrderGroup.Status from, OrderGroup.Status to) {
        return sql.changeWithAll(
                "UPDATE ord_group SET status = ? WHERE group_id = ? AND status = ?", to, groupId, from);
    }

    int awaitBalance(String groupId, Instant payBy) {
        return sql.change(
                "UPDATE ord_group SET status = 'AWAITING_PAYMENT', pay_by = ? WHERE group_id = ? AND status = 'DEPOSIT_PAID'",
                payBy,
                groupId);
    }

    int payLater(String groupId, Instant payBy) {
        return sql.change(
                "UPDATE ord_group SET pay_by = ? WHERE group_id = ? AND status = 'AWAITING_PAYMENT'", payBy, groupId);
    }

    void handOver(List<String> groupIds, String into) {
        var arguments = new ArrayList<Object>(groupIds);
        arguments.addFirst(into);
        sql.change(
                "UPDATE ord_group SET account_id = ? WHERE group_id IN (" + Sql.marks(groupIds.size()) + ")",
                arguments.toArray());
    }

    private static OrderGroup group(Row row) {
        return new OrderGroup(
                row.string("group_id"),
                row.string("county_code"),
                row.string("account_id"),
                row.string("recipient_id"),
                row.constant("payment", PaymentChoice.class),
                row.constant("status", OrderGroup.Status.class),
                row.number("total_fen"),
                row.instant("pay_by"),
                row.instant("placed_at"));
    }
}

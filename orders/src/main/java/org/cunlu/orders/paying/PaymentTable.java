package org.cunlu.orders.paying;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.PaymentView;
import org.cunlu.orders.PaymentView.Status;
import org.cunlu.orders.Payments;

/** Rows of payments and of the orders they pay. */
@Singleton
class PaymentTable implements Payments {
    private static final String SELECT = "SELECT payment_id, county_code, group_id, account_id, gateway, amount_fen,"
            + " status, charge_id, pay_url, paid_fen, created_at, paid_at, asked, by_app FROM ord_payment";

    private final Sql sql;

    PaymentTable(Sql sql) {
        this.sql = sql;
    }

    /** What a payment pays of an order. @param refundedFen how much of it went back or is to go back */
    record Share(String paymentId, String orderId, long amountFen, long refundedFen) {
        long keptFen() {
            return amountFen - refundedFen;
        }
    }

    void insert(Payment payment, Map<String, Long> fenByOrder, Instant askAt) {
        sql.soon(
                "INSERT INTO ord_payment (payment_id, county_code, group_id, account_id, gateway, amount_fen, status,"
                        + " paid_fen, created_at, ask_at, asked, by_app) VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?, 0, ?)",
                payment.paymentId(),
                payment.countyCode(),
                payment.groupId(),
                payment.accountId(),
                payment.gateway(),
                payment.amountFen(),
                payment.status(),
                payment.createdAt(),
                askAt,
                payment.byApp());
        sql.insertManySoon(
                "INSERT INTO ord_payment_share (payment_id, order_id, county_code, amount_fen, refunded_fen)",
                new TreeMap<>(fenByOrder)
                        .entrySet().stream()
                                .map(share -> new Object[] {
                                    payment.paymentId(), share.getKey(), payment.countyCode(), share.getValue(), 0
                                })
                                .toList());
    }

    Optional<Payment> find(String paymentId) {
        return sql.one(SELECT + " WHERE payment_id = ?", PaymentTable::payment, paymentId);
    }

    Optional<Payment> lock(String paymentId) {
        return sql.one(SELECT + " WHERE payment_id = ? FOR UPDATE", PaymentTable::payment, paymentId);
    }

    List<Payment> ofGroup(String groupId) {
        return sql.list(SELECT + " WHERE group_id = ? ORDER BY created_at, payment_id", PaymentTable::payment, groupId);
    }

    @Override
    public List<PaymentView> of(String groupId) {
        return ofGroup(groupId).stream().map(Payment::view).toList();
    }

    @Override
    public void handOver(Collection<String> groupIds, String intoAccountId) {
        if (groupIds.isEmpty()) {
            return;
        }
        var arguments = new ArrayList<Object>(groupIds);
        arguments.addFirst(intoAccountId);
        sql.change(
                "UPDATE ord_payment SET account_id = ? WHERE group_id IN (" + Sql.marks(groupIds.size()) + ")",
                arguments.toArray());
    }

    @Override
    public int held(String accountId) {
        return sql.one(
                        "SELECT COUNT(DISTINCT p.payment_id) AS n FROM ord_order o"
                                + " JOIN ord_payment p ON p.group_id = o.group_id"
                                + " WHERE o.account_id = ? AND p.status = 'HELD'",
                        row -> row.integer("n"),
                        accountId)
                .orElseThrow();
    }

    List<Share> shares(String paymentId) {
        return sql.list(
                "SELECT payment_id, order_id, amount_fen, refunded_fen FROM ord_payment_share WHERE payment_id = ?"
                        + " ORDER BY order_id",
                PaymentTable::share,
                paymentId);
    }

    /** @return shares of captured payments that pay for an order */
    List<Share> capturedFor(String orderId) {
        return sql.list(
                "SELECT s.payment_id, s.order_id, s.amount_fen, s.refunded_fen FROM ord_payment_share s"
                        + " JOIN ord_payment p ON p.payment_id = s.payment_id"
                        + " WHERE s.order_id = ? AND p.status = 'CAPTURED' ORDER BY s.payment_id",
                PaymentTable::share,
                orderId);
    }

    /** @return false when more would go back than was paid */
    boolean giveBack(String paymentId, String orderId, long fen) {
        return sql.change(
                        "UPDATE ord_payment_share SET refunded_fen = refunded_fen + ?"
                                + " WHERE payment_id = ? AND order_id = ? AND refunded_fen + ? <= amount_fen",
                        fen,
                        paymentId,
                        orderId,
                        fen)
                == 1;
    }

    /** A part of a share becomes another order's; a share of nothing is none. */
    void shift(Share share, String toOrderId, String countyCode, long fen) {
        int kept = share.amountFen() == fen
                ? sql.change(
                        "DELETE FROM ord_payment_share WHERE payment_id = ? AND order_id = ? AND amount_fen = ?"
                                + " AND refunded_fen = 0",
                        share.paymentId(),
                        share.orderId(),
                        fen)
                : sql.change(
                        "UPDATE ord_payment_share SET amount_fen = amount_fen - ? WHERE payment_id = ? AND order_id = ?"
                                + " AND amount_fen - refunded_fen >= ?",
                        fen,
                        share.paymentId(),
                        share.orderId(),
                        fen);
        if (kept != 1) {
            throw new IllegalStateException("a share has changed: payment " + share.paymentId());
        }
        sql.change(
                "INSERT INTO ord_payment_share (payment_id, order_id, county_code, amount_fen, refunded_fen)"
                        + " VALUES (?, ?, ?, ?, 0)",
                share.paymentId(),
                toOrderId,
                countyCode,
                fen);
    }

    /** The gateway knows it now. */
    void pending(String paymentId, String chargeId, String payUrl) {
        sql.soon(
                "UPDATE ord_payment SET status = 'PENDING', charge_id = ?, pay_url = ?"
                        + " WHERE payment_id = ? AND status = 'BEGUN'",
                chargeId,
                payUrl,
                paymentId);
    }

    /** Money came. @return false when it was dealt with before */
    boolean settle(String paymentId, Status to, String chargeId, long paidFen, Instant gatewayPaidAt, Instant paidAt) {
        return sql.changeWithAll(
                        "UPDATE ord_payment SET status = ?, charge_id = ?, paid_fen = ?, gateway_paid_at = ?,"
                                + " paid_at = ?, ask_at = NULL"
                                + " WHERE payment_id = ? AND status IN ('BEGUN', 'PENDING', 'CLOSED')",
                        to,
                        chargeId,
                        paidFen,
                        gatewayPaidAt,
                        paidAt,
                        paymentId)
                == 1;
    }

    /** @return false when it is not as expected */
    boolean move(String paymentId, Status from, Status to) {
        return sql.change("UPDATE ord_payment SET status = ? WHERE payment_id = ? AND status = ?", to, paymentId, from)
                == 1;
    }

    /** @return payments of these counties that a person has to decide about, the oldest first */
    List<Payment> held(List<String> counties, String after, int limit) {
        var arguments = new ArrayList<Object>(counties);
        arguments.add(after);
        arguments.add(limit);
        return sql.list(
                SELECT + " WHERE county_code IN (" + Sql.marks(counties.size())
                        + ") AND status = 'HELD' AND payment_id > ? ORDER BY payment_id LIMIT ?",
                PaymentTable::payment,
                arguments.toArray());
    }

    /** Nobody asks for it any more; should it be paid all the same, a notice still finds it. */
    void close(String paymentId) {
        sql.change(
                "UPDATE ord_payment SET status = 'CLOSED', ask_at = NULL"
                        + " WHERE payment_id = ? AND status IN ('BEGUN', 'PENDING')",
                paymentId);
    }

    /** @return payments to ask the gateway about, which other instances pass over until this transaction has ended */
    List<Payment> claimToAsk(Instant now, int limit) {
        return sql.list(
                SELECT + " WHERE ask_at <= ? ORDER BY ask_at LIMIT ? FOR UPDATE SKIP LOCKED",
                PaymentTable::payment,
                now,
                limit);
    }

    void askAgain(String paymentId, Instant at) {
        sql.soon("UPDATE ord_payment SET ask_at = ?, asked = asked + 1 WHERE payment_id = ?", at, paymentId);
    }

    private static Share share(Row row) {
        return new Share(
                row.string("payment_id"), row.string("order_id"), row.number("amount_fen"), row.number("refunded_fen"));
    }

    private static Payment payment(Row row) {
        return new Payment(
                row.string("payment_id"),
                row.string("county_code"),
                row.string("group_id"),
                row.string("account_id"),
                row.string("gateway"),
                row.number("amount_fen"),
                row.constant("status", Status.class),
                row.string("charge_id"),
                row.string("pay_url"),
                row.number("paid_fen"),
                row.instant("created_at"),
                row.instant("paid_at"),
                row.integer("asked"),
                row.flag("by_app"));
    }
}

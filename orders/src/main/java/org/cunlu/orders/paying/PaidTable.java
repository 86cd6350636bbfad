package org.cunlu.orders.paying;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.PaidByGateway;

/** Payments and refunds by the numbers and times of their gateways. */
@Singleton
class PaidTable implements PaidByGateway {
    private static final String PAYMENT = "SELECT payment_id, status, paid_fen FROM ord_payment";
    private static final String REFUND = "SELECT r.refund_id, r.status, r.way, r.amount_fen FROM ord_refund r"
            + " JOIN ord_payment p ON p.payment_id = r.payment_id";
    private static final int CHUNK = 5_000;

    private final Sql sql;
    private final Clock clock;

    PaidTable(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public List<Payment> payments(String gateway, Collection<String> numbers) {
        return some(PAYMENT + " WHERE gateway = ? AND payment_id IN (", gateway, numbers, PaidTable::payment);
    }

    @Override
    public List<Refund> refunds(String gateway, Collection<String> numbers) {
        return some(REFUND + " WHERE p.gateway = ? AND r.refund_id IN (", gateway, numbers, PaidTable::refund);
    }

    private <T> List<T> some(String question, String gateway, Collection<String> numbers, Function<Row, T> row) {
        var found = new ArrayList<T>();
        List<String> all = List.copyOf(numbers);
        for (int from = 0; from < all.size(); from += CHUNK) {
            List<String> chunk = all.subList(from, Math.min(all.size(), from + CHUNK));
            var arguments = new ArrayList<Object>(chunk);
            arguments.addFirst(gateway);
            found.addAll(sql.list(question + Sql.marks(chunk.size()) + ")", row, arguments.toArray()));
        }
        return found;
    }

    @Override
    public List<Payment> paidBetween(String gateway, Instant from, Instant to) {
        return sql.list(
                PAYMENT + " WHERE gateway = ? AND gateway_paid_at >= ? AND gateway_paid_at < ?",
                PaidTable::payment,
                gateway,
                from,
                to);
    }

    @Override
    public List<Refund> refundedBetween(String gateway, Instant from, Instant to) {
        return sql.list(
                REFUND + " WHERE p.gateway = ? AND r.way = 'GATEWAY' AND r.made_at >= ? AND r.made_at < ?",
                PaidTable::refund,
                gateway,
                from,
                to);
    }

    @Override
    public void askNow(Collection<String> paymentIds, Collection<String> refundIds) {
        Instant now = clock.instant();
        paymentIds.forEach(id -> sql.change(
                "UPDATE ord_payment SET ask_at = ? WHERE payment_id = ? AND status IN ('BEGUN', 'PENDING', 'CLOSED')",
                now,
                id));
        // A question that may be under way is not asked again beside it, nor what somebody pays another way meanwhile.
        refundIds.forEach(id -> sql.change(
                "UPDATE ord_refund SET ask_at = ? WHERE refund_id = ? AND status = 'DUE'"
                        + " AND (asked_at IS NULL OR asked_at < CURRENT_TIMESTAMP(3) - INTERVAL 10 MINUTE)",
                now,
                id));
    }

    @Override
    public Instant first(String gateway) {
        return sql.one(
                        "SELECT MIN(gateway_paid_at) AS paid_at FROM ord_payment WHERE gateway = ?",
                        row -> Optional.ofNullable(row.instant("paid_at")),
                        gateway)
                .flatMap(found -> found)
                .orElse(null);
    }

    private static Payment payment(Row row) {
        String status = row.string("status");
        boolean settled = status.equals("CAPTURED") || status.equals("HELD") || status.equals("RETURNED");
        return new Payment(row.string("payment_id"), settled, row.number("paid_fen"));
    }

    private static Refund refund(Row row) {
        return new Refund(
                row.string("refund_id"),
                row.string("status").equals("DONE"),
                row.string("way").equals("GATEWAY"),
                row.number("amount_fen"));
    }
}

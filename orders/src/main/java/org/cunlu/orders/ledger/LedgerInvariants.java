package org.cunlu.orders.ledger;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must be true of the books, and of the books against the orders and payments of this module. */
@Factory
class LedgerInvariants {
    @Singleton
    @Named("journals-balance")
    Invariant journalsBalance() {
        return new SqlInvariant(
                "journals balance",
                "SELECT COUNT(*) FROM ord_journal",
                "SELECT CONCAT('journal ', j.journal_id) FROM ord_journal j"
                        + " LEFT JOIN (SELECT journal_id, SUM(amount_fen) AS fen, COUNT(*) AS n FROM ord_posting"
                        + " GROUP BY journal_id) p ON p.journal_id = j.journal_id"
                        + " WHERE p.n IS NULL OR p.n < 2 OR p.fen <> 0"
                        + " UNION ALL SELECT CONCAT('posting without journal ', p.journal_id) FROM ord_posting p"
                        + " LEFT JOIN ord_journal j ON j.journal_id = p.journal_id WHERE j.journal_id IS NULL");
    }

    @Singleton
    @Named("payments-are-booked")
    Invariant paymentsAreBooked() {
        return new SqlInvariant(
                "payments = ledger",
                "SELECT COUNT(*) FROM ord_payment",
                "SELECT CONCAT('payment ', p.payment_id, ' ', p.status) FROM ord_payment p"
                        + " LEFT JOIN (SELECT j.cause, SUM(s.amount_fen) AS fen FROM ord_journal j"
                        + " JOIN ord_posting s ON s.journal_id = j.journal_id AND s.amount_fen > 0"
                        + " WHERE j.kind IN ('PAYMENT_CAPTURED', 'PAYMENT_HELD') GROUP BY j.cause) b"
                        + " ON b.cause = p.payment_id"
                        + " WHERE COALESCE(b.fen, 0) <> CASE WHEN p.status IN ('CAPTURED', 'HELD', 'RETURNED') THEN p.paid_fen"
                        + " ELSE 0 END");
    }

    @Singleton
    @Named("prepaid-money")
    Invariant prepaidMoney() {
        return new SqlInvariant(
                "money of paid orders = ledger",
                "SELECT COUNT(*) FROM ord_order",
                "SELECT CONCAT('order ', o.order_id, ' ', o.lifecycle, ' ', o.payment_status, ' has ', COALESCE(b.fen, 0))"
                        + " FROM ord_order o LEFT JOIN (SELECT order_id, account, -SUM(amount_fen) AS fen FROM ord_posting"
                        + " WHERE account LIKE 'buyer-prepaid:%' GROUP BY order_id, account) b"
                        + " ON b.order_id = o.order_id AND b.account = CONCAT('buyer-prepaid:', o.order_id)"
                        + " WHERE COALESCE(b.fen, 0) <> CASE WHEN o.lifecycle = 'OPEN' AND o.payment_status = 'PAID'"
                        + " THEN o.total_fen - o.short_fen"
                        + " WHEN o.lifecycle = 'OPEN' AND o.payment_status IN ('DEPOSIT_PAID', 'BALANCE_DUE')"
                        + " THEN o.deposit_fen ELSE 0 END");
    }

    @Singleton
    @Named("refunds-owed")
    Invariant refundsOwed() {
        return new SqlInvariant(
                "refunds owed = ledger",
                "SELECT COUNT(*) FROM ord_refund",
                "SELECT CONCAT('order ', d.order_id) FROM (SELECT order_id, SUM(CASE WHEN status = 'DUE' THEN amount_fen"
                        + " ELSE 0 END) AS fen FROM ord_refund GROUP BY order_id) d"
                        + " LEFT JOIN (SELECT order_id, -SUM(amount_fen) AS fen FROM ord_posting"
                        + " WHERE account LIKE 'refunds-payable:%' GROUP BY order_id) b ON b.order_id = d.order_id"
                        + " WHERE COALESCE(b.fen, 0) <> d.fen");
    }

    @Singleton
    @Named("deliveries-are-booked")
    Invariant deliveriesAreBooked() {
        return new SqlInvariant(
                "completed orders = deliveries in the ledger",
                "SELECT COUNT(*) FROM ord_order WHERE lifecycle = 'COMPLETED'",
                "SELECT CONCAT('order ', o.order_id) FROM ord_order o"
                        + " LEFT JOIN ord_journal j ON j.kind = 'ORDER_DELIVERED' AND j.cause = o.order_id"
                        + " WHERE (o.lifecycle = 'COMPLETED') <> (j.journal_id IS NOT NULL)");
    }

    /** Whose goods were lost is paid for it, and when they turned up he is not. */
    @Singleton
    @Named("losses-are-booked")
    Invariant lossesAreBooked() {
        return new SqlInvariant(
                "orders lost on the way = losses in the ledger",
                "SELECT COUNT(*) FROM ord_order WHERE fulfilment_status = 'LOST'",
                "SELECT CONCAT('order ', o.order_id) FROM ord_order o"
                        + " LEFT JOIN ord_journal l ON l.kind = 'GOODS_LOST' AND l.cause = o.order_id"
                        + " LEFT JOIN ord_journal f ON f.kind = 'GOODS_FOUND' AND f.cause = o.order_id"
                        + " WHERE (o.fulfilment_status = 'LOST') <> (l.journal_id IS NOT NULL AND f.journal_id IS NULL)"
                        + " OR (f.journal_id IS NOT NULL AND l.journal_id IS NULL)");
    }

    /** What sellers are owed is what deliveries, losses and kept deposits brought, less what was taken back and paid out. */
    @Singleton
    @Named("sellers-are-owed")
    Invariant sellersAreOwed() {
        return new SqlInvariant(
                "seller payable = dues - payouts - reversals",
                "SELECT COUNT(*) FROM ord_due",
                "SELECT CONCAT('order ', d.order_id, ' ', d.state, ' has ', -p.fen, ' pending') FROM ord_due d"
                        + " JOIN (SELECT order_id, SUM(amount_fen) AS fen FROM ord_posting"
                        + " WHERE account LIKE 'seller-payable:%' GROUP BY order_id) p ON p.order_id = d.order_id"
                        + " WHERE d.state = 'RELEASED' AND p.fen <> 0"
                        + " UNION ALL SELECT CONCAT('reversal ', r.cause) FROM ord_reversal r"
                        + " LEFT JOIN ord_journal j ON j.kind = 'ORDER_REVERSED' AND j.cause = r.cause"
                        + " LEFT JOIN ord_posting p ON p.journal_id = j.journal_id"
                        + " AND p.account = CONCAT('buyer-prepaid:', r.order_id)"
                        + " WHERE COALESCE(-p.amount_fen, 0) <> r.freight_fen + (SELECT"
                        + " COALESCE(SUM(l.goods_fen), 0) FROM ord_reversal_line l WHERE l.cause = r.cause)"
                        + " UNION ALL SELECT CONCAT('account ', p.account, ' moved by ', j.kind) FROM ord_journal j"
                        + " JOIN ord_posting p ON p.journal_id = j.journal_id"
                        + " WHERE (p.account LIKE 'seller-payable:%' OR p.account LIKE 'seller-released:%')"
                        + " AND j.kind NOT IN ('ORDER_DELIVERED', 'GOODS_LOST', 'GOODS_FOUND', 'DEPOSIT_KEPT',"
                        + " 'ORDER_REVERSED', 'SELLER_RELEASED', 'PAYOUT_SENT', 'PAYOUT_BOUNCED', 'RELEASE_TOOK')");
    }

    /** Orders of a discount are left out: their shares are of what they come to after it. */
    @Singleton
    @Named("live-shares-are-booked")
    Invariant liveSharesAreBooked() {
        return new SqlInvariant(
                "shares of live sales = lines of completed orders",
                "SELECT COUNT(*) FROM ord_line WHERE live_slot_id IS NOT NULL",
                "SELECT CONCAT('order ', l.order_id, ': ', l.fen, ' fen, booked ', COALESCE(b.fen, 0)) FROM"
                        + " (SELECT l.order_id, SUM(IF(o.lifecycle = 'COMPLETED', 1, 0) * (ROUND((l.quantity"
                        + " - l.short_quantity) * l.unit_price_fen * l.live_host_bps / 10000) + ROUND((l.quantity"
                        + " - l.short_quantity) * l.unit_price_fen * l.live_station_bps / 10000))) AS fen"
                        + " FROM ord_line l JOIN ord_order o ON o.order_id = l.order_id"
                        + " WHERE l.live_slot_id IS NOT NULL AND o.discount_fen = 0 GROUP BY l.order_id) l"
                        + " LEFT JOIN (SELECT p.order_id, -SUM(p.amount_fen) AS fen FROM ord_posting p"
                        + " JOIN ord_journal j ON j.journal_id = p.journal_id AND j.kind = 'ORDER_DELIVERED'"
                        + " WHERE p.account LIKE 'live-host-payable:%' OR p.account LIKE 'live-station-payable:%'"
                        + " GROUP BY p.order_id) b ON b.order_id = l.order_id WHERE l.fen <> COALESCE(b.fen, 0)");
    }
}

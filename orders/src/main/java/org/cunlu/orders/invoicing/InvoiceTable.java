package org.cunlu.orders.invoicing;

import io.micronaut.context.annotation.Factory;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.privacy.FieldCipher;
import org.cunlu.kernel.privacy.SealedColumn;
import org.cunlu.orders.Order;

/** Rows of wanted invoices, whose titles and tax numbers are sealed. */
@Singleton
class InvoiceTable {
    private static final String TITLE = "ord_invoice.title";
    private static final String NUMBER = "ord_invoice.number";
    private static final String ALL =
            "SELECT order_id, title_sealed, number_sealed, state, asked_at, exported_at FROM ord_invoice ";

    private final Sql sql;
    private final FieldCipher cipher;

    InvoiceTable(Sql sql, FieldCipher cipher) {
        this.sql = sql;
        this.cipher = cipher;
    }

    /** How it stands. */
    enum State {
        ASKED,
        EXPORTED
    }

    /** @param taxNumber null for a person */
    record Wanted(
            String orderId,
            String title,
            @Nullable String taxNumber,
            State state,
            Instant askedAt,
            @Nullable Instant exportedAt) {
        @Override
        public String toString() {
            return "Wanted[" + orderId + ", " + state + "]";
        }
    }

    Optional<Wanted> find(String orderId) {
        return sql.one(ALL + "WHERE order_id = ?", this::wanted, orderId);
    }

    Optional<Wanted> lock(String orderId) {
        return sql.one(ALL + "WHERE order_id = ? FOR UPDATE", this::wanted, orderId);
    }

    /** Writes it, or writes it anew while it is not exported. @return whether it was written */
    boolean set(Order order, String title, @Nullable String number, Instant now) {
        sql.change(
                "INSERT INTO ord_invoice (order_id, county_code, account_id, seller_code, title_sealed, number_sealed,"
                        + " state, asked_at) VALUES (?, ?, ?, ?, ?, ?, 'ASKED', ?) ON DUPLICATE KEY UPDATE"
                        + " order_id = order_id",
                order.orderId(),
                order.countyCode(),
                order.accountId(),
                order.sellerCode(),
                cipher.seal(TITLE, title),
                number == null ? null : cipher.seal(NUMBER, number),
                now);
        return sql.change(
                        "UPDATE ord_invoice SET title_sealed = ?, number_sealed = ?, asked_at = ? WHERE order_id = ?"
                                + " AND state = 'ASKED'",
                        cipher.seal(TITLE, title),
                        number == null ? null : cipher.seal(NUMBER, number),
                        now,
                        order.orderId())
                == 1;
    }

    /** @return those of delivered orders that are not exported yet, the oldest order first; the others stand in nobody's way */
    List<Wanted> asked(String county, int limit) {
        return sql.list(
                ALL + "WHERE county_code = ? AND state = 'ASKED' AND EXISTS (SELECT 1 FROM ord_order o"
                        + " WHERE o.order_id = ord_invoice.order_id AND o.lifecycle = 'COMPLETED')"
                        + " ORDER BY order_id LIMIT ?",
                this::wanted,
                county,
                limit);
    }

    /** @return orders that were handed over before papers were kept, and of which something went back since, the oldest first */
    List<String> withoutPaper(String county, int limit) {
        return sql.list(
                "SELECT i.order_id FROM ord_invoice i WHERE i.county_code = ? AND i.state = 'EXPORTED'"
                        + " AND NOT EXISTS (SELECT 1 FROM ord_invoice_paper p WHERE p.order_id = i.order_id)"
                        + " AND EXISTS (SELECT 1 FROM ord_reversal r WHERE r.order_id = i.order_id"
                        + " AND r.reversed_at > i.exported_at) ORDER BY i.order_id LIMIT ?",
                row -> row.string("order_id"),
                county,
                limit);
    }

    /** @return false when it was exported before */
    boolean exported(String orderId, Instant now) {
        return sql.change(
                        "UPDATE ord_invoice SET state = 'EXPORTED', exported_at = ? WHERE order_id = ? AND state = 'ASKED'",
                        now,
                        orderId)
                == 1;
    }

    private Wanted wanted(Row row) {
        byte[] number = row.bytes("number_sealed");
        return new Wanted(
                row.string("order_id"),
                cipher.open(TITLE, row.bytes("title_sealed")),
                number == null ? null : cipher.open(NUMBER, number),
                row.constant("state", State.class),
                row.instant("asked_at"),
                row.instant("exported_at"));
    }

    /** So that they are sealed anew when the key changes. */
    @Factory
    static class Columns {
        @Singleton
        @Named("invoice-titles")
        SealedColumn titles() {
            return new SealedColumn("ord_invoice", "order_id", "title_sealed", TITLE);
        }

        @Singleton
        @Named("invoice-numbers")
        SealedColumn numbers() {
            return new SealedColumn("ord_invoice", "order_id", "number_sealed", NUMBER);
        }
    }
}

package org.cunlu.orders.cart;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.privacy.Unguessable;
import org.cunlu.orders.CartLine;

/** Rows of visitors' carts. Whoever changes or merges one locks its row first. */
@Singleton
class VisitorTable {
    private static final String SELECT =
            "SELECT cart_id, expires_at, merged_into FROM ord_visitor_cart WHERE token_hash = ? AND expires_at > ?";

    private final Sql sql;

    VisitorTable(Sql sql) {
        this.sql = sql;
    }

    /** @param mergedInto account that has it now; null while it is the visitor's */
    record VisitorCart(
            String cartId, Instant expiresAt, @Nullable String mergedInto) {}

    void insert(String cartId, Unguessable token, Instant now, Instant expiresAt) {
        sql.change(
                "INSERT INTO ord_visitor_cart (cart_id, token_hash, created_at, expires_at) VALUES (?, ?, ?, ?)",
                cartId,
                token.hash(),
                now,
                expiresAt);
    }

    /** @return the cart, also one that was merged; empty when it has expired */
    Optional<VisitorCart> find(Unguessable token, Instant now) {
        return sql.one(SELECT, VisitorTable::cart, token.hash(), now);
    }

    Optional<VisitorCart> lock(Unguessable token, Instant now) {
        return sql.one(SELECT + " FOR UPDATE", VisitorTable::cart, token.hash(), now);
    }

    List<KeptLine> lines(String cartId) {
        return sql.list(
                "SELECT offer_id, quantity, price_seen_fen FROM ord_visitor_line WHERE cart_id = ? ORDER BY offer_id",
                row -> new KeptLine(
                        new CartLine(row.string("offer_id"), row.integer("quantity")), row.number("price_seen_fen")),
                cartId);
    }

    /** Its row is locked. @return false when it has as many other lines as it may have */
    boolean put(String cartId, KeptLine line, int linesMax, Instant now) {
        return sql.change(
                        "INSERT INTO ord_visitor_line (cart_id, offer_id, quantity, price_seen_fen, added_at)"
                                + " SELECT c.cart_id, ?, ?, ?, ? FROM ord_visitor_cart c WHERE c.cart_id = ? AND"
                                + " (SELECT COUNT(*) FROM ord_visitor_line l WHERE l.cart_id = ? AND l.offer_id <> ?) < ?"
                                + " ON DUPLICATE KEY UPDATE quantity = ?, price_seen_fen = ?",
                        line.offerId(),
                        line.line().quantity(),
                        line.priceSeenFen(),
                        now,
                        cartId,
                        cartId,
                        line.offerId(),
                        linesMax,
                        line.line().quantity(),
                        line.priceSeenFen())
                > 0;
    }

    void remove(String cartId, String offerId) {
        sql.change("DELETE FROM ord_visitor_line WHERE cart_id = ? AND offer_id = ?", cartId, offerId);
    }

    void expireAt(String cartId, Instant at) {
        sql.change("UPDATE ord_visitor_cart SET expires_at = ? WHERE cart_id = ?", at, cartId);
    }

    /** Empties it for good. @return false when somebody else has it already */
    boolean merge(String cartId, String accountId) {
        boolean ours = sql.change(
                        "UPDATE ord_visitor_cart SET merged_into = ? WHERE cart_id = ? AND merged_into IS NULL",
                        accountId,
                        cartId)
                == 1;
        if (ours) {
            sql.change("DELETE FROM ord_visitor_line WHERE cart_id = ?", cartId);
        }
        return ours;
    }

    /** What was merged into one account was merged into another. */
    void handOver(String fromAccountId, String intoAccountId) {
        sql.change("UPDATE ord_visitor_cart SET merged_into = ? WHERE merged_into = ?", intoAccountId, fromAccountId);
    }

    void forget(String accountId) {
        sql.change("DELETE FROM ord_visitor_cart WHERE merged_into = ?", accountId);
    }

    /** @return how many carts were swept */
    int sweep(Instant now, int limit) {
        List<String> expired = sql.list(
                "SELECT cart_id FROM ord_visitor_cart WHERE expires_at <= ? ORDER BY expires_at LIMIT ?",
                row -> row.string("cart_id"),
                now,
                limit);
        if (!expired.isEmpty()) {
            Object[] ids = expired.toArray();
            String among = " WHERE cart_id IN (" + Sql.marks(ids.length) + ")";
            sql.change("DELETE FROM ord_visitor_line" + among, ids);
            sql.change("DELETE FROM ord_visitor_cart" + among, ids);
        }
        return expired.size();
    }

    private static VisitorCart cart(Row row) {
        return new VisitorCart(row.string("cart_id"), row.instant("expires_at"), row.string("merged_into"));
    }
}

package org.cunlu.orders.cart;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.orders.CartLine;
import org.cunlu.orders.Carts;

/** Rows of carts. A change and a placing both lock the cart's own row first. */
@Singleton
class CartTable implements Carts {
    private final Sql sql;
    private final VisitorTable visitors;
    private final Transactions transactions;
    private final Clock clock;

    CartTable(Sql sql, VisitorTable visitors, Transactions transactions, Clock clock) {
        this.sql = sql;
        this.visitors = visitors;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public List<CartLine> lines(String accountId) {
        return sql.list(
                "SELECT offer_id, quantity, live_slot_id FROM ord_cart_line WHERE account_id = ? ORDER BY offer_id",
                CartTable::line,
                accountId);
    }

    /** The same with what each cost when it was put in. */
    List<KeptLine> kept(String accountId) {
        return sql.list(
                "SELECT offer_id, quantity, live_slot_id, price_seen_fen FROM ord_cart_line WHERE account_id = ?"
                        + " ORDER BY offer_id",
                row -> new KeptLine(line(row), row.numberOrNull("price_seen_fen")),
                accountId);
    }

    @Override
    public List<CartLine> lock(String accountId) {
        transactions.require();
        return sql.list(
                "SELECT l.offer_id, l.quantity, l.live_slot_id FROM ord_cart c JOIN ord_cart_line l ON l.account_id = c.account_id"
                        + " WHERE c.account_id = ? ORDER BY l.offer_id FOR UPDATE",
                CartTable::line,
                accountId);
    }

    /** Locks the cart, which is there from now on, so that what is put in meanwhile waits. */
    List<CartLine> lockWhole(String accountId) {
        transactions.require();
        touch(accountId);
        return lines(accountId);
    }

    /** Writes lines, whether they are there or not; the cart is locked. */
    void write(String accountId, List<KeptLine> lines) {
        Instant now = clock.instant();
        remove(accountId, lines.stream().map(KeptLine::offerId).toList());
        if (!lines.isEmpty()) {
            sql.insertMany(
                    "INSERT INTO ord_cart_line (account_id, offer_id, quantity, live_slot_id, price_seen_fen, added_at)",
                    lines.stream()
                            .map(kept -> new Object[] {
                                accountId,
                                kept.offerId(),
                                kept.line().quantity(),
                                kept.line().liveSlotId(),
                                kept.priceSeenFen(),
                                now
                            })
                            .toList());
        }
    }

    @Override
    public void remove(String accountId, Collection<String> offerIds) {
        if (offerIds.isEmpty()) {
            return;
        }
        var arguments = new ArrayList<Object>();
        arguments.add(accountId);
        arguments.addAll(offerIds);
        transactions.run(() -> sql.soon(
                "DELETE FROM ord_cart_line WHERE account_id = ? AND offer_id IN (" + Sql.marks(offerIds.size()) + ")",
                arguments.toArray()));
    }

    @Override
    public void handOver(String fromAccountId, String intoAccountId) {
        transactions.run(() -> {
            visitors.handOver(fromAccountId, intoAccountId);
            if (!lockRow(fromAccountId)) {
                return;
            }
            touch(intoAccountId);
            Set<String> wanted =
                    lock(intoAccountId).stream().map(CartLine::offerId).collect(Collectors.toSet());
            for (CartLine line : lines(fromAccountId)) {
                if (wanted.size() < CartKeeping.LINES_MAX && wanted.add(line.offerId())) {
                    sql.change(
                            "UPDATE ord_cart_line SET account_id = ? WHERE account_id = ? AND offer_id = ?",
                            intoAccountId,
                            fromAccountId,
                            line.offerId());
                }
            }
            delete(fromAccountId);
        });
    }

    @Override
    public void forget(String accountId) {
        transactions.run(() -> {
            visitors.forget(accountId);
            if (lockRow(accountId)) {
                delete(accountId);
            }
        });
    }

    private boolean lockRow(String accountId) {
        return sql.one(
                        "SELECT account_id FROM ord_cart WHERE account_id = ? FOR UPDATE",
                        row -> row.string("account_id"),
                        accountId)
                .isPresent();
    }

    private void delete(String accountId) {
        sql.change("DELETE FROM ord_cart_line WHERE account_id = ?", accountId);
        sql.change("DELETE FROM ord_cart WHERE account_id = ?", accountId);
    }

    private void touch(String accountId) {
        Instant now = clock.instant();
        sql.soon(
                "INSERT INTO ord_cart (account_id, changed_at) VALUES (?, ?) ON DUPLICATE KEY UPDATE changed_at = ?",
                accountId,
                now,
                now);
    }

    /**
     * Puts a line in, and reads what is in the cart then: one packet.
     * @return empty when the cart has as many other lines as it may have; nothing is changed then
     */
    Optional<List<KeptLine>> put(String accountId, KeptLine kept, int linesMax) {
        CartLine line = kept.line();
        return transactions.run(() -> {
            Instant now = clock.instant();
            touch(accountId);
            // Asking how many there are and writing are one statement; the cart's row, locked above, keeps rivals out.
            sql.soon(
                    "INSERT INTO ord_cart_line (account_id, offer_id, quantity, live_slot_id, price_seen_fen, added_at)"
                            + " SELECT c.account_id, ?, ?, ?, ?, ? FROM ord_cart c WHERE c.account_id = ?"
                            + " AND (SELECT COUNT(*) FROM ord_cart_line l WHERE l.account_id = ? AND l.offer_id <> ?) < ?"
                            + " ON DUPLICATE KEY UPDATE quantity = ?, live_slot_id = ?, price_seen_fen = ?",
                    line.offerId(),
                    line.quantity(),
                    line.liveSlotId(),
                    kept.priceSeenFen(),
                    now,
                    accountId,
                    accountId,
                    line.offerId(),
                    linesMax,
                    line.quantity(),
                    line.liveSlotId(),
                    kept.priceSeenFen());
            // A line that was there already is written over in any case: only a new one may find no room.
            return Optional.of(kept(accountId))
                    .filter(lines ->
                            lines.stream().anyMatch(each -> each.offerId().equals(line.offerId())));
        });
    }

    private static CartLine line(Row row) {
        return new CartLine(row.string("offer_id"), row.integer("quantity"), row.string("live_slot_id"));
    }
}

package org.cunlu.orders.presale;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.presale.Presale.Cancelling;
import org.cunlu.orders.presale.Presale.Deposit;
import org.cunlu.orders.presale.Presale.State;
import org.cunlu.orders.presale.Presale.Terms;
import org.cunlu.orders.presale.Presale.UnpaidDeposit;

/** Rows of presales. */
@Singleton
class PresaleTable {
    private static final String SELECT = "SELECT * FROM ord_presale";

    private final Sql sql;

    PresaleTable(Sql sql) {
        this.sql = sql;
    }

    void insert(Presale presale) {
        Terms terms = presale.terms();
        sql.change(
                "INSERT INTO ord_presale (presale_id, county_code, seller_code, offer_id, sku_code, node_code, state, version,"
                        + " forecast, sell_percent, order_until, ship_from, ship_to, deposit_kind, deposit_amount,"
                        + " balance_days, unpaid_deposit, each_limit, cut_rule, cancelling, patience_days, lateness,"
                        + " created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)",
                presale.presaleId(),
                presale.countyCode(),
                presale.sellerCode(),
                presale.offerId(),
                presale.skuCode(),
                presale.nodeCode(),
                presale.state(),
                presale.version(),
                terms.forecast(),
                terms.sellPercent(),
                terms.orderUntil(),
                terms.shipFrom(),
                terms.shipTo(),
                terms.deposit().kind(),
                terms.deposit().amount(),
                terms.balanceDays(),
                terms.unpaid(),
                terms.buyerLimit(),
                terms.cutRule(),
                terms.cancelling(),
                terms.patienceDays(),
                presale.createdAt());
    }

    Optional<Presale> find(String presaleId) {
        return sql.one(SELECT + " WHERE presale_id = ?", PresaleTable::presale, presaleId);
    }

    /** @return the presale, which nobody else changes until the transaction has ended */
    Optional<Presale> lock(String presaleId) {
        return sql.one(SELECT + " WHERE presale_id = ? FOR UPDATE", PresaleTable::presale, presaleId);
    }

    /** @return the same; many who order may hold it at once */
    Optional<Presale> share(String presaleId) {
        return sql.one(SELECT + " WHERE presale_id = ? LOCK IN SHARE MODE", PresaleTable::presale, presaleId);
    }

    /** Newest first. */
    List<Presale> of(String column, Collection<String> values, @Nullable String before, int limit) {
        if (values.isEmpty()) {
            return List.of();
        }
        var arguments = new ArrayList<Object>(values);
        arguments.add(before == null ? "ZZZZZZZZZZZZZ" : before);
        arguments.add(limit);
        return sql.list(
                SELECT + " WHERE " + column + " IN (" + Sql.marks(values.size())
                        + ") AND presale_id < ? ORDER BY presale_id DESC LIMIT ?",
                PresaleTable::presale,
                arguments.toArray());
    }

    /** @return 0 when it is not as it was read */
    int move(Presale from, Presale to) {
        return sql.change(
                "UPDATE ord_presale SET state = ?, version = ?, forecast = ?, ship_from = ?, ship_to = ?, lateness = ?,"
                        + " passed_on = ?, yield_pieces = ?, raise_to = ? WHERE presale_id = ? AND version = ? AND state = ?",
                to.state(),
                to.version(),
                to.terms().forecast(),
                to.terms().shipFrom(),
                to.terms().shipTo(),
                to.lateness(),
                to.passedOn(),
                to.harvested(),
                to.raiseTo(),
                from.presaleId(),
                from.version(),
                from.state());
    }

    /** @return open ones that take no more orders, by now */
    List<String> toClose(Instant now, int limit) {
        return ids("state = 'OPEN' AND order_until <= ? ORDER BY presale_id LIMIT ?", now, limit);
    }

    /** @return ones without a harvest whose last day of shipping has passed, which was not counted yet */
    List<String> overdue(LocalDate today, int limit) {
        return ids(
                "state IN ('OPEN', 'CLOSED') AND ship_to < ? AND (passed_on IS NULL OR passed_on < ship_to)"
                        + " ORDER BY presale_id LIMIT ?",
                today,
                limit);
    }

    /** @return ones whose last day of patience has passed */
    List<String> givenUp(LocalDate today, int limit) {
        return ids(
                "state IN ('OPEN', 'CLOSED') AND DATE_ADD(ship_to, INTERVAL patience_days DAY) < ?"
                        + " ORDER BY presale_id LIMIT ?",
                today,
                limit);
    }

    /** @return ones whose orders all have their share, and paid for it, or are over */
    List<String> allSettled(int limit) {
        return ids(
                "state = 'ALLOTTED' AND NOT EXISTS (SELECT 1 FROM ord_presale_order p JOIN ord_order o"
                        + " ON o.order_id = p.order_id WHERE p.presale_id = ord_presale.presale_id AND (p.state <> 'SETTLED'"
                        + " OR o.lifecycle = 'OPEN' AND (o.payment_status <> 'PAID' OR o.fulfilment_status = 'EXPECTED')))"
                        + " ORDER BY presale_id LIMIT ?",
                limit);
    }

    private List<String> ids(String where, Object... arguments) {
        return sql.list(
                "SELECT presale_id FROM ord_presale WHERE " + where, row -> row.string("presale_id"), arguments);
    }

    private static Presale presale(Row row) {
        Long limit = row.numberOrNull("each_limit");
        return new Presale(
                row.string("presale_id"),
                row.string("county_code"),
                row.string("seller_code"),
                row.string("offer_id"),
                row.string("sku_code"),
                row.string("node_code"),
                row.constant("state", State.class),
                row.integer("version"),
                new Terms(
                        row.number("forecast"),
                        row.integer("sell_percent"),
                        row.instant("order_until"),
                        row.date("ship_from"),
                        row.date("ship_to"),
                        new Deposit(row.constant("deposit_kind", Deposit.Kind.class), row.number("deposit_amount")),
                        row.integer("balance_days"),
                        row.constant("unpaid_deposit", UnpaidDeposit.class),
                        limit == null ? null : Math.toIntExact(limit),
                        row.constant("cut_rule", CutRule.class),
                        row.constant("cancelling", Cancelling.class),
                        row.integer("patience_days")),
                row.integer("lateness"),
                row.date("passed_on"),
                row.numberOrNull("yield_pieces"),
                row.numberOrNull("raise_to"),
                row.instant("created_at"));
    }
}

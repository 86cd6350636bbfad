package org.cunlu.orders.promotion;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.Promotion;
import org.cunlu.orders.Promotion.State;

/** Rows of promotions. */
@Singleton
class PromotionTable {
    private static final String COLUMNS =
            "promotion_id, county_code, seller_code, kind, name, terms, starts_at, ends_at,"
                    + " budget_fen, used_fen, state, version";

    /** Behind every id. */
    private static final String LAST = "~";

    private final Sql sql;
    private final JsonMapper json;

    PromotionTable(Sql sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /** What of a promotion no statement asks for, as it is kept. */
    @Serdeable
    record Rule(Promotion.Terms terms, Promotion.Scope scope, List<Promotion.Share> payers) {}

    void insert(Promotion promotion, String by, Instant now) {
        try {
            sql.change(
                    "INSERT INTO ord_promotion (" + COLUMNS + ", made_by, made_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    promotion.id(),
                    promotion.countyCode(),
                    promotion.sellerCode(),
                    promotion.kind(),
                    promotion.name(),
                    json.writeValueAsString(new Rule(promotion.terms(), promotion.scope(), promotion.payers())),
                    promotion.startsAt(),
                    promotion.endsAt(),
                    promotion.budgetFen(),
                    promotion.usedFen(),
                    promotion.state(),
                    promotion.version(),
                    by,
                    now);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    List<Promotion> active(String countyCode, Instant now) {
        return sql.list(
                "SELECT " + COLUMNS + " FROM ord_promotion WHERE county_code = ? AND state = 'ACTIVE' AND ends_at > ?"
                        + " ORDER BY promotion_id",
                this::promotion,
                countyCode,
                now);
    }

    List<Promotion> find(Collection<String> ids) {
        return ids.isEmpty()
                ? List.of()
                : sql.list(
                        "SELECT " + COLUMNS + " FROM ord_promotion WHERE promotion_id IN (" + Sql.marks(ids.size())
                                + ")",
                        this::promotion,
                        ids.toArray());
    }

    /** @return ids of active ones of a kind whose time is over */
    List<String> over(String countyCode, Promotion.Kind kind, Instant now, int limit) {
        return sql.list(
                "SELECT promotion_id FROM ord_promotion WHERE county_code = ? AND state = 'ACTIVE' AND kind = ?"
                        + " AND ends_at <= ? ORDER BY ends_at LIMIT ?",
                row -> row.string("promotion_id"),
                countyCode,
                kind,
                now,
                limit);
    }

    /** One more coupon of it is claimed. @return 0 when there are no more, or it does not run */
    int issue(String id, int total, Instant now) {
        return sql.change(
                "UPDATE ord_promotion SET issued = issued + 1 WHERE promotion_id = ? AND issued < ? AND state = 'ACTIVE'"
                        + " AND starts_at <= ? AND ends_at > ?",
                id,
                total,
                now,
                now);
    }

    Optional<Promotion> lock(String id) {
        return sql.one(
                "SELECT " + COLUMNS + " FROM ord_promotion WHERE promotion_id = ? FOR UPDATE", this::promotion, id);
    }

    /** @return who made it */
    String maker(String id) {
        return sql.one("SELECT made_by FROM ord_promotion WHERE promotion_id = ?", row -> row.string("made_by"), id)
                .orElseThrow();
    }

    Optional<Promotion> find(String id) {
        return find(List.of(id)).stream().findFirst();
    }

    /** @return how many coupons of each were claimed */
    Map<String, Long> issued(Collection<String> ids) {
        var issued = new HashMap<String, Long>();
        sql.list(
                "SELECT promotion_id, issued FROM ord_promotion WHERE promotion_id IN (" + Sql.marks(ids.size()) + ")",
                row -> issued.put(row.string("promotion_id"), row.number("issued")),
                ids.toArray());
        return issued;
    }

    /** @param state null for all @return those of a county in this state, the newest first */
    List<Promotion> standing(String countyCode, @Nullable State state, @Nullable String before, int limit) {
        return sql.list(
                "SELECT " + COLUMNS + " FROM ord_promotion WHERE county_code = ? AND (? IS NULL OR state = ?)"
                        + " AND promotion_id < ? ORDER BY promotion_id DESC LIMIT ?",
                this::promotion,
                countyCode,
                state,
                state,
                before == null ? LAST : before,
                limit);
    }

    /** @param sellers null for all of the county @return the newest first */
    List<Promotion> list(String countyCode, @Nullable Collection<String> sellers, @Nullable String before, int limit) {
        var arguments = new ArrayList<Object>(List.of(countyCode));
        String of = "";
        if (sellers != null) {
            of = " AND seller_code IN (" + Sql.marks(sellers.size()) + ")";
            arguments.addAll(sellers);
        }
        if (before != null) {
            of += " AND promotion_id < ?";
            arguments.add(before);
        }
        arguments.add(limit);
        return sql.list(
                "SELECT " + COLUMNS + " FROM ord_promotion WHERE county_code = ?" + of
                        + " ORDER BY promotion_id DESC LIMIT ?",
                this::promotion,
                arguments.toArray());
    }

    /** @return 0 when it is not as it was read */
    int move(Promotion promotion, State to, @Nullable String approvedBy) {
        return sql.change(
                "UPDATE ord_promotion SET state = ?, version = version + 1, approved_by = COALESCE(?, approved_by)"
                        + " WHERE promotion_id = ? AND state = ? AND version = ?",
                to,
                approvedBy,
                promotion.id(),
                promotion.state(),
                promotion.version());
    }

    /**
     * Takes of budgets, of all or fewer.
     * @param fen by promotion, above 0, in id order
     * @param now null to take of one that does not run any more
     * @return rows of those that had so much
     */
    int take(Map<String, Long> fen, @Nullable Instant now) {
        var arguments = new ArrayList<Object>();
        var cases = new StringBuilder("CASE promotion_id");
        var where = new ArrayList<String>();
        var keys = new ArrayList<Object>();
        fen.forEach((id, some) -> {
            cases.append(" WHEN ? THEN ?");
            arguments.addAll(List.of(id, some));
            where.add("(promotion_id = ? AND used_fen <= budget_fen - ?)");
            keys.addAll(List.of(id, some));
        });
        arguments.addAll(keys);
        String runs = "";
        if (now != null) {
            runs = " AND state = 'ACTIVE' AND starts_at <= ? AND ends_at > ?";
            arguments.addAll(List.of(now, now));
        }
        return sql.change(
                "UPDATE ord_promotion SET used_fen = used_fen + " + cases + " ELSE 0 END WHERE ("
                        + String.join(" OR ", where) + ")" + runs + " ORDER BY promotion_id",
                arguments.toArray());
    }

    /** Gives back to those that have a budget. @param fen by promotion, in id order */
    void giveBack(Map<String, Long> fen) {
        var arguments = new ArrayList<Object>();
        var cases = new StringBuilder("CASE promotion_id");
        fen.forEach((id, some) -> {
            cases.append(" WHEN ? THEN ?");
            arguments.addAll(List.of(id, some));
        });
        arguments.addAll(fen.keySet());
        sql.change(
                "UPDATE ord_promotion SET used_fen = used_fen - " + cases + " ELSE 0 END WHERE promotion_id IN ("
                        + Sql.marks(fen.size()) + ") AND budget_fen IS NOT NULL ORDER BY promotion_id",
                arguments.toArray());
    }

    private Promotion promotion(Row row) {
        try {
            Rule rule = json.readValue(row.string("terms"), Rule.class);
            return new Promotion(
                    row.string("promotion_id"),
                    row.string("county_code"),
                    row.string("seller_code"),
                    row.constant("kind", Promotion.Kind.class),
                    row.string("name"),
                    rule.terms(),
                    rule.scope(),
                    rule.payers(),
                    row.instant("starts_at"),
                    row.instant("ends_at"),
                    row.numberOrNull("budget_fen"),
                    row.number("used_fen"),
                    row.constant("state", State.class),
                    row.integer("version"));
        } catch (IOException e) {
            throw new IllegalStateException("promotion " + row.string("promotion_id"), e);
        }
    }
}

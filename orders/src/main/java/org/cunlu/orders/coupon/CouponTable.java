package org.cunlu.orders.coupon;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.OrderLine;

/** Rows of coupons. */
@Singleton
class CouponTable {
    private static final String SELECT =
            "SELECT coupon_id, promotion_id, account_id, valid_until, state FROM ord_coupon WHERE ";

    private final Sql sql;

    CouponTable(Sql sql) {
        this.sql = sql;
    }

    /** What he has of a promotion. @param last number of the last one, 0 for none */
    record Claims(int count, int last) {}

    Claims claims(String promotionId, String accountId) {
        return sql.one(
                        "SELECT COUNT(*) AS n, COALESCE(MAX(nth), 0) AS nth FROM ord_coupon WHERE promotion_id = ?"
                                + " AND account_id = ?",
                        row -> new Claims(row.integer("n"), row.integer("nth")),
                        promotionId,
                        accountId)
                .orElseThrow();
    }

    /** Fails as a duplicate when a rival claim of his was first. */
    void insert(Held coupon, String countyCode, int nth, Instant now) {
        sql.change(
                "INSERT INTO ord_coupon (coupon_id, county_code, promotion_id, account_id, nth, claimed_at, valid_until,"
                        + " state) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                coupon.couponId(),
                countyCode,
                coupon.promotionId(),
                coupon.accountId(),
                nth,
                now,
                coupon.validUntil(),
                coupon.state());
    }

    /** @return those of these that are his, in id order */
    List<Held> find(String accountId, Collection<String> ids) {
        var arguments = new ArrayList<Object>(List.of(accountId));
        arguments.addAll(ids);
        return sql.list(
                SELECT + "account_id = ? AND coupon_id IN (" + Sql.marks(ids.size()) + ") ORDER BY coupon_id",
                CouponTable::held,
                arguments.toArray());
    }

    /** @return his that can be used still, those first that end first */
    List<Held> usable(String accountId, Instant now, int limit) {
        return sql.list(
                SELECT
                        + "account_id = ? AND state = 'CLAIMED' AND valid_until > ? ORDER BY valid_until, coupon_id LIMIT ?",
                CouponTable::held,
                accountId,
                now,
                limit);
    }

    /** @return all of his, the newest first */
    List<Held> all(String accountId, int limit) {
        return sql.list(SELECT + "account_id = ? ORDER BY coupon_id DESC LIMIT ?", CouponTable::held, accountId, limit);
    }

    /** @param lines how many lines hold each @return rows of those that were his to use */
    int use(String accountId, Map<String, Integer> lines, Instant now) {
        var arguments = new ArrayList<Object>();
        String cases = cases(lines, arguments);
        arguments.addAll(lines.keySet());
        arguments.addAll(List.of(accountId, now));
        return sql.change(
                "UPDATE ord_coupon SET state = 'USED', held = " + cases + " WHERE coupon_id IN ("
                        + Sql.marks(lines.size())
                        + ") AND account_id = ? AND state = 'CLAIMED' AND valid_until > ? ORDER BY coupon_id",
                arguments.toArray());
    }

    /** So many lines more hold them, each with a part of what another has. */
    void share(Map<String, Integer> lines) {
        var arguments = new ArrayList<Object>();
        String cases = cases(lines, arguments);
        arguments.addAll(lines.keySet());
        sql.change(
                "UPDATE ord_coupon SET held = held + " + cases + " WHERE coupon_id IN (" + Sql.marks(lines.size())
                        + ") AND state = 'USED' ORDER BY coupon_id",
                arguments.toArray());
    }

    /** So many lines hold them no more; whose last line that was is the buyer's again. */
    void giveBack(Map<String, Integer> lines) {
        var arguments = new ArrayList<Object>();
        String cases = cases(lines, arguments);
        // The state first: it looks at what was held before.
        var both = new ArrayList<>(arguments);
        both.addAll(arguments);
        both.addAll(lines.keySet());
        sql.change(
                "UPDATE ord_coupon SET state = CASE WHEN held <= " + cases
                        + " THEN 'CLAIMED' ELSE state END, held = GREATEST(0, held - " + cases
                        + ") WHERE coupon_id IN ("
                        + Sql.marks(lines.size()) + ") AND state = 'USED' ORDER BY coupon_id",
                both.toArray());
    }

    /** A line whose money went back holds these no more. Fails as a duplicate when it was said before. */
    void takenBack(OrderLine line, Collection<String> couponIds) {
        sql.insertMany(
                "INSERT INTO ord_coupon_back (order_id, line_no, coupon_id)",
                couponIds.stream()
                        .map(id -> new Object[] {line.orderId(), line.lineNo(), id})
                        .toList());
    }

    private static String cases(Map<String, Integer> lines, List<Object> arguments) {
        var cases = new StringBuilder("CASE coupon_id");
        lines.forEach((id, count) -> {
            cases.append(" WHEN ? THEN ?");
            arguments.add(id);
            arguments.add(count);
        });
        return cases.append(" ELSE 0 END").toString();
    }

    void handOver(String fromAccountId, String intoAccountId) {
        int last = sql.one(
                        "SELECT COALESCE(MAX(nth), 0) AS nth FROM ord_coupon WHERE account_id = ?",
                        row -> row.integer("nth"),
                        intoAccountId)
                .orElse(0);
        sql.change(
                "UPDATE ord_coupon SET account_id = ?, nth = nth + ? WHERE account_id = ?",
                intoAccountId,
                last,
                fromAccountId);
    }

    private static Held held(Row row) {
        return new Held(
                row.string("coupon_id"),
                row.string("promotion_id"),
                row.string("account_id"),
                row.instant("valid_until"),
                row.constant("state", Held.State.class));
    }
}

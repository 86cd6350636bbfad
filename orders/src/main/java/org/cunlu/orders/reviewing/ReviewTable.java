package org.cunlu.orders.reviewing;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.Reviews.State;

/** The table of reviews. */
@Singleton
class ReviewTable {
    private static final String NEWEST = "~";

    private final Sql sql;

    ReviewTable(Sql sql) {
        this.sql = sql;
    }

    /** @return false when its line has one already */
    boolean insert(Review each) {
        return sql.change(
                        "INSERT IGNORE INTO ord_review (review_id, county_code, order_id, line_no, account_id, recipient_id,"
                                + " seller_code, product_code, product_name, stars, words, state, written_at, edit_until,"
                                + " reports, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 1)",
                        each.reviewId(),
                        each.countyCode(),
                        each.orderId(),
                        each.lineNo(),
                        each.accountId(),
                        each.recipientId(),
                        each.sellerCode(),
                        each.productCode(),
                        each.productName(),
                        each.stars(),
                        each.words(),
                        each.state(),
                        each.writtenAt(),
                        each.editUntil())
                == 1;
    }

    Optional<Review> find(String reviewId) {
        return sql.one("SELECT * FROM ord_review WHERE review_id = ?", ReviewTable::review, reviewId);
    }

    Optional<Review> lock(String reviewId) {
        return sql.one("SELECT * FROM ord_review WHERE review_id = ? FOR UPDATE", ReviewTable::review, reviewId);
    }

    void edit(Review before, int stars, String words, Instant now) {
        sql.change(
                "UPDATE ord_review SET stars = ?, words = ?, edited_at = ?, version = version + 1"
                        + " WHERE review_id = ? AND version = ?",
                stars,
                words,
                now,
                before.reviewId(),
                before.version());
    }

    /** @return false when it has one already */
    boolean reply(String reviewId, String words, Instant now) {
        return sql.change(
                        "UPDATE ord_review SET reply = ?, replied_at = ?, version = version + 1 WHERE review_id = ?"
                                + " AND reply IS NULL",
                        words,
                        now,
                        reviewId)
                == 1;
    }

    /** @return false when it is so already */
    boolean decide(String reviewId, State from, State to, String why) {
        return sql.change(
                        "UPDATE ord_review SET state = ?, decided = ?, version = version + 1 WHERE review_id = ?"
                                + " AND state = ?",
                        to,
                        why,
                        reviewId,
                        from)
                == 1;
    }

    /** Once for each who reports. */
    void report(Review review, String accountId, String why, Instant now) {
        int first = sql.change(
                "INSERT IGNORE INTO ord_review_report (review_id, account_id, county_code, why, at) VALUES (?, ?, ?, ?, ?)",
                review.reviewId(),
                accountId,
                review.countyCode(),
                why,
                now);
        if (first == 1) {
            sql.change("UPDATE ord_review SET reports = reports + 1 WHERE review_id = ?", review.reviewId());
        }
    }

    List<String> reasons(String reviewId) {
        return sql.list(
                "SELECT why FROM ord_review_report WHERE review_id = ? ORDER BY at LIMIT 50",
                row -> row.string("why"),
                reviewId);
    }

    /** @return those that are shown, the newest first */
    List<Review> ofProduct(String productCode, @Nullable String before, int limit) {
        return sql.list(
                "SELECT * FROM ord_review WHERE product_code = ? AND state = 'SHOWN' AND review_id < ?"
                        + " ORDER BY review_id DESC LIMIT " + limit,
                ReviewTable::review,
                productCode,
                before == null ? NEWEST : before);
    }

    List<Review> ofOrder(String orderId) {
        return sql.list("SELECT * FROM ord_review WHERE order_id = ? ORDER BY line_no", ReviewTable::review, orderId);
    }

    List<Review> ofSellers(Collection<String> sellers, @Nullable String before, int limit) {
        return newest("seller_code", sellers, "", before, limit);
    }

    List<Review> ofWriter(String accountId, @Nullable String before, int limit) {
        return newest("account_id", List.of(accountId), "", before, limit);
    }

    List<Review> reported(Collection<String> counties, @Nullable String before, int limit) {
        return newest("county_code", counties, " AND reports > 0", before, limit);
    }

    private List<Review> newest(
            String column, Collection<String> values, String more, @Nullable String before, int limit) {
        if (values.isEmpty()) {
            return List.of();
        }
        var arguments = new ArrayList<Object>(values);
        arguments.add(before == null ? NEWEST : before);
        return sql.list(
                "SELECT * FROM ord_review WHERE " + column + " IN (" + Sql.marks(values.size()) + ")" + more
                        + " AND review_id < ? ORDER BY review_id DESC LIMIT " + limit,
                ReviewTable::review,
                arguments.toArray());
    }

    void handOver(String from, String into) {
        sql.change("UPDATE ord_review SET account_id = ? WHERE account_id = ?", into, from);
        sql.change("UPDATE IGNORE ord_review_report SET account_id = ? WHERE account_id = ?", into, from);
    }

    /** What he wrote goes; its stars stay counted, under nobody's name. */
    void forget(String accountId) {
        sql.change("UPDATE ord_review SET words = '' WHERE account_id = ?", accountId);
        sql.change("UPDATE ord_review_report SET why = '' WHERE account_id = ?", accountId);
    }

    private static Review review(Row row) {
        return new Review(
                row.string("review_id"),
                row.string("county_code"),
                row.string("order_id"),
                row.integer("line_no"),
                row.string("account_id"),
                row.string("recipient_id"),
                row.string("seller_code"),
                row.string("product_code"),
                row.string("product_name"),
                row.integer("stars"),
                row.string("words"),
                row.constant("state", State.class),
                row.instant("written_at"),
                row.instant("edited_at"),
                row.instant("edit_until"),
                row.string("reply"),
                row.instant("replied_at"),
                row.integer("reports"),
                row.string("decided"),
                row.integer("version"));
    }
}

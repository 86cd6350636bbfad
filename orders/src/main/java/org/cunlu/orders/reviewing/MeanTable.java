package org.cunlu.orders.reviewing;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import org.cunlu.kernel.db.Sql;

/** What is shown of each product, counted. */
@Singleton
class MeanTable {
    private final Sql sql;

    MeanTable(Sql sql) {
        this.sql = sql;
    }

    /** @param stars of all together */
    @Serdeable
    record Mean(long reviews, long stars) {
        /** @return stars in tenths, rounded half up; 0 without a review */
        long tenths() {
            return reviews == 0 ? 0 : (stars * 20 + reviews) / (2 * reviews);
        }
    }

    /** @param reviews 1, 0 or −1 @param stars as many more, or fewer */
    void count(String productCode, int reviews, int stars) {
        if (reviews > 0) {
            sql.change(
                    "INSERT INTO ord_review_mean (product_code, reviews, stars) VALUES (?, ?, ?)"
                            + " ON DUPLICATE KEY UPDATE reviews = reviews + ?, stars = stars + ?",
                    productCode,
                    reviews,
                    stars,
                    reviews,
                    stars);
        } else {
            sql.change(
                    "UPDATE ord_review_mean SET reviews = reviews + ?, stars = stars + ? WHERE product_code = ?",
                    reviews,
                    stars,
                    productCode);
        }
    }

    Mean of(String productCode) {
        return sql.one(
                        "SELECT reviews, stars FROM ord_review_mean WHERE product_code = ?",
                        row -> new Mean(row.number("reviews"), row.number("stars")),
                        productCode)
                .orElse(new Mean(0, 0));
    }
}

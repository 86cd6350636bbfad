package org.cunlu.orders.coupon;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Sql;

/** Rows of codes, by their hashes. */
@Singleton
class CodeTable {
    private final Sql sql;

    CodeTable(Sql sql) {
        this.sql = sql;
    }

    void insert(List<byte[]> hashes, String countyCode, String promotionId, String batchId) {
        sql.insertMany(
                "INSERT INTO ord_coupon_code (code_hash, county_code, promotion_id, batch_id)",
                hashes.stream()
                        .map(hash -> new Object[] {hash, countyCode, promotionId, batchId})
                        .toList());
    }

    long count(String promotionId) {
        return sql.one(
                        "SELECT COUNT(*) AS n FROM ord_coupon_code WHERE promotion_id = ?",
                        row -> row.number("n"),
                        promotionId)
                .orElseThrow();
    }

    /** @return which promotion's it is; empty for none, or one that was taken */
    Optional<String> promotion(byte[] hash) {
        return sql.one(
                "SELECT promotion_id FROM ord_coupon_code WHERE code_hash = ? AND coupon_id IS NULL",
                row -> row.string("promotion_id"),
                hash);
    }

    /** @return 0 when somebody else was first */
    int take(byte[] hash, String couponId) {
        return sql.change(
                "UPDATE ord_coupon_code SET coupon_id = ? WHERE code_hash = ? AND coupon_id IS NULL", couponId, hash);
    }
}

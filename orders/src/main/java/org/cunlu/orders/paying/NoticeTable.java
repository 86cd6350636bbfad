package org.cunlu.orders.paying;

import jakarta.inject.Singleton;
import java.time.Instant;
import org.cunlu.kernel.db.Sql;

/** Notices that had their effect. A row stands in the transaction of its effect, and its key lets in only one. */
@Singleton
class NoticeTable {
    private final Sql sql;

    NoticeTable(Sql sql) {
        this.sql = sql;
    }

    boolean known(String gateway, String noticeId) {
        return sql.one(
                        "SELECT notice_id FROM ord_payment_notice WHERE gateway = ? AND notice_id = ?",
                        row -> row.string("notice_id"),
                        gateway,
                        noticeId)
                .isPresent();
    }

    /** @throws RuntimeException of a duplicate when it is there already */
    void insert(String gateway, String noticeId, String countyCode, String paymentId, Instant receivedAt) {
        sql.soon(
                "INSERT INTO ord_payment_notice (gateway, notice_id, county_code, payment_id, received_at)"
                        + " VALUES (?, ?, ?, ?, ?)",
                gateway,
                noticeId,
                countyCode,
                paymentId,
                receivedAt);
    }
}

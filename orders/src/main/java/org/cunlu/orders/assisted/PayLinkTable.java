package org.cunlu.orders.assisted;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.privacy.Unguessable;

/** Rows of links to pay by; of each token the hash only. */
@Singleton
class PayLinkTable {
    private final Sql sql;

    PayLinkTable(Sql sql) {
        this.sql = sql;
    }

    void insert(String linkId, Unguessable token, String countyCode, String groupId, String madeBy, Instant now) {
        sql.change(
                "INSERT INTO ord_pay_link (link_id, token_hash, county_code, group_id, made_by, made_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                linkId,
                token.hash(),
                countyCode,
                groupId,
                madeBy,
                now);
    }

    /** @return the group it pays */
    Optional<String> group(Unguessable token) {
        return sql.one(
                "SELECT group_id FROM ord_pay_link WHERE token_hash = ?", row -> row.string("group_id"), token.hash());
    }

    /** Earlier links to the same are void. */
    void end(String groupId) {
        sql.change("DELETE FROM ord_pay_link WHERE group_id = ?", groupId);
    }
}

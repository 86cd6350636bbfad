package org.cunlu.accounts.session;

import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.kernel.db.Sql;

/** Rows of {@code acc_authority_change}; its times are the database's, which all instances share. */
@Singleton
class ChangeTable {
    private static final int SWEPT_AT_ONCE = 1_000;

    /** That something changed for an account. */
    record Change(String changeId, String accountId) {}

    private final Sql sql;

    ChangeTable(Sql sql) {
        this.sql = sql;
    }

    void insert(String changeId, String accountId) {
        sql.change(
                "INSERT INTO acc_authority_change (change_id, account_id, told_at) VALUES (?, ?, UTC_TIMESTAMP(3))",
                changeId,
                accountId);
    }

    /** @return all that was told within the last seconds, as far as it is committed */
    List<Change> lately(long seconds) {
        return sql.list(
                "SELECT change_id, account_id FROM acc_authority_change"
                        + " WHERE told_at > TIMESTAMPADD(SECOND, ?, UTC_TIMESTAMP(3))",
                row -> new Change(row.string("change_id"), row.string("account_id")),
                -seconds);
    }

    /** @return whether there may be more to delete */
    boolean sweep(long secondsKept) {
        return sql.change(
                        "DELETE FROM acc_authority_change WHERE told_at < TIMESTAMPADD(SECOND, ?, UTC_TIMESTAMP(3))"
                                + " ORDER BY told_at LIMIT " + SWEPT_AT_ONCE,
                        -secondsKept)
                == SWEPT_AT_ONCE;
    }
}

package org.cunlu.accounts.notice;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.cunlu.kernel.db.Sql;

/** Rows of {@code acc_notice_budget}: codes. Counted in the transaction that queues, so what is rolled back costs nothing. */
@Singleton
class BudgetTable {
    enum Span {
        HOUR,
        DAY
    }

    private final Sql sql;
    private final String county;

    BudgetTable(Sql sql, @Value("${cunlu.county.code}") String county) {
        this.sql = sql;
        this.county = county;
    }

    /** @return whether one more was within the bound; then it is counted */
    boolean take(Span span, Instant beginsAt, int bound) {
        if (add(span, beginsAt, bound)) {
            return true;
        }
        // Nothing was changed because nobody was first yet, or because all is spent.
        sql.change(
                "INSERT INTO acc_notice_budget (county_code, span, begins_at, used) VALUES (?, ?, ?, 0)"
                        + " ON DUPLICATE KEY UPDATE used = used",
                county,
                span,
                beginsAt);
        return add(span, beginsAt, bound);
    }

    void sweep(Instant before) {
        sql.change("DELETE FROM acc_notice_budget WHERE begins_at < ?", before);
    }

    private boolean add(Span span, Instant beginsAt, int bound) {
        return sql.change(
                        "UPDATE acc_notice_budget SET used = used + 1"
                                + " WHERE county_code = ? AND span = ? AND begins_at = ? AND used < ?",
                        county,
                        span,
                        beginsAt,
                        bound)
                == 1;
    }
}

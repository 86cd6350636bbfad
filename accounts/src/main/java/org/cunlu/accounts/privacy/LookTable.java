package org.cunlu.accounts.privacy;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.cunlu.accounts.Looks.Look;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;

/** Rows of {@code acc_look}. Only ever inserted: who looked stays. */
@Singleton
class LookTable {
    private static final String SELECT = "SELECT look_id, viewer, subject, what, why, looked_at FROM acc_look WHERE ";

    private final Sql sql;

    LookTable(Sql sql) {
        this.sql = sql;
    }

    /** Each subject's row goes to the county that took him in. */
    void insert(String lookId, Caller viewer, String subject, String what, String why, Instant at, String county) {
        sql.change(
                "INSERT INTO acc_look (look_id, county_code, viewer, subject, what, why, looked_at)"
                        + " VALUES (?, COALESCE((SELECT county_code FROM acc_account WHERE account_id = ?), ?),"
                        + " ?, ?, ?, ?, ?)",
                lookId,
                subject,
                county,
                viewer.accountId(),
                subject,
                what,
                why,
                at);
    }

    boolean seen(String viewer, String subject, String what) {
        return !sql.list(
                        "SELECT 1 AS n FROM acc_look WHERE subject = ? AND viewer = ? AND what = ? LIMIT 1",
                        row -> row.number("n"),
                        subject,
                        viewer,
                        what)
                .isEmpty();
    }

    /** The newest first. */
    List<Look> at(Collection<String> subjects, @Nullable String before, int limit) {
        return list("subject", subjects, before, limit);
    }

    /** The newest first. */
    List<Look> ofCounties(Collection<String> counties, @Nullable String before, int limit) {
        return counties.isEmpty() ? List.of() : list("county_code", counties, before, limit);
    }

    private List<Look> list(String column, Collection<String> values, @Nullable String before, int limit) {
        var arguments = new ArrayList<Object>(values);
        arguments.add(before == null ? "ZZZZZZZZZZZZZ" : before);
        arguments.add(limit);
        return sql.list(
                SELECT + column + " IN (" + Sql.marks(values.size())
                        + ") AND look_id < ? ORDER BY look_id DESC LIMIT ?",
                LookTable::look,
                arguments.toArray());
    }

    private static Look look(Row row) {
        return new Look(
                row.string("look_id"),
                row.string("viewer"),
                row.string("subject"),
                row.string("what"),
                row.string("why"),
                row.instant("looked_at"));
    }
}

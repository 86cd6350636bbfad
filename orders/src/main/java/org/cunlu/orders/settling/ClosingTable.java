package org.cunlu.orders.settling;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.SettlementDesk.Progress;
import org.cunlu.orders.SettlementDesk.State;

/** {@code ord_closing}: the last closing that was wanted in a county, and how far it has come. Times are real ones. */
@Singleton
class ClosingTable {
    /** Nobody told of it for so long: who worked on it is gone, and another takes it up. */
    private static final int GONE_SECONDS = 30;

    private static final String MINE = " WHERE county_code = ? AND turn = ? AND state = 'RUNNING'";

    private final Sql sql;

    ClosingTable(Sql sql) {
        this.sql = sql;
    }

    /** What is to be closed. */
    record Job(long turn, LocalDate until, String wantedBy) {}

    Optional<Progress> find(String county) {
        return sql.one("SELECT * FROM ord_closing WHERE county_code = ?", ClosingTable::progress, county);
    }

    /** @return false when one is under way */
    boolean want(String county, LocalDate until, String by) {
        sql.change(
                "INSERT INTO ord_closing (county_code, turn, until_on, state, days_done, days, wanted_by, wanted_at, seen_at)"
                        + " VALUES (?, 0, ?, 'DONE', 0, 0, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))"
                        + " ON DUPLICATE KEY UPDATE turn = turn",
                county,
                until,
                by);
        return sql.change(
                        "UPDATE ord_closing SET turn = turn + 1, until_on = ?, state = 'WANTED', days_done = 0, days = 0,"
                                + " wanted_by = ?, wanted_at = UTC_TIMESTAMP(3), seen_at = UTC_TIMESTAMP(3), ended_at = NULL,"
                                + " period_no = NULL, why = NULL WHERE county_code = ? AND state NOT IN ('WANTED', 'RUNNING')",
                        until,
                        by,
                        county)
                == 1;
    }

    /** @return what is wanted and nobody works on, which is the caller's now */
    Optional<Job> take(String county) {
        Optional<Job> job = sql.one(
                "SELECT turn, until_on, wanted_by FROM ord_closing WHERE county_code = ? AND (state = 'WANTED' OR"
                        + " (state = 'RUNNING' AND seen_at < UTC_TIMESTAMP(3) - INTERVAL " + GONE_SECONDS
                        + " SECOND)) FOR UPDATE",
                row -> new Job(row.number("turn") + 1, row.date("until_on"), row.string("wanted_by")),
                county);
        job.ifPresent(each -> sql.change(
                "UPDATE ord_closing SET turn = ?, state = 'RUNNING', seen_at = UTC_TIMESTAMP(3) WHERE county_code = ?",
                each.turn(),
                county));
        return job;
    }

    void at(String county, long turn, int done, int days) {
        sql.change(
                "UPDATE ord_closing SET days_done = ?, days = ?, seen_at = UTC_TIMESTAMP(3)" + MINE,
                done,
                days,
                county,
                turn);
    }

    void end(String county, long turn, State how, @Nullable Integer periodNo, @Nullable String why) {
        sql.change(
                "UPDATE ord_closing SET state = ?, days_done = CASE WHEN ? = 'DONE' THEN days ELSE days_done END,"
                        + " period_no = ?, why = ?, ended_at = UTC_TIMESTAMP(3)" + MINE,
                how,
                how,
                periodNo,
                why,
                county,
                turn);
    }

    private static Progress progress(Row row) {
        return new Progress(
                row.date("until_on"),
                row.constant("state", State.class),
                row.integer("days_done"),
                row.integer("days"),
                row.string("wanted_by"),
                row.instant("wanted_at"),
                row.instant("ended_at"),
                row.numberOrNull("period_no") == null ? null : row.integer("period_no"),
                row.string("why"));
    }
}

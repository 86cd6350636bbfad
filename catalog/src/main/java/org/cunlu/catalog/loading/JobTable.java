package org.cunlu.catalog.loading;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.cunlu.catalog.CatalogFiles.Line;
import org.cunlu.catalog.CatalogFiles.Stage;
import org.cunlu.kernel.db.Sql;

/** Files that are being loaded, by the database's clock, for several instances look at them. */
@Singleton
class JobTable {
    /** Longer silence than any stage takes: the process is gone. */
    private static final int SILENT_MINUTES = 10;

    private static final String SILENT =
            "told_at < CURRENT_TIMESTAMP(3) - INTERVAL " + SILENT_MINUTES + " MINUTE AS silent";

    private final Sql sql;

    JobTable(Sql sql) {
        this.sql = sql;
    }

    /** @param silent whether nothing was told of it for so long that its process must be gone */
    record Job(
            String id,
            String madeBy,
            Stage stage,
            long rowsTotal,
            long rowsDone,
            @Nullable String report,
            boolean silent) {
        /** @return its stage, or that its process is gone */
        Stage ended() {
            return JobTable.ended(stage, silent);
        }
    }

    private static Stage ended(Stage stage, boolean silent) {
        return silent && stage != Stage.DONE ? Stage.FAILED : stage;
    }

    void insert(String id, String madeBy) {
        sql.change(
                "INSERT INTO cat_import (id, made_by, made_at, stage, rows_total, rows_done, told_at)"
                        + " VALUES (?, ?, CURRENT_TIMESTAMP(3), 'WAITING', 0, 0, CURRENT_TIMESTAMP(3))",
                id,
                madeBy);
    }

    void tell(String id, Stage stage, long rowsTotal, long rowsDone, @Nullable String report) {
        sql.change(
                "UPDATE cat_import SET stage = ?, rows_total = ?, rows_done = ?, report = ?, told_at = CURRENT_TIMESTAMP(3)"
                        + " WHERE id = ?",
                stage,
                rowsTotal,
                rowsDone,
                report,
                id);
    }

    /** It is over. @param refused rows as CSV; null where none was refused */
    void done(String id, long rows, String report, @Nullable String refused) {
        sql.change(
                "UPDATE cat_import SET stage = ?, rows_total = ?, rows_done = ?, report = ?, refused = ?,"
                        + " told_at = CURRENT_TIMESTAMP(3) WHERE id = ?",
                Stage.DONE,
                rows,
                rows,
                report,
                refused,
                id);
    }

    /** @return rows as CSV; empty where none was refused */
    Optional<String> refused(String id) {
        return sql.one(
                "SELECT refused FROM cat_import WHERE id = ? AND refused IS NOT NULL",
                row -> row.string("refused"),
                id);
    }

    /** @return how many files are at work on all instances */
    int atWork() {
        return sql.one(
                        "SELECT COUNT(*) AS n FROM cat_import WHERE stage NOT IN ('DONE', 'FAILED')"
                                + " AND told_at > CURRENT_TIMESTAMP(3) - INTERVAL " + SILENT_MINUTES + " MINUTE",
                        row -> row.integer("n"))
                .orElseThrow();
    }

    /** @return how many of one sender's are */
    int atWorkOf(String madeBy) {
        return sql.one(
                        "SELECT COUNT(*) AS n FROM cat_import WHERE made_by = ? AND stage NOT IN ('DONE', 'FAILED')"
                                + " AND told_at > CURRENT_TIMESTAMP(3) - INTERVAL " + SILENT_MINUTES + " MINUTE",
                        row -> row.integer("n"),
                        madeBy)
                .orElseThrow();
    }

    /** @param cursor id of the last one that was seen; null at the beginning */
    List<Line> of(String madeBy, @Nullable String cursor, int limit) {
        return sql.list(
                "SELECT id, stage, rows_total, made_at, COALESCE(JSON_EXTRACT(report, '$.faults'), 0) AS faults, "
                        + SILENT
                        + " FROM cat_import WHERE made_by = ? AND id < COALESCE(?, 'Z') ORDER BY id DESC LIMIT ?",
                row -> new Line(
                        row.string("id"),
                        ended(row.constant("stage", Stage.class), row.flag("silent")),
                        row.number("rows_total"),
                        row.number("faults"),
                        row.instant("made_at")),
                madeBy,
                cursor,
                limit);
    }

    Optional<Job> find(String id) {
        return sql.one(
                "SELECT id, made_by, stage, rows_total, rows_done, report, " + SILENT + " FROM cat_import WHERE id = ?",
                row -> new Job(
                        row.string("id"),
                        row.string("made_by"),
                        row.constant("stage", Stage.class),
                        row.number("rows_total"),
                        row.number("rows_done"),
                        row.string("report"),
                        row.flag("silent")),
                id);
    }
}

package org.cunlu.logistics.reservelink;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;

/** Rows of reports, of keys' levels and of looks. */
@Singleton
class LinkTable {
    private static final String SELECT =
            "SELECT report_id, level_code, until_on, version, why, sha256, made_at FROM log_reserve_report ";

    private final Sql sql;

    LinkTable(Sql sql) {
        this.sql = sql;
    }

    Optional<Filed> newest(String county, String level, LocalDate until) {
        return sql.one(
                SELECT + "WHERE county_code = ? AND level_code = ? AND until_on = ? ORDER BY version DESC LIMIT 1",
                LinkTable::filed,
                county,
                level,
                until);
    }

    /** Fails as a duplicate where somebody else filed this version first. */
    void insert(String county, Filed made, String csv, String by) {
        sql.change(
                "INSERT INTO log_reserve_report (report_id, county_code, level_code, until_on, version, why, sha256, csv,"
                        + " made_by, made_at) VALUES (" + Sql.marks(10) + ")",
                made.reportId(),
                county,
                made.levelCode(),
                made.until(),
                made.version(),
                made.why(),
                made.sha256(),
                csv,
                by,
                made.madeAt());
    }

    /** @return the newest first, before this one */
    List<Filed> page(String county, Collection<String> levels, @Nullable String before, int limit) {
        if (levels.isEmpty()) {
            return List.of();
        }
        var arguments = new java.util.ArrayList<Object>(levels);
        arguments.add(county);
        arguments.add(before == null ? "~" : before);
        return sql.list(
                SELECT + "WHERE level_code IN (" + Sql.marks(levels.size())
                        + ") AND county_code = ? AND report_id < ? ORDER BY report_id DESC LIMIT " + limit,
                LinkTable::filed,
                arguments.toArray());
    }

    Optional<Filed> find(String county, String reportId) {
        return sql.one(SELECT + "WHERE report_id = ? AND county_code = ?", LinkTable::filed, reportId, county);
    }

    String csv(String reportId) {
        return sql.one("SELECT csv FROM log_reserve_report WHERE report_id = ?", row -> row.string("csv"), reportId)
                .orElseThrow();
    }

    List<String> levels(String county, String keyId) {
        return sql.list(
                "SELECT level_code FROM log_reserve_link WHERE key_id = ? AND county_code = ? ORDER BY level_code",
                row -> row.string("level_code"),
                keyId,
                county);
    }

    /** @return whether it was not open yet */
    boolean open(String county, String level, String keyId, String by, Instant at) {
        return sql.change(
                        "INSERT INTO log_reserve_link (key_id, level_code, county_code, opened_by, opened_at)"
                                + " SELECT ?, ?, ?, ?, ? FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM log_reserve_link x"
                                + " WHERE x.key_id = ? AND x.level_code = ?)",
                        keyId,
                        level,
                        county,
                        by,
                        at,
                        keyId,
                        level)
                == 1;
    }

    boolean shut(String county, String level, String keyId) {
        return sql.change(
                        "DELETE FROM log_reserve_link WHERE key_id = ? AND level_code = ? AND county_code = ?",
                        keyId,
                        level,
                        county)
                == 1;
    }

    void looked(String lookId, String keyId, String level, @Nullable String reportId, Instant at) {
        sql.change(
                "INSERT INTO log_reserve_link_look (look_id, key_id, level_code, report_id, looked_at)"
                        + " VALUES (?, ?, ?, ?, ?)",
                lookId,
                keyId,
                level,
                reportId,
                at);
    }

    long looks(String keyId) {
        return sql.one(
                        "SELECT COUNT(*) AS looks FROM log_reserve_link_look WHERE key_id = ?",
                        row -> row.number("looks"),
                        keyId)
                .orElseThrow();
    }

    private static Filed filed(Row row) {
        return new Filed(
                row.string("report_id"),
                row.string("level_code"),
                row.date("until_on"),
                row.integer("version"),
                row.string("why"),
                row.string("sha256"),
                row.instant("made_at"));
    }
}

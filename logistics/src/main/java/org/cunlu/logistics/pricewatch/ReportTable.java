package org.cunlu.logistics.pricewatch;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.pricewatch.Report.State;

/** Rows of reports. */
@Singleton
class ReportTable {
    private static final String SELECT =
            "SELECT report_id, place_code, township_code, commodity, on_day, version, price_fen,"
                    + " stock_grams, state, held_why, reported_by, reported_at FROM log_price_report ";

    private final Sql sql;

    ReportTable(Sql sql) {
        this.sql = sql;
    }

    /** A price of a day. */
    record Priced(LocalDate day, String townshipCode, long priceFen) {}

    /** What a place said last that it has. */
    record Stocked(String townshipCode, String commodity, long grams) {}

    /** Until the transaction ends nobody else reports for this place. */
    void waitForTurn(String place) {
        sql.change(
                "INSERT INTO log_price_turn (place_code) VALUES (?) ON DUPLICATE KEY UPDATE place_code = VALUES(place_code)",
                place);
    }

    /** @return all versions of a place's days in the span, by version */
    List<Report> of(String place, LocalDate from, LocalDate until) {
        return sql.list(
                SELECT + "WHERE place_code = ? AND on_day BETWEEN ? AND ? ORDER BY commodity, on_day, version",
                ReportTable::report,
                place,
                from,
                until);
    }

    void insert(String county, List<Report> reports) {
        sql.insertMany(
                "INSERT INTO log_price_report (report_id, county_code, place_code, township_code, commodity, on_day, version,"
                        + " price_fen, stock_grams, state, held_why, reported_by, reported_at)",
                reports.stream()
                        .map(each -> new Object[] {
                            each.reportId(),
                            county,
                            each.placeCode(),
                            each.townshipCode(),
                            each.commodity(),
                            each.day(),
                            each.version(),
                            each.priceFen(),
                            each.stockGrams(),
                            each.state(),
                            each.heldWhy(),
                            each.reportedBy(),
                            each.reportedAt()
                        })
                        .toList());
    }

    /** Makes room for newer words. */
    void replace(List<String> reportIds) {
        if (!reportIds.isEmpty()) {
            sql.change(
                    "UPDATE log_price_report SET state = 'REPLACED' WHERE state IN ('ACCEPTED', 'HELD') AND report_id IN ("
                            + Sql.marks(reportIds.size()) + ")",
                    reportIds.toArray());
        }
    }

    Optional<Report> find(String county, String reportId) {
        return sql.one(SELECT + "WHERE report_id = ? AND county_code = ?", ReportTable::report, reportId, county);
    }

    /** @return false when it does not wait any more */
    boolean decide(String reportId, State outcome, String by, Instant at) {
        return sql.change(
                        "UPDATE log_price_report SET state = ?, decided_by = ?, decided_at = ?"
                                + " WHERE report_id = ? AND state = 'HELD' AND reported_by <> ?",
                        outcome,
                        by,
                        at,
                        reportId,
                        by)
                == 1;
    }

    List<Report> held(String county, @Nullable String after, int limit) {
        return sql.list(
                SELECT + "WHERE county_code = ? AND state = 'HELD' AND report_id > ? ORDER BY report_id LIMIT " + limit,
                ReportTable::report,
                county,
                after == null ? "" : after);
    }

    /** @param township null for the whole county */
    List<Priced> accepted(String county, String commodity, @Nullable String township, LocalDate from, LocalDate until) {
        var arguments = new ArrayList<Object>(List.of(county, commodity, from, until));
        if (township != null) {
            arguments.add(township);
        }
        return sql.list(
                "SELECT on_day, township_code, price_fen FROM log_price_report WHERE county_code = ? AND commodity = ?"
                        + " AND on_day BETWEEN ? AND ? AND state = 'ACCEPTED'"
                        + (township == null ? "" : " AND township_code = ?") + " ORDER BY on_day, price_fen",
                row -> new Priced(row.date("on_day"), row.string("township_code"), row.number("price_fen")),
                arguments.toArray());
    }

    /** @return by township and commodity, of each place the newest word in the span */
    List<Stocked> stock(String county, LocalDate from, LocalDate until) {
        return sql.list(
                "SELECT r.township_code, r.commodity, SUM(LEAST(r.stock_grams, " + Report.STOCK_MAX
                        + ")) AS grams FROM log_price_report r"
                        + " JOIN (SELECT place_code, commodity, MAX(on_day) AS newest FROM log_price_report"
                        + " WHERE county_code = ? AND on_day BETWEEN ? AND ? AND state = 'ACCEPTED'"
                        + " AND stock_grams IS NOT NULL GROUP BY place_code, commodity) n"
                        + " ON n.place_code = r.place_code AND n.commodity = r.commodity AND n.newest = r.on_day"
                        + " WHERE r.state = 'ACCEPTED' AND r.stock_grams IS NOT NULL"
                        + " GROUP BY r.township_code, r.commodity ORDER BY r.commodity, r.township_code",
                row -> new Stocked(row.string("township_code"), row.string("commodity"), row.number("grams")),
                county,
                from,
                until);
    }

    /** @return by commodity, the most that a place was believed to have in the span */
    Map<String, Long> most(String place, LocalDate from, LocalDate until) {
        return sql
                .list(
                        "SELECT commodity, MAX(stock_grams) AS grams FROM log_price_report WHERE place_code = ?"
                                + " AND on_day BETWEEN ? AND ? AND state = 'ACCEPTED' AND stock_grams IS NOT NULL"
                                + " GROUP BY commodity",
                        row -> Map.entry(row.string("commodity"), row.number("grams")),
                        place,
                        from,
                        until)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Report report(Row row) {
        return new Report(
                row.string("report_id"),
                row.string("place_code"),
                row.string("township_code"),
                row.string("commodity"),
                row.date("on_day"),
                row.integer("version"),
                row.number("price_fen"),
                row.numberOrNull("stock_grams"),
                row.constant("state", State.class),
                row.string("held_why"),
                row.string("reported_by"),
                row.instant("reported_at"));
    }
}

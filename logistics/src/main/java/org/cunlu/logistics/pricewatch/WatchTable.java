package org.cunlu.logistics.pricewatch;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.pricewatch.Watched.Commodity;
import org.cunlu.logistics.pricewatch.Watched.Need;
import org.cunlu.logistics.pricewatch.Watched.Outlet;
import org.cunlu.logistics.pricewatch.Watched.People;
import org.cunlu.logistics.pricewatch.Watched.Ratio;

/** Rows of what is watched; what each was before stands in the trail. */
@Singleton
class WatchTable {
    private static final String COMMODITY =
            "SELECT commodity, name, level_code, rise_bp, base_days, low_fen, high_fen, stock_days, head_grams, source"
                    + " FROM log_price_watch ";
    private static final String RATIO =
            "SELECT ratio_code, over_what, under_what, level_code, low_milli, high_milli, source FROM log_price_ratio ";
    private static final String NEED =
            "SELECT township_code, commodity, from_on, until_on, sown_mu, grams_mu, source FROM log_sown_need ";

    private final Sql sql;

    WatchTable(Sql sql) {
        this.sql = sql;
    }

    List<Commodity> commodities(String county) {
        return sql.list(COMMODITY + "WHERE county_code = ? ORDER BY commodity", WatchTable::commodity, county);
    }

    Optional<Commodity> commodity(String county, String code) {
        return sql.one(COMMODITY + "WHERE county_code = ? AND commodity = ?", WatchTable::commodity, county, code);
    }

    void set(String county, Commodity said, String by) {
        sql.change(
                "INSERT INTO log_price_watch (county_code, commodity, name, level_code, rise_bp, base_days, low_fen,"
                        + " high_fen, stock_days, head_grams, source, set_by) VALUES (" + Sql.marks(12) + ")"
                        + " ON DUPLICATE KEY UPDATE name = VALUES(name), level_code = VALUES(level_code),"
                        + " rise_bp = VALUES(rise_bp), base_days = VALUES(base_days), low_fen = VALUES(low_fen),"
                        + " high_fen = VALUES(high_fen), stock_days = VALUES(stock_days),"
                        + " head_grams = VALUES(head_grams), source = VALUES(source), set_by = VALUES(set_by)",
                county,
                said.commodity(),
                said.name(),
                said.levelCode(),
                said.riseBp(),
                said.baseDays(),
                said.lowFen(),
                said.highFen(),
                said.stockDays(),
                said.headGrams(),
                said.source(),
                by);
    }

    List<Ratio> ratios(String county) {
        return sql.list(RATIO + "WHERE county_code = ? ORDER BY ratio_code", WatchTable::ratio, county);
    }

    Optional<Ratio> ratio(String county, String code) {
        return sql.one(RATIO + "WHERE county_code = ? AND ratio_code = ?", WatchTable::ratio, county, code);
    }

    void set(String county, Ratio said, String by) {
        sql.change(
                "INSERT INTO log_price_ratio (county_code, ratio_code, over_what, under_what, level_code, low_milli,"
                        + " high_milli, source, set_by) VALUES (" + Sql.marks(9) + ") ON DUPLICATE KEY UPDATE"
                        + " over_what = VALUES(over_what), under_what = VALUES(under_what),"
                        + " level_code = VALUES(level_code), low_milli = VALUES(low_milli),"
                        + " high_milli = VALUES(high_milli), source = VALUES(source), set_by = VALUES(set_by)",
                county,
                said.code(),
                said.over(),
                said.under(),
                said.levelCode(),
                said.lowMilli(),
                said.highMilli(),
                said.source(),
                by);
    }

    Optional<Outlet> outlet(String county, String code) {
        return sql.one(
                "SELECT outlet_code, township_code, name FROM log_price_outlet WHERE outlet_code = ? AND county_code = ?",
                row -> new Outlet(row.string("outlet_code"), row.string("township_code"), row.string("name")),
                code,
                county);
    }

    void set(String county, Outlet said, String by) {
        sql.change(
                "INSERT INTO log_price_outlet (outlet_code, county_code, township_code, name, set_by) VALUES (?, ?, ?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE township_code = VALUES(township_code), name = VALUES(name),"
                        + " set_by = VALUES(set_by)",
                said.code(),
                county,
                said.townshipCode(),
                said.name(),
                by);
    }

    /** @return people by township */
    Map<String, Long> people(String county) {
        return sql
                .list(
                        "SELECT township_code, people FROM log_price_people WHERE county_code = ?",
                        row -> Map.entry(row.string("township_code"), row.number("people")),
                        county)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Optional<People> people(String county, String township) {
        return sql.one(
                "SELECT township_code, people, source FROM log_price_people WHERE township_code = ? AND county_code = ?",
                row -> new People(row.string("township_code"), row.integer("people"), row.string("source")),
                township,
                county);
    }

    void set(String county, People said, String by) {
        sql.change(
                "INSERT INTO log_price_people (township_code, county_code, people, source, set_by) VALUES (?, ?, ?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE people = VALUES(people), source = VALUES(source), set_by = VALUES(set_by)",
                said.townshipCode(),
                county,
                said.people(),
                said.source(),
                by);
    }

    /** @return those whose season holds the day */
    List<Need> needs(String county, LocalDate day) {
        return sql.list(
                NEED + "WHERE county_code = ? AND from_on <= ? AND until_on >= ? ORDER BY commodity, township_code",
                WatchTable::need,
                county,
                day,
                day);
    }

    /** @return the one that begins on that day */
    Optional<Need> need(String county, String township, String commodity, LocalDate from) {
        return sql.one(
                NEED + "WHERE township_code = ? AND commodity = ? AND from_on = ? AND county_code = ?",
                WatchTable::need,
                township,
                commodity,
                from,
                county);
    }

    void set(String county, Need said, String by) {
        sql.change(
                "INSERT INTO log_sown_need (township_code, commodity, from_on, until_on, county_code, sown_mu, grams_mu,"
                        + " source, set_by) VALUES (" + Sql.marks(9) + ") ON DUPLICATE KEY UPDATE"
                        + " until_on = VALUES(until_on), sown_mu = VALUES(sown_mu), grams_mu = VALUES(grams_mu),"
                        + " source = VALUES(source), set_by = VALUES(set_by)",
                said.townshipCode(),
                said.commodity(),
                said.from(),
                said.until(),
                county,
                said.sownMu(),
                said.gramsMu(),
                said.source(),
                by);
    }

    private static Commodity commodity(Row row) {
        return new Commodity(
                row.string("commodity"),
                row.string("name"),
                row.string("level_code"),
                row.integer("rise_bp"),
                row.integer("base_days"),
                row.number("low_fen"),
                row.number("high_fen"),
                row.integer("stock_days"),
                row.integer("head_grams"),
                row.string("source"));
    }

    private static Ratio ratio(Row row) {
        return new Ratio(
                row.string("ratio_code"),
                row.string("over_what"),
                row.string("under_what"),
                row.string("level_code"),
                row.integer("low_milli"),
                row.integer("high_milli"),
                row.string("source"));
    }

    private static Need need(Row row) {
        return new Need(
                row.string("township_code"),
                row.string("commodity"),
                row.date("from_on"),
                row.date("until_on"),
                row.number("sown_mu"),
                row.number("grams_mu"),
                row.string("source"));
    }
}

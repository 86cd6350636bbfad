package org.cunlu.logistics.reservefees;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;

/** Rows of rates and of rules, each by version; what was is kept. */
@Singleton
class TermsTable {
    private final Sql sql;

    TermsTable(Sql sql) {
        this.sql = sql;
    }

    /** @return 0 when there is none yet */
    int rateVersion(String county, String level, String code) {
        return sql.one(
                        "SELECT COALESCE(MAX(version), 0) AS top FROM log_reserve_rate_version WHERE county_code = ?"
                                + " AND level_code = ? AND rate_code = ?",
                        row -> row.integer("top"),
                        county,
                        level,
                        code)
                .orElseThrow();
    }

    Optional<RateTable> rates(String county, String level, String code) {
        int version = rateVersion(county, level, code);
        return version == 0
                ? Optional.empty()
                : Optional.of(new RateTable(
                        code,
                        version,
                        sql.list(
                                "SELECT from_on, until_on, ppm, year_days, source FROM log_reserve_rate WHERE county_code = ?"
                                        + " AND level_code = ? AND rate_code = ? AND version = ? ORDER BY from_on",
                                row -> new RateTable.Rate(
                                        row.date("from_on"),
                                        row.date("until_on"),
                                        row.integer("ppm"),
                                        row.integer("year_days"),
                                        row.string("source")),
                                county,
                                level,
                                code,
                                version)));
    }

    /** Fails as a duplicate where somebody else made this version first. */
    void insert(String county, String level, RateTable table, String by, Instant at) {
        sql.change(
                "INSERT INTO log_reserve_rate_version (county_code, level_code, rate_code, version, set_by, set_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                county,
                level,
                table.code(),
                table.version(),
                by,
                at);
        sql.insertMany(
                "INSERT INTO log_reserve_rate (county_code, level_code, rate_code, version, from_on, until_on, ppm,"
                        + " year_days, source)",
                table.rates().stream()
                        .map(each -> new Object[] {
                            county,
                            level,
                            table.code(),
                            table.version(),
                            each.from(),
                            each.until(),
                            each.ppm(),
                            each.yearDays(),
                            each.source()
                        })
                        .toList());
    }

    /** A rule with its version. */
    record Versioned(FeeRule rule, int version) {}

    /** @return those that hold, of each key the newest */
    List<Versioned> rules(String county, String level) {
        return sql.list(
                "SELECT r.* FROM log_reserve_fee_rule r JOIN (SELECT county_code, level_code, programme, commodity,"
                        + " contract_id, MAX(version) AS top FROM log_reserve_fee_rule WHERE county_code = ?"
                        + " AND level_code = ? GROUP BY county_code, level_code, programme, commodity, contract_id) t"
                        + " ON t.county_code = r.county_code AND t.level_code = r.level_code"
                        + " AND t.programme = r.programme AND t.commodity = r.commodity"
                        + " AND t.contract_id = r.contract_id AND t.top = r.version"
                        + " ORDER BY r.programme, r.commodity, r.contract_id",
                TermsTable::rule,
                county,
                level);
    }

    void insert(String county, String level, FeeRule rule, int version, String by, Instant at) {
        sql.change(
                "INSERT INTO log_reserve_fee_rule (county_code, level_code, programme, commodity, contract_id, version,"
                        + " rate_code, day_bp, average_bp, month_end_bp, intake_bp, base_stock, base_intake, clawback,"
                        + " gap_pays, fee_year_days, source, set_by, set_at) VALUES (" + Sql.marks(19) + ")",
                county,
                level,
                rule.programme(),
                rule.commodity(),
                rule.contractId(),
                version,
                rule.rateCode(),
                rule.dayBp(),
                rule.averageBp(),
                rule.monthEndBp(),
                rule.intakeBp(),
                rule.baseStockGrams(),
                rule.baseIntakeGrams(),
                rule.clawback(),
                rule.gapPaysStorage(),
                rule.feeYearDays(),
                rule.source(),
                by,
                at);
    }

    private static Versioned rule(Row row) {
        return new Versioned(
                new FeeRule(
                        row.string("programme"),
                        row.string("commodity"),
                        row.string("contract_id"),
                        row.string("rate_code"),
                        row.integer("day_bp"),
                        row.integer("average_bp"),
                        row.integer("month_end_bp"),
                        row.integer("intake_bp"),
                        row.number("base_stock"),
                        row.number("base_intake"),
                        row.constant("clawback", FeeRule.Clawback.class),
                        row.flag("gap_pays"),
                        row.integer("fee_year_days"),
                        row.string("source")),
                row.integer("version"));
    }
}

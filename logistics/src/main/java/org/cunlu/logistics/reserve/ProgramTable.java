package org.cunlu.logistics.reserve;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.ReserveClass;
import org.cunlu.logistics.ReserveLevel;
import org.cunlu.logistics.ReserveProgram;
import org.cunlu.logistics.ReserveTarget;
import org.cunlu.logistics.Reserves.Rule;

/** Programmes, their targets, and the numbers of the published measures. */
@Singleton
class ProgramTable {
    private final Sql sql;

    ProgramTable(Sql sql) {
        this.sql = sql;
    }

    /** A number as it is written down. */
    @Serdeable
    record Written(
            String rule,
            String commodity,
            int upToMonths,
            LocalDate validFrom,
            long value,
            String unit,
            String source) {}

    /**
     * @param counts whether its programme is in season; outside nothing is asked
     * @param thereGrams good pieces that are there now @param allGrams of all that the programme holds there
     * @param missingGrams to what is asked @param shareBp of all, rounded down; 0 of nothing
     */
    @Serdeable
    record Standing(
            ReserveTarget target,
            boolean counts,
            long thereGrams,
            long allGrams,
            long missingGrams,
            long shareBp,
            boolean shareKept) {
        static Standing of(ReserveTarget target, boolean counts, long there, long all) {
            long share = all == 0
                    ? 0
                    : BigInteger.valueOf(there)
                            .multiply(BigInteger.valueOf(10_000))
                            .divide(BigInteger.valueOf(all))
                            .longValueExact();
            return new Standing(
                    target,
                    counts,
                    there,
                    all,
                    counts ? Math.max(0, target.required() - there) : 0,
                    share,
                    !counts || target.shareKept(there, all));
        }
    }

    void insert(ReserveProgram each, String by, Instant now) {
        sql.change(
                "INSERT INTO log_reserve_programme (programme_code, county_code, name, class_code, level_code,"
                        + " season_from, season_to, legal_basis, opened_by, opened_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                each.code(),
                each.countyCode(),
                each.name(),
                each.commodityClass(),
                each.level(),
                each.seasonFrom(),
                each.seasonTo(),
                each.legalBasis(),
                by,
                now);
    }

    Optional<ReserveProgram> find(String code) {
        return sql.one("SELECT * FROM log_reserve_programme WHERE programme_code = ?", ProgramTable::program, code);
    }

    List<ReserveProgram> of(Collection<ReserveLevel> levels) {
        return levels.isEmpty()
                ? List.of()
                : sql.list(
                        "SELECT * FROM log_reserve_programme WHERE level_code IN (" + Sql.marks(levels.size())
                                + ") ORDER BY programme_code LIMIT 1000",
                        ProgramTable::program,
                        levels.toArray());
    }

    /** @return levels that have a programme */
    List<ReserveLevel> levels() {
        return sql.list(
                "SELECT DISTINCT level_code FROM log_reserve_programme",
                row -> row.constant("level_code", ReserveLevel.class));
    }

    private static ReserveProgram program(Row row) {
        return new ReserveProgram(
                row.string("programme_code"),
                row.string("county_code"),
                row.string("name"),
                row.constant("class_code", ReserveClass.class),
                row.constant("level_code", ReserveLevel.class),
                row.string("season_from"),
                row.string("season_to"),
                row.string("legal_basis"));
    }

    /** Its own before that of all, the nearest age, the latest that is valid. */
    Optional<Rule> rule(String code, String commodity, int months, LocalDate day) {
        return sql
                .list(
                        "SELECT value, unit, source FROM log_reserve_rule WHERE rule_code = ? AND commodity_code IN (?, '*')"
                                + " AND up_to_months >= ? AND valid_from <= ?"
                                + " ORDER BY commodity_code = '*', up_to_months, valid_from DESC LIMIT 1",
                        row -> new Rule(row.number("value"), row.string("unit"), row.string("source")),
                        code,
                        commodity,
                        months,
                        day)
                .stream()
                .findFirst();
    }

    List<Written> rules() {
        return sql.list(
                "SELECT * FROM log_reserve_rule ORDER BY rule_code, commodity_code, up_to_months, valid_from LIMIT 2000",
                row -> new Written(
                        row.string("rule_code"),
                        row.string("commodity_code"),
                        row.integer("up_to_months"),
                        row.date("valid_from"),
                        row.number("value"),
                        row.string("unit"),
                        row.string("source")));
    }

    /** A later day takes the place of an earlier one; what is written of a day is never changed. @return false when it stands */
    boolean write(Written each, String by) {
        return sql.change(
                        "INSERT INTO log_reserve_rule (rule_code, commodity_code, up_to_months, valid_from, value, unit,"
                                + " source, set_by) SELECT ?, ?, ?, ?, ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM"
                                + " (SELECT rule_code FROM log_reserve_rule WHERE rule_code = ? AND commodity_code = ?"
                                + " AND up_to_months = ? AND valid_from = ?) there_)",
                        each.rule(),
                        each.commodity(),
                        each.upToMonths(),
                        each.validFrom(),
                        each.value(),
                        each.unit(),
                        each.source(),
                        by,
                        each.rule(),
                        each.commodity(),
                        each.upToMonths(),
                        each.validFrom())
                == 1;
    }

    void keep(ReserveTarget each) {
        sql.change(
                "INSERT INTO log_reserve_target (programme_code, commodity_code, node_code, grams, min_share_bp, days,"
                        + " population, grams_a_day, source) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE grams = VALUES(grams), min_share_bp = VALUES(min_share_bp),"
                        + " days = VALUES(days), population = VALUES(population), grams_a_day = VALUES(grams_a_day),"
                        + " source = VALUES(source)",
                each.programme(),
                each.commodity(),
                each.nodeCode(),
                each.grams(),
                each.minShareBp(),
                each.days(),
                each.population(),
                each.gramsADay(),
                each.source());
    }

    /** @return what is written for its programme, commodity and node */
    Optional<ReserveTarget> target(ReserveTarget of) {
        return sql.one(
                "SELECT * FROM log_reserve_target WHERE programme_code = ? AND commodity_code = ? AND node_code = ?",
                ProgramTable::target,
                of.programme(),
                of.commodity(),
                of.nodeCode());
    }

    List<Standing> targets(ReserveProgram programme, LocalDate today) {
        boolean counts = programme.inSeason(today);
        return sql.list(
                "SELECT t.*, (SELECT COALESCE(SUM(h.good_grams), 0) FROM log_reserve_holding h"
                        + " WHERE h.programme_code = t.programme_code AND h.commodity_code = t.commodity_code"
                        + " AND (t.node_code = '' OR h.node_code = t.node_code)) AS there_grams,"
                        + " (SELECT COALESCE(SUM(h.good_grams), 0) FROM log_reserve_holding h"
                        + " WHERE h.programme_code = t.programme_code"
                        + " AND (t.node_code = '' OR h.node_code = t.node_code)) AS all_grams"
                        + " FROM log_reserve_target t WHERE t.programme_code = ? ORDER BY t.commodity_code, t.node_code",
                row -> Standing.of(target(row), counts, row.number("there_grams"), row.number("all_grams")),
                programme.code());
    }

    /** @return programmes of a county of whose targets one has a minimum share */
    List<ReserveProgram> withShares(String countyCode) {
        return sql.list(
                "SELECT * FROM log_reserve_programme p WHERE county_code = ? AND EXISTS (SELECT 1 FROM log_reserve_target t"
                        + " WHERE t.programme_code = p.programme_code AND t.min_share_bp > 0) ORDER BY programme_code",
                ProgramTable::program,
                countyCode);
    }

    /** Whoever decides by the shares of these programmes takes turns. @return whether there are any */
    boolean lockShares(Collection<String> programmes) {
        return !programmes.isEmpty()
                && !sql.list(
                                "SELECT programme_code FROM log_reserve_target WHERE programme_code IN ("
                                        + Sql.marks(programmes.size()) + ") AND min_share_bp > 0"
                                        + " ORDER BY programme_code, commodity_code, node_code FOR UPDATE",
                                row -> row.string("programme_code"),
                                programmes.toArray())
                        .isEmpty();
    }

    private static ReserveTarget target(Row row) {
        return new ReserveTarget(
                row.string("programme_code"),
                row.string("commodity_code"),
                row.string("node_code"),
                row.number("grams"),
                row.integer("min_share_bp"),
                row.integer("days"),
                row.number("population"),
                row.number("grams_a_day"),
                row.string("source"));
    }
}

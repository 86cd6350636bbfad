package org.cunlu.logistics.reserve;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.ReserveHolding;
import org.cunlu.logistics.ReserveLevel;
import org.cunlu.logistics.Reserves.Good;

/** Who keeps what, and which SKU is which commodity. */
@Singleton
class HoldingTable {
    private final Sql sql;

    HoldingTable(Sql sql) {
        this.sql = sql;
    }

    void insert(ReserveHolding holding, String by, Instant now) {
        sql.change(
                "INSERT INTO log_reserve_holding (holding_code, county_code, programme_code, level_code, holder_name,"
                        + " commodity_code, node_code, grams, from_on, until_on, fee_fen, spread_fen, min_share_bp,"
                        + " good_grams, opened_by, opened_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)",
                holding.code(),
                holding.countyCode(),
                holding.programme(),
                holding.level(),
                holding.holderName(),
                holding.commodity(),
                holding.nodeCode(),
                holding.grams(),
                holding.from(),
                holding.until(),
                holding.feeFenPerTonneYear(),
                holding.spreadFenPerTonne(),
                holding.minShareBp(),
                by,
                now);
    }

    Optional<ReserveHolding> find(String code) {
        return sql.one("SELECT * FROM log_reserve_holding WHERE holding_code = ?", HoldingTable::holding, code);
    }

    Optional<ReserveHolding> at(String programme, String nodeCode, String commodity) {
        return sql.one(
                "SELECT * FROM log_reserve_holding WHERE programme_code = ? AND node_code = ? AND commodity_code = ?",
                HoldingTable::holding,
                programme,
                nodeCode,
                commodity);
    }

    List<ReserveHolding> of(String countyCode) {
        return sql.list(
                "SELECT * FROM log_reserve_holding WHERE county_code = ? ORDER BY holding_code",
                HoldingTable::holding,
                countyCode);
    }

    List<ReserveHolding> during(String levelCode, LocalDate from, LocalDate until) {
        return sql.list(
                "SELECT * FROM log_reserve_holding WHERE level_code = ? AND from_on <= ? AND until_on >= ?"
                        + " ORDER BY holding_code",
                HoldingTable::holding,
                levelCode,
                until,
                from);
    }

    List<ReserveHolding> ofCodes(Collection<String> codes) {
        return codes.isEmpty()
                ? List.of()
                : sql.list(
                        "SELECT * FROM log_reserve_holding WHERE holding_code IN (" + Sql.marks(codes.size())
                                + ") ORDER BY holding_code",
                        HoldingTable::holding,
                        codes.toArray());
    }

    /** @param after the last code that was seen */
    List<ReserveHolding> seen(Collection<ReserveLevel> levels, Collection<String> own, String after, int limit) {
        if (levels.isEmpty() && own.isEmpty()) {
            return List.of();
        }
        var arguments = new ArrayList<Object>(levels);
        arguments.addAll(own);
        arguments.add(after);
        String byLevel = levels.isEmpty() ? "FALSE" : "level_code IN (" + Sql.marks(levels.size()) + ")";
        String byCode = own.isEmpty() ? "FALSE" : "holding_code IN (" + Sql.marks(own.size()) + ")";
        return sql.list(
                "SELECT * FROM log_reserve_holding WHERE (" + byLevel + " OR " + byCode
                        + ") AND holding_code > ? ORDER BY holding_code LIMIT " + limit,
                HoldingTable::holding,
                arguments.toArray());
    }

    /** Good pieces came or went; their parts are locked. */
    void follow(String code, long grams) {
        sql.soonExactly(
                1, "UPDATE log_reserve_holding SET good_grams = good_grams + ? WHERE holding_code = ?", grams, code);
    }

    /** Pieces go by a rotation. @return false when less than the minimum share would stay */
    boolean turn(String code, long grams) {
        return sql.changeWithAll(
                        "UPDATE log_reserve_holding SET good_grams = good_grams - ? WHERE holding_code = ?"
                                + " AND good_grams - ? >= CEILING(grams * min_share_bp / 10000)",
                        grams,
                        code,
                        grams)
                == 1;
    }

    void keep(Good good) {
        sql.change(
                "INSERT INTO log_reserve_good (sku_code, commodity_code, grams) VALUES (?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE commodity_code = commodity_code",
                good.skuCode(),
                good.commodity(),
                good.grams());
    }

    Map<String, Good> goods(Collection<String> skuCodes) {
        return skuCodes.isEmpty()
                ? Map.of()
                : sql
                        .list(
                                "SELECT * FROM log_reserve_good WHERE sku_code IN (" + Sql.marks(skuCodes.size()) + ")",
                                row -> new Good(
                                        row.string("sku_code"), row.string("commodity_code"), row.number("grams")),
                                skuCodes.toArray())
                        .stream()
                        .collect(Collectors.toMap(Good::skuCode, good -> good));
    }

    List<String> skus(String commodity) {
        return sql.list(
                "SELECT sku_code FROM log_reserve_good WHERE commodity_code = ? ORDER BY sku_code",
                row -> row.string("sku_code"),
                commodity);
    }

    private static ReserveHolding holding(Row row) {
        return new ReserveHolding(
                row.string("holding_code"),
                row.string("county_code"),
                row.string("programme_code"),
                row.constant("level_code", ReserveLevel.class),
                row.string("holder_name"),
                row.string("commodity_code"),
                row.string("node_code"),
                row.number("grams"),
                row.date("from_on"),
                row.date("until_on"),
                row.number("fee_fen"),
                row.numberOrNull("spread_fen"),
                row.integer("min_share_bp"),
                row.number("good_grams"));
    }
}

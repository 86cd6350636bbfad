package org.cunlu.logistics.gateway;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.Carrier;
import org.cunlu.logistics.CarrierWord;
import org.cunlu.logistics.WaybillRule;

/** The tables of carriers and of their words. */
@Singleton
class CarrierTable {
    private static final String SELECT =
            "SELECT code, name, waybill_rule, waybill_min, waybill_max, waybill_digits, column_waybill, column_status,"
                    + " column_at, column_place, time_format, version FROM log_carrier ";

    private final Sql sql;

    CarrierTable(Sql sql) {
        this.sql = sql;
    }

    List<Carrier> of(String county) {
        return sql.list(SELECT + "WHERE county_code = ? ORDER BY code", row -> carrier(row, county), county);
    }

    /** @param name code or name of one */
    Optional<Carrier> find(String county, String name) {
        return sql
                .list(
                        SELECT + "WHERE county_code = ? AND name = ? ORDER BY code",
                        row -> carrier(row, county),
                        county,
                        name)
                .stream()
                .findFirst()
                .or(() -> byCode(county, name));
    }

    /** @param code any text; only what a code can be is asked for */
    Optional<Carrier> byCode(String county, @Nullable String code) {
        return code == null || !code.matches("[A-Z0-9_]{1,16}")
                ? Optional.empty()
                : sql.one(SELECT + "WHERE county_code = ? AND code = ?", row -> carrier(row, county), county, code);
    }

    Optional<Integer> lock(String county, String code) {
        return sql.one(
                "SELECT version FROM log_carrier WHERE county_code = ? AND code = ? FOR UPDATE",
                row -> row.integer("version"),
                county,
                code);
    }

    private Carrier carrier(Row row, String county) {
        String code = row.string("code");
        return new Carrier(
                code,
                row.string("name"),
                row.constant("waybill_rule", WaybillRule.class),
                row.integer("waybill_min"),
                row.integer("waybill_max"),
                row.flag("waybill_digits"),
                new Carrier.Columns(
                        row.string("column_waybill"),
                        row.string("column_status"),
                        row.string("column_at"),
                        row.string("column_place"),
                        row.string("time_format")),
                words(county, code),
                row.integer("version"));
    }

    private Map<String, CarrierWord> words(String county, String code) {
        return sql
                .list(
                        "SELECT word, meaning FROM log_carrier_word WHERE county_code = ? AND carrier_code = ?",
                        row -> Map.entry(row.string("word"), row.constant("meaning", CarrierWord.class)),
                        county,
                        code)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** @throws org.cunlu.kernel.db.SqlFailure duplicate, when another has the name */
    void put(String county, Carrier carrier, String by, Instant at) {
        sql.change(
                "INSERT INTO log_carrier (county_code, code, name, waybill_rule, waybill_min, waybill_max, waybill_digits,"
                        + " column_waybill, column_status, column_at, column_place, time_format, version, changed_by,"
                        + " changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                county,
                carrier.code(),
                carrier.name(),
                carrier.rule(),
                carrier.waybillMin(),
                carrier.waybillMax(),
                carrier.digitsOnly(),
                carrier.columns().waybill(),
                carrier.columns().status(),
                carrier.columns().at(),
                carrier.columns().place(),
                carrier.columns().timeFormat(),
                carrier.version(),
                by,
                at);
        putWords(county, carrier);
    }

    void change(String county, Carrier carrier, String by, Instant at) {
        sql.change(
                "UPDATE log_carrier SET name = ?, waybill_rule = ?, waybill_min = ?, waybill_max = ?, waybill_digits = ?,"
                        + " column_waybill = ?, column_status = ?, column_at = ?, column_place = ?, time_format = ?,"
                        + " version = ?, changed_by = ?, changed_at = ? WHERE county_code = ? AND code = ?",
                carrier.name(),
                carrier.rule(),
                carrier.waybillMin(),
                carrier.waybillMax(),
                carrier.digitsOnly(),
                carrier.columns().waybill(),
                carrier.columns().status(),
                carrier.columns().at(),
                carrier.columns().place(),
                carrier.columns().timeFormat(),
                carrier.version(),
                by,
                at,
                county,
                carrier.code());
        sql.change("DELETE FROM log_carrier_word WHERE county_code = ? AND carrier_code = ?", county, carrier.code());
        putWords(county, carrier);
    }

    private void putWords(String county, Carrier carrier) {
        sql.insertMany(
                "INSERT INTO log_carrier_word (county_code, carrier_code, word, meaning)",
                carrier.words().entrySet().stream()
                        .map(word -> new Object[] {county, carrier.code(), word.getKey(), word.getValue()})
                        .toList());
    }

    /** @return names by code */
    Map<String, String> names(String county) {
        return of(county).stream()
                .collect(Collectors.toMap(
                        Carrier::code, Function.<Carrier>identity().andThen(Carrier::name)));
    }
}

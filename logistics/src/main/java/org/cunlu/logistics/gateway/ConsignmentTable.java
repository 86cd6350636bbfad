package org.cunlu.logistics.gateway;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.CarrierWord;
import org.cunlu.logistics.Consignments.Given;

/** The tables of parcels in carriers' hands, and of what carriers told of them. */
@Singleton
class ConsignmentTable {
    private static final String SELECT =
            "SELECT barcode, gateway_code, carrier, waybill, given_at, state, state_at FROM log_consignment ";

    private final Sql sql;

    ConsignmentTable(Sql sql) {
        this.sql = sql;
    }

    /** @param carrier his code, or the name of one that is not set up */
    record Consignment(
            String barcode,
            String gatewayCode,
            String carrier,
            String waybill,
            Instant givenAt,
            CarrierWord state,
            Instant stateAt) {}

    /** What a carrier told. @param meaning null while nobody has said what the word means */
    record Told(
            String barcode,
            Instant at,
            String word,
            @Nullable String place,
            @Nullable CarrierWord meaning) {}

    Optional<String> barcodeOf(String county, String carrier, String waybill) {
        return sql.one(
                "SELECT barcode FROM log_consignment WHERE county_code = ? AND carrier = ? AND waybill = ?",
                row -> row.string("barcode"),
                county,
                carrier,
                waybill);
    }

    /** @throws org.cunlu.kernel.db.SqlFailure duplicate, when a rival took the waybill just now */
    void give(Given given, String carrier) {
        sql.change(
                "INSERT INTO log_consignment (barcode, county_code, gateway_code, carrier, waybill, given_by, given_at,"
                        + " state, state_at) VALUES (?, ?, ?, ?, ?, ?, ?, 'GIVEN', ?)",
                given.barcode(),
                given.countyCode(),
                given.gatewayCode(),
                carrier,
                given.waybill(),
                given.actor(),
                given.at(),
                given.at());
    }

    void back(String barcode, Instant at) {
        sql.change("UPDATE log_consignment SET state = 'BACK', state_at = ? WHERE barcode = ?", at, barcode);
    }

    /** They were given by this list. */
    void ofFile(String fileId, String gateway, Collection<String> barcodes) {
        if (!barcodes.isEmpty()) {
            var arguments = new ArrayList<Object>(List.of(fileId, gateway));
            arguments.addAll(barcodes);
            sql.change(
                    "UPDATE log_consignment SET file_id = ? WHERE gateway_code = ? AND file_id IS NULL AND barcode IN ("
                            + Sql.marks(barcodes.size()) + ") ORDER BY barcode",
                    arguments.toArray());
        }
    }

    /** @return those known of these waybills, locked in the order of their barcodes */
    List<Consignment> lock(String county, String carrier, Collection<String> waybills) {
        if (waybills.isEmpty()) {
            return List.of();
        }
        var arguments = new ArrayList<Object>(List.of(county, carrier));
        arguments.addAll(waybills);
        return sql.list(
                SELECT + "WHERE county_code = ? AND carrier = ? AND waybill IN (" + Sql.marks(waybills.size())
                        + ") ORDER BY barcode FOR UPDATE",
                ConsignmentTable::consignment,
                arguments.toArray());
    }

    List<Consignment> lock(Collection<String> barcodes) {
        return sql.list(
                SELECT + "WHERE barcode IN (" + Sql.marks(barcodes.size()) + ") ORDER BY barcode FOR UPDATE",
                ConsignmentTable::consignment,
                barcodes.toArray());
    }

    void becomes(Collection<Consignment> changed) {
        if (changed.isEmpty()) {
            return;
        }
        var state = new StringBuilder();
        var at = new StringBuilder();
        var states = new ArrayList<Object>();
        var times = new ArrayList<Object>();
        var barcodes = new ArrayList<Object>();
        for (Consignment each : changed) {
            state.append(" WHEN ? THEN ?");
            at.append(" WHEN ? THEN ?");
            states.add(each.barcode());
            states.add(each.state());
            times.add(each.barcode());
            times.add(each.stateAt());
            barcodes.add(each.barcode());
        }
        states.addAll(times);
        states.addAll(barcodes);
        sql.change(
                "UPDATE log_consignment SET state = CASE barcode" + state + " END, state_at = CASE barcode" + at
                        + " END WHERE barcode IN (" + Sql.marks(barcodes.size()) + ")",
                states.toArray());
    }

    List<Consignment> in(String gateway, List<CarrierWord> states, String after, int limit) {
        var arguments = new ArrayList<Object>(List.of(gateway));
        arguments.addAll(states);
        arguments.add(after);
        arguments.add(limit);
        return sql.list(
                SELECT + "WHERE gateway_code = ? AND state IN (" + Sql.marks(states.size())
                        + ") AND barcode > ? ORDER BY barcode LIMIT ?",
                ConsignmentTable::consignment,
                arguments.toArray());
    }

    List<Consignment> ofFile(String fileId) {
        return sql.list(SELECT + "WHERE file_id = ? ORDER BY barcode", ConsignmentTable::consignment, fileId);
    }

    /** @return how many were new */
    int tell(String county, String carrier, String fileId, Instant now, List<Told> told) {
        return sql.insertMany(
                "INSERT IGNORE INTO log_consignment_step (barcode, at, word, county_code, carrier, place, meaning, file_id,"
                        + " recorded_at)",
                told.stream()
                        .map(each -> new Object[] {
                            each.barcode(),
                            each.at(),
                            each.word(),
                            county,
                            carrier,
                            each.place(),
                            each.meaning(),
                            fileId,
                            now
                        })
                        .toList());
    }

    List<Told> told(Collection<String> barcodes) {
        return barcodes.isEmpty()
                ? List.of()
                : sql.list(
                        "SELECT barcode, at, word, place, meaning FROM log_consignment_step WHERE barcode IN ("
                                + Sql.marks(barcodes.size()) + ") ORDER BY barcode, at, recorded_at, word",
                        ConsignmentTable::told,
                        barcodes.toArray());
    }

    /** @return what was told in a word that nobody understood until now */
    List<String> toldIn(String county, String carrier, String word, int limit) {
        return sql.list(
                "SELECT DISTINCT barcode FROM log_consignment_step WHERE county_code = ? AND carrier = ? AND meaning IS NULL"
                        + " AND word = ? ORDER BY barcode LIMIT ?",
                row -> row.string("barcode"),
                county,
                carrier,
                word,
                limit);
    }

    void means(Collection<String> barcodes, String word, CarrierWord meaning) {
        var arguments = new ArrayList<Object>(List.of(meaning, word));
        arguments.addAll(barcodes);
        sql.change(
                "UPDATE log_consignment_step SET meaning = ? WHERE word = ? AND meaning IS NULL AND barcode IN ("
                        + Sql.marks(barcodes.size()) + ")",
                arguments.toArray());
    }

    /** A word that nobody has explained. */
    record Unknown(String carrier, String word, long times, Instant lastAt) {}

    List<Unknown> unknown(String county) {
        return sql.list(
                "SELECT carrier, word, COUNT(*) AS times, MAX(recorded_at) AS last_at FROM log_consignment_step"
                        + " WHERE county_code = ? AND meaning IS NULL GROUP BY carrier, word ORDER BY carrier, times DESC, word",
                row -> new Unknown(
                        row.string("carrier"), row.string("word"), row.number("times"), row.instant("last_at")),
                county);
    }

    private static Consignment consignment(Row row) {
        return new Consignment(
                row.string("barcode"),
                row.string("gateway_code"),
                row.string("carrier"),
                row.string("waybill"),
                row.instant("given_at"),
                row.constant("state", CarrierWord.class),
                row.instant("state_at"));
    }

    private static Told told(Row row) {
        return new Told(
                row.string("barcode"),
                row.instant("at"),
                row.string("word"),
                row.string("place"),
                row.constant("meaning", CarrierWord.class));
    }
}

package org.cunlu.logistics.slip;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.Rerouting.Slip;
import org.cunlu.logistics.SlipReason;

/** The table of slips; rows are only added. */
@Singleton
class SlipTable {
    private final Sql sql;

    SlipTable(Sql sql) {
        this.sql = sql;
    }

    /** A slip to be written. */
    record Entry(
            String barcode,
            String cause,
            String countyCode,
            int seq,
            SlipReason reason,
            @Nullable Instant promisedBefore,
            @Nullable Instant promisedAfter,
            String toBefore,
            String toAfter,
            String actor,
            @Nullable String note,
            Instant at) {}

    /** A slip with its parcel. */
    record OfParcel(String barcode, Slip slip) {}

    void insert(List<Entry> entries) {
        sql.insertMany(
                "INSERT INTO log_slip (barcode, cause, county_code, seq, reason, promised_before, promised_after, to_before,"
                        + " to_after, actor, note, at)",
                entries.stream()
                        .map(entry -> new Object[] {
                            entry.barcode(),
                            entry.cause(),
                            entry.countyCode(),
                            entry.seq(),
                            entry.reason(),
                            entry.promisedBefore(),
                            entry.promisedAfter(),
                            entry.toBefore(),
                            entry.toAfter(),
                            entry.actor(),
                            entry.note(),
                            entry.at()
                        })
                        .toList());
    }

    /** @return those of the parcels that slipped for this cause already */
    Set<String> slippedBy(String cause, Collection<String> barcodes) {
        if (barcodes.isEmpty()) {
            return Set.of();
        }
        var arguments = new ArrayList<Object>(List.of(cause));
        arguments.addAll(barcodes);
        return new HashSet<>(sql.list(
                "SELECT barcode FROM log_slip WHERE cause = ? AND barcode IN (" + Sql.marks(barcodes.size()) + ")",
                row -> row.string("barcode"),
                arguments.toArray()));
    }

    /** @return how many slips each parcel has; none for those without */
    Map<String, Integer> count(Collection<String> barcodes) {
        return barcodes.isEmpty()
                ? Map.of()
                : sql
                        .list(
                                "SELECT barcode, MAX(seq) AS top FROM log_slip WHERE barcode IN ("
                                        + Sql.marks(barcodes.size()) + ") GROUP BY barcode",
                                row -> Map.entry(row.string("barcode"), row.integer("top")),
                                barcodes.toArray())
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** @return whether it was lost for a while */
    boolean mislaid(String barcode) {
        return sql.one(
                                "SELECT COUNT(*) AS n FROM log_custody WHERE barcode = ? AND what = 'LOST'",
                                row -> row.number("n"),
                                barcode)
                        .orElseThrow()
                > 0;
    }

    List<OfParcel> of(Collection<String> barcodes) {
        return barcodes.isEmpty()
                ? List.of()
                : sql.list(
                        "SELECT * FROM log_slip WHERE barcode IN (" + Sql.marks(barcodes.size())
                                + ") ORDER BY barcode, seq",
                        SlipTable::slip,
                        barcodes.toArray());
    }

    private static OfParcel slip(Row row) {
        SlipReason reason = row.constant("reason", SlipReason.class);
        return new OfParcel(
                row.string("barcode"),
                new Slip(
                        reason,
                        reason.title(),
                        row.instant("promised_before"),
                        row.instant("promised_after"),
                        row.string("to_before"),
                        row.string("to_after"),
                        row.string("note"),
                        row.instant("at")));
    }
}

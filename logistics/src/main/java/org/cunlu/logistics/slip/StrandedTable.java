package org.cunlu.logistics.slip;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.SlipReason;

/** The table of parcels for which there is no way now. */
@Singleton
class StrandedTable {
    private final Sql sql;

    StrandedTable(Sql sql) {
        this.sql = sql;
    }

    /**
     * A parcel that waits for a way.
     * @param atNode where it lies, or where it gets off
     * @param cause key of what made it wait
     * @param why there is no way
     */
    @Serdeable
    record Stranded(
            String barcode,
            String countyCode,
            String atNode,
            String cause,
            SlipReason reason,
            Promise.Reason why,
            String actor,
            @Nullable String note,
            Instant since) {}

    /** What waits already goes on waiting for its first cause. */
    void add(Stranded stranded) {
        sql.change(
                "INSERT INTO log_stranded (barcode, county_code, at_node, cause, reason, why, actor, note, since, tried_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE at_node = ?, why = ?,"
                        + " tried_at = ?",
                stranded.barcode(),
                stranded.countyCode(),
                stranded.atNode(),
                stranded.cause(),
                stranded.reason(),
                stranded.why(),
                stranded.actor(),
                stranded.note(),
                stranded.since(),
                stranded.since(),
                stranded.atNode(),
                stranded.why(),
                stranded.since());
    }

    void remove(Collection<String> barcodes) {
        if (!barcodes.isEmpty()) {
            sql.change(
                    "DELETE FROM log_stranded WHERE barcode IN (" + Sql.marks(barcodes.size()) + ")",
                    barcodes.toArray());
        }
    }

    List<Stranded> of(Collection<String> barcodes) {
        return barcodes.isEmpty()
                ? List.of()
                : sql.list(
                        "SELECT * FROM log_stranded WHERE barcode IN (" + Sql.marks(barcodes.size()) + ")",
                        StrandedTable::stranded,
                        barcodes.toArray());
    }

    /** @return those behind a barcode, in order */
    List<Stranded> after(String barcode, int limit) {
        return sql.list(
                "SELECT * FROM log_stranded WHERE barcode > ? ORDER BY barcode LIMIT ?",
                StrandedTable::stranded,
                barcode,
                limit);
    }

    List<Stranded> triedBefore(Instant moment, String after, int limit) {
        return sql.list(
                "SELECT * FROM log_stranded WHERE tried_at < ? AND barcode > ? ORDER BY barcode LIMIT ?",
                StrandedTable::stranded,
                moment,
                after,
                limit);
    }

    void tried(List<String> barcodes, Instant at) {
        var arguments = new ArrayList<Object>(List.of(at));
        arguments.addAll(barcodes);
        sql.change(
                "UPDATE log_stranded SET tried_at = ? WHERE barcode IN (" + Sql.marks(barcodes.size()) + ")",
                arguments.toArray());
    }

    List<Stranded> waitingFor(String cause, String after, int limit) {
        return sql.list(
                "SELECT * FROM log_stranded WHERE cause = ? AND barcode > ? ORDER BY barcode LIMIT ?",
                StrandedTable::stranded,
                cause,
                after,
                limit);
    }

    /** @return those that are to be collected at a node */
    List<Stranded> boundFor(String node, String after, int limit) {
        return sql.list(
                "SELECT s.* FROM log_stranded s JOIN log_parcel p ON p.barcode = s.barcode WHERE p.to_node = ?"
                        + " AND s.barcode > ? ORDER BY s.barcode LIMIT ?",
                StrandedTable::stranded,
                node,
                after,
                limit);
    }

    long count(String cause) {
        return sql.one("SELECT COUNT(*) AS n FROM log_stranded WHERE cause = ?", row -> row.number("n"), cause)
                .orElseThrow();
    }

    private static Stranded stranded(Row row) {
        return new Stranded(
                row.string("barcode"),
                row.string("county_code"),
                row.string("at_node"),
                row.string("cause"),
                row.constant("reason", SlipReason.class),
                row.constant("why", Promise.Reason.class),
                row.string("actor"),
                row.string("note"),
                row.instant("since"));
    }
}

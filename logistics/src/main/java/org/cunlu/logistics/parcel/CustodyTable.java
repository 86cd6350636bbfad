package org.cunlu.logistics.parcel;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.parcel.Parcel.Change;

/** The table of the parcels' history: who had each in his hands, step by step. */
@Singleton
class CustodyTable {
    private static final String INSERT =
            "INSERT INTO log_custody (barcode, seq, county_code, what, state_from, state_to,"
                    + " from_kind, from_holder, to_kind, to_holder, in_bag, node_code, scan_key, actor, at,"
                    + " recorded_at, detail)";

    private final Sql sql;

    CustodyTable(Sql sql) {
        this.sql = sql;
    }

    /** A step that was taken. @param holder who had it afterwards */
    record Taken(String barcode, String what, String nodeCode, Holder holder, Instant at) {}

    void book(Parcel parcel, Act act) {
        sql.insertManySoon(
                INSERT, List.<Object[]>of(row(What.BOOK, parcel, null, parcel.position(), 1, act.at(), act)));
    }

    void moved(What what, List<Change> changes, Act act) {
        var rows = rows(what, changes, act);
        Together.now().ifPresentOrElse(scans -> scans.later(rows), () -> write(rows));
    }

    /** What was put off. */
    void write(List<Object[]> rows) {
        sql.insertManySoon(INSERT, rows);
    }

    private static List<Object[]> rows(What what, List<Change> changes, Act act) {
        return changes.stream()
                .map(change -> row(
                        what,
                        change.parcel(),
                        change.parcel().position(),
                        change.after(),
                        change.parcel().version() + 1,
                        change.at(act),
                        act))
                .toList();
    }

    private static Object[] row(
            What what,
            Parcel parcel,
            @Nullable Parcel.Position before,
            Parcel.Position after,
            int seq,
            Instant at,
            Act act) {
        return new Object[] {
            parcel.barcode(),
            seq,
            parcel.countyCode(),
            what,
            before == null ? null : before.state(),
            after.state(),
            before == null ? null : before.holder().kind(),
            before == null ? null : before.holder().id(),
            after.holder().kind(),
            after.holder().id(),
            after.inBag(),
            act.nodeCode(),
            act.scanKey(),
            act.actor(),
            at,
            act.recordedAt(),
            act.detail()
        };
    }

    List<Taken> of(Collection<String> barcodes) {
        return barcodes.isEmpty()
                ? List.of()
                : sql.list(
                        "SELECT barcode, what, node_code, to_kind, to_holder, at FROM log_custody WHERE barcode IN ("
                                + Sql.marks(barcodes.size()) + ") ORDER BY barcode, seq",
                        CustodyTable::taken,
                        barcodes.toArray());
    }

    private static Taken taken(Row row) {
        return new Taken(
                row.string("barcode"),
                row.string("what"),
                row.string("node_code"),
                new Holder(row.constant("to_kind", Holder.Kind.class), row.string("to_holder")),
                row.instant("at"));
    }
}

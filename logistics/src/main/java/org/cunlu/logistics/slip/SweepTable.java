package org.cunlu.logistics.slip;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;

/** The table of how far the re-routing for each closure has come. */
@Singleton
class SweepTable {
    private final Sql sql;

    SweepTable(Sql sql) {
        this.sql = sql;
    }

    /** @param sweptTo barcode behind which it goes on @param doneAt null while it goes on */
    record Sweep(
            String closureId,
            String sweptTo,
            int rerouted,
            int withoutWay,
            @Nullable Instant doneAt) {}

    void insert(String closureId) {
        sql.change(
                "INSERT INTO log_closure_sweep (closure_id, swept_to, rerouted, without_way) VALUES (?, '', 0, 0)",
                closureId);
    }

    /** Keeps other instances waiting until the transaction ends. */
    Optional<Sweep> lock(String closureId) {
        return sql.one("SELECT * FROM log_closure_sweep WHERE closure_id = ? FOR UPDATE", SweepTable::sweep, closureId);
    }

    Optional<Sweep> find(String closureId) {
        return sql.one("SELECT * FROM log_closure_sweep WHERE closure_id = ?", SweepTable::sweep, closureId);
    }

    void write(Sweep sweep) {
        sql.change(
                "UPDATE log_closure_sweep SET swept_to = ?, rerouted = ?, without_way = ?, done_at = ? WHERE closure_id = ?",
                sweep.sweptTo(),
                sweep.rerouted(),
                sweep.withoutWay(),
                sweep.doneAt(),
                sweep.closureId());
    }

    List<String> unfinished() {
        return sql.list(
                "SELECT closure_id FROM log_closure_sweep WHERE done_at IS NULL ORDER BY closure_id",
                row -> row.string("closure_id"));
    }

    private static Sweep sweep(Row row) {
        return new Sweep(
                row.string("closure_id"),
                row.string("swept_to"),
                row.integer("rerouted"),
                row.integer("without_way"),
                row.instant("done_at"));
    }
}

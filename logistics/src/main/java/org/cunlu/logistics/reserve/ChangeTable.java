package org.cunlu.logistics.reserve;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;

/** Changes that somebody asked for. */
@Singleton
class ChangeTable {
    private final Sql sql;

    ChangeTable(Sql sql) {
        this.sql = sql;
    }

    /** What may be changed at all. */
    enum Kind {
        PLACE,
        VARIETY,
        GRADE
    }

    /** Life of a change. */
    enum State {
        PROPOSED,
        DONE,
        REJECTED
    }

    /** @param toHolding for PLACE, with pieces @param toWords for the others */
    @Serdeable
    record Asked(
            String changeId,
            String holding,
            String lotId,
            Kind kind,
            @Nullable String toHolding,
            @Nullable String toWords,
            long pieces,
            String reason,
            State state,
            String proposedBy,
            @Nullable String decidedBy) {}

    void insert(Asked each, String countyCode, Instant now) {
        sql.change(
                "INSERT INTO log_reserve_change (change_id, county_code, holding_code, reserve_lot_id, kind, to_holding,"
                        + " to_words, pieces, reason, state, proposed_by, proposed_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'PROPOSED', ?, ?)",
                each.changeId(),
                countyCode,
                each.holding(),
                each.lotId(),
                each.kind(),
                each.toHolding(),
                each.toWords(),
                each.pieces(),
                each.reason(),
                each.proposedBy(),
                now);
    }

    Optional<Asked> find(String id) {
        return sql.one("SELECT * FROM log_reserve_change WHERE change_id = ?", ChangeTable::asked, id);
    }

    List<Asked> of(String holding, String after, int limit) {
        return sql.list(
                "SELECT * FROM log_reserve_change WHERE holding_code = ? AND change_id > ? ORDER BY change_id LIMIT "
                        + limit,
                ChangeTable::asked,
                holding,
                after);
    }

    /** @return false when it was decided before */
    boolean decide(String id, State state, String by, Instant now) {
        return sql.change(
                        "UPDATE log_reserve_change SET state = ?, decided_by = ?, decided_at = ? WHERE change_id = ?"
                                + " AND state = 'PROPOSED'",
                        state,
                        by,
                        now,
                        id)
                == 1;
    }

    private static Asked asked(Row row) {
        return new Asked(
                row.string("change_id"),
                row.string("holding_code"),
                row.string("reserve_lot_id"),
                row.constant("kind", Kind.class),
                row.string("to_holding"),
                row.string("to_words"),
                row.number("pieces"),
                row.string("reason"),
                row.constant("state", State.class),
                row.string("proposed_by"),
                row.string("decided_by"));
    }
}

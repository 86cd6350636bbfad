package org.cunlu.orders.presale;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.presale.Presale.Act;
import org.cunlu.orders.presale.Presale.State;

/** Rows of what was done to presales. */
@Singleton
class PresaleHistory {
    private final Sql sql;

    PresaleHistory(Sql sql) {
        this.sql = sql;
    }

    /** An act, and how the presale stood afterwards. @param reason null for none */
    @Serdeable
    record Step(
            int version,
            Act act,
            State state,
            long forecast,
            LocalDate shipFrom,
            LocalDate shipTo,
            @Nullable String reason,
            Instant at) {}

    void insert(Presale after, Act act, @Nullable String reason, Instant at, String actor) {
        sql.change(
                "INSERT INTO ord_presale_history (presale_id, version, county_code, act, state, forecast, ship_from, ship_to,"
                        + " reason, at, actor) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                after.presaleId(),
                after.version(),
                after.countyCode(),
                act,
                after.state(),
                after.terms().forecast(),
                after.terms().shipFrom(),
                after.terms().shipTo(),
                reason,
                at,
                actor);
    }

    List<Step> of(String presaleId) {
        return sql.list(
                "SELECT * FROM ord_presale_history WHERE presale_id = ? ORDER BY version",
                row -> new Step(
                        row.integer("version"),
                        row.constant("act", Act.class),
                        row.constant("state", State.class),
                        row.number("forecast"),
                        row.date("ship_from"),
                        row.date("ship_to"),
                        row.string("reason"),
                        row.instant("at")),
                presaleId);
    }
}

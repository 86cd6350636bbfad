package org.cunlu.logistics.dispatch;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.RoadMatrix.Matrix;
import org.cunlu.logistics.dispatch.Sheet.Tour;
import org.cunlu.logistics.dispatch.Sheet.Tours;

/** The table of plans. */
@Singleton
class PlanTable {
    private final Sql sql;
    private final JsonMapper json;

    PlanTable(Sql sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    enum State {
        DRAFT,
        PUBLISHED,
        REPLACED
    }

    /** @param basedOn the published plan that it changes; null for none */
    record Plan(
            String id,
            String county,
            String depot,
            LocalDate day,
            int version,
            State state,
            @Nullable String basedOn,
            Sheet sheet,
            List<Tour> tours) {}

    /** Barcodes by stop. @param given delivered there @param taken collected there */
    @Serdeable
    record Things(Map<String, List<String>> given, Map<String, List<String>> taken) {
        Things {
            given = Map.copyOf(given);
            taken = Map.copyOf(taken);
        }
    }

    void insert(Plan plan, Things things, byte[] roads, String by, Instant at) {
        sql.change(
                "INSERT INTO log_tour_plan (plan_id, county_code, depot_code, service_date, version, state, based_on, sheet, tours,"
                        + " things, roads, made_by, made_at) VALUES (?, ?, ?, ?, ?, 'DRAFT', ?, ?, ?, ?, ?, ?, ?)",
                plan.id(),
                plan.county(),
                plan.depot(),
                plan.day(),
                plan.version(),
                plan.basedOn(),
                write(plan.sheet()),
                write(new Tours(plan.tours())),
                write(things),
                roads,
                by,
                at);
    }

    Optional<Plan> find(String id) {
        return one("", id);
    }

    Optional<Plan> lock(String id) {
        return one(" FOR UPDATE", id);
    }

    private Optional<Plan> one(String how, String id) {
        return sql.one(
                "SELECT plan_id, county_code, depot_code, service_date, version, state, based_on, sheet, tours FROM log_tour_plan"
                        + " WHERE plan_id = ?" + how,
                this::plan,
                id);
    }

    /** @return id of the published plan of a depot and day */
    Optional<String> live(String depot, LocalDate day) {
        return sql.one(
                "SELECT plan_id FROM log_tour_plan WHERE depot_code = ? AND service_date = ? AND live = 1",
                row -> row.string("plan_id"),
                depot,
                day);
    }

    /** @return a plan in short: the latest first */
    List<Short> list(String depot, LocalDate day) {
        return sql.list(
                "SELECT plan_id, version, state, based_on, made_at FROM log_tour_plan WHERE depot_code = ? AND service_date = ?"
                        + " ORDER BY plan_id DESC LIMIT 100",
                row -> new Short(
                        row.string("plan_id"),
                        row.integer("version"),
                        row.constant("state", State.class),
                        row.string("based_on"),
                        row.instant("made_at")),
                depot,
                day);
    }

    @Serdeable
    record Short(
            String plan, int version, State state, @Nullable String basedOn, Instant madeAt) {}

    Matrix roads(String id) {
        return sql.one("SELECT roads FROM log_tour_plan WHERE plan_id = ?", row -> Matrix.of(row.bytes("roads")), id)
                .orElseThrow();
    }

    byte[] roadBytes(String id) {
        return sql.one("SELECT roads FROM log_tour_plan WHERE plan_id = ?", row -> row.bytes("roads"), id)
                .orElseThrow();
    }

    Things things(String id) {
        return sql.one(
                        "SELECT things FROM log_tour_plan WHERE plan_id = ?",
                        row -> read(row.string("things"), Things.class),
                        id)
                .orElseThrow();
    }

    /** @return false when it is not a draft as it was seen */
    boolean change(String id, int seen, Sheet sheet, List<Tour> tours) {
        return sql.change(
                        "UPDATE log_tour_plan SET sheet = ?, tours = ?, version = version + 1 WHERE plan_id = ? AND version = ? AND"
                                + " state = 'DRAFT'",
                        write(sheet),
                        write(new Tours(tours)),
                        id,
                        seen)
                == 1;
    }

    /** @return false when it is not a draft as it was seen */
    boolean publish(String id, int seen, String by, Instant at) {
        return sql.change(
                        "UPDATE log_tour_plan SET state = 'PUBLISHED', live = 1, published_by = ?, published_at = ?, version ="
                                + " version + 1 WHERE plan_id = ? AND version = ? AND state = 'DRAFT'",
                        by,
                        at,
                        id,
                        seen)
                == 1;
    }

    /** @return false when it is not the published one any more */
    boolean replaced(String id) {
        return sql.change(
                        "UPDATE log_tour_plan SET state = 'REPLACED', live = NULL, version = version + 1 WHERE plan_id = ? AND live = 1",
                        id)
                == 1;
    }

    private Plan plan(Row row) {
        return new Plan(
                row.string("plan_id"),
                row.string("county_code"),
                row.string("depot_code"),
                row.date("service_date"),
                row.integer("version"),
                row.constant("state", State.class),
                row.string("based_on"),
                read(row.string("sheet"), Sheet.class),
                read(row.string("tours"), Tours.class).tours());
    }

    String write(Object value) {
        try {
            return new String(json.writeValueAsBytes(value), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    <T> T read(String text, Class<T> type) {
        try {
            return json.readValue(text.getBytes(StandardCharsets.UTF_8), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

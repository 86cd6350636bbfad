package org.cunlu.logistics.run;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.StationWork.Outcome;

/** The table of steps with their answers, reports among them. */
@Singleton
class StepTable {
    private final Sql sql;

    StepTable(Sql sql) {
        this.sql = sql;
    }

    /** An answer that was given before, and whether it was to this very step. */
    record Remembered(Answer answer, boolean same) {}

    Optional<Remembered> remembered(Step step) {
        return sql.one(
                "SELECT kind, CONCAT(line_code, '/', service_date) AS trip, node_code, thing, minutes, reason, photo_id,"
                        + " device_time, outcome, code, title, state FROM log_run_step WHERE device = ? AND step_id = ?",
                row -> new Remembered(answer(step, row), same(step, row)),
                step.device(),
                step.stepId());
    }

    private static Answer answer(Step step, Row row) {
        return new Answer(
                step.stepId(),
                row.constant("outcome", Outcome.class),
                row.string("code"),
                row.string("title"),
                row.string("state"));
    }

    private static boolean same(Step step, Row row) {
        Long minutes = row.numberOrNull("minutes");
        return step.kind() == row.constant("kind", Step.Kind.class)
                && Objects.equals(step.trip(), row.string("trip"))
                && Objects.equals(step.node(), row.string("node_code"))
                && Objects.equals(step.thing(), row.string("thing"))
                && Objects.equals(step.minutes(), minutes == null ? null : minutes.intValue())
                && Objects.equals(step.why(), row.string("reason"))
                // Of what was refused it is not kept.
                && (row.string("photo_id") == null || row.string("photo_id").equals(step.photoId()));
    }

    /** @throws org.cunlu.kernel.db.SqlFailure duplicate, when a rival with the same step was first */
    void insert(Step step, DatedTrip trip, String county, String actor, Instant at, Instant now, Answer answer) {
        boolean whole = step.whole();
        sql.change(
                "INSERT INTO log_run_step (device, step_id, county_code, line_code, service_date, kind, node_code, thing,"
                        + " minutes, reason, actor, device_time, occurred_at, recorded_at, outcome, code, title, state,"
                        + " photo_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                step.device(),
                step.stepId(),
                county,
                trip.line().code(),
                trip.date(),
                step.kind(),
                whole ? step.node() : null,
                whole ? step.thing() : null,
                whole ? step.minutes() : null,
                whole ? step.why() : null,
                actor,
                step.deviceTime(),
                at,
                now,
                answer.outcome(),
                answer.code(),
                answer.title(),
                answer.state(),
                answer.applied() ? step.photoId() : null);
    }

    /** Something that a dispatcher must take note of. */
    record Told(
            String line,
            String device,
            String stepId,
            Step.Kind kind,
            @Nullable String nodeCode,
            @Nullable Integer minutes,
            @Nullable String reason,
            Instant at,
            @Nullable String seenBy,
            @Nullable Instant seenAt) {}

    /** @return what crews reported of a day's trips, in order */
    List<Told> reports(LocalDate date) {
        return sql.list(
                "SELECT line_code, device, step_id, kind, node_code, minutes, reason, occurred_at, seen_by, seen_at"
                        + " FROM log_run_step WHERE service_date = ? AND kind IN ('PASS', 'LATE', 'BROKE_DOWN', 'ROAD_CLOSED')"
                        + " AND outcome = 'APPLIED' ORDER BY occurred_at, step_id",
                StepTable::told,
                date);
    }

    private static Told told(Row row) {
        Long minutes = row.numberOrNull("minutes");
        return new Told(
                row.string("line_code"),
                row.string("device"),
                row.string("step_id"),
                row.constant("kind", Step.Kind.class),
                row.string("node_code"),
                minutes == null ? null : minutes.intValue(),
                row.string("reason"),
                row.instant("occurred_at"),
                row.string("seen_by"),
                row.instant("seen_at"));
    }

    /** @return how many reports of a trip were not taken note of before */
    int seen(DatedTrip trip, String by, Instant at) {
        return sql.change(
                "UPDATE log_run_step SET seen_by = ?, seen_at = ? WHERE line_code = ? AND service_date = ?"
                        + " AND kind IN ('PASS', 'LATE', 'BROKE_DOWN', 'ROAD_CLOSED') AND outcome = 'APPLIED'"
                        + " AND seen_at IS NULL AND recorded_at <= ?",
                by,
                at,
                trip.line().code(),
                trip.date(),
                at);
    }
}

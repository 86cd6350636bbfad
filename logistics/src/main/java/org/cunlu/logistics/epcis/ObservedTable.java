package org.cunlu.logistics.epcis;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.id.Ids;
import org.cunlu.logistics.CustodyLog.Mark;
import org.cunlu.logistics.epcis.EventQuery.Words;

/** The tables of events that others handed in. */
@Singleton
class ObservedTable {
    private final Sql sql;
    private final Ids ids;

    ObservedTable(Sql sql, Ids ids) {
        this.sql = sql;
        this.ids = ids;
    }

    /** What was handed in at once. @param repeated events of it that were there before */
    record Capture(String captureId, int events, int repeated, Instant recordedAt) {}

    /** An event that was handed in. @param body as it came, in JSON */
    record Observed(Mark mark, String eventId, String sender, String body) {}

    void capture(Capture capture, String county, String sender) {
        sql.change(
                "INSERT INTO log_epcis_capture (capture_id, county_code, sender, events, repeated, recorded_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                capture.captureId(),
                county,
                sender,
                capture.events(),
                capture.repeated(),
                capture.recordedAt());
    }

    Optional<Capture> capture(String captureId, String sender) {
        return sql.one(
                "SELECT capture_id, events, repeated, recorded_at FROM log_epcis_capture"
                        + " WHERE capture_id = ? AND sender = ?",
                row -> new Capture(
                        row.string("capture_id"),
                        row.integer("events"),
                        row.integer("repeated"),
                        row.instant("recorded_at")),
                captureId,
                sender);
    }

    /** @return whether it is new: the same event of the same sender is kept once */
    boolean insert(String captureId, String county, String sender, ObservedEvent event, String body, Instant now) {
        String id = ids.next();
        sql.change(
                "INSERT INTO log_epcis_observed (observed_id, capture_id, county_code, sender, event_id, event_type,"
                        + " action, biz_step, disposition, read_point, biz_location, event_time, recorded_at, body)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE event_id = event_id",
                id,
                captureId,
                county,
                sender,
                event.eventId(),
                event.type(),
                event.action(),
                event.bizStep(),
                event.disposition(),
                event.readPoint(),
                event.bizLocation(),
                event.time(),
                now,
                body);
        boolean fresh = sql.one(
                        "SELECT observed_id FROM log_epcis_observed WHERE observed_id = ?",
                        row -> row.string("observed_id"),
                        id)
                .isPresent();
        if (fresh) {
            var parts = Stream.concat(
                            event.epcs().stream().map(epc -> new Object[] {id, "EPC", epc}),
                            Stream.ofNullable(event.parent()).map(epc -> new Object[] {id, "PARENT", epc}))
                    .toList();
            sql.insertMany("INSERT INTO log_epcis_observed_epc (observed_id, part, epc)", parts);
        }
        return fresh;
    }

    List<Observed> events(String county, EventQuery query, int limit) {
        Words words = query.words();
        var where = new StringBuilder("county_code = ? AND recorded_at < ?");
        var arguments = new ArrayList<Object>(List.of(county, query.wanted().recordedBefore()));
        if (query.after() != null) {
            Mark after = query.after();
            where.append(" AND (recorded_at > ? OR (recorded_at = ? AND observed_id > ?))");
            arguments.addAll(List.of(after.recordedAt(), after.recordedAt(), after.barcode()));
        }
        since("recorded_at >= ?", query.wanted().recordedFrom(), where, arguments);
        since("event_time >= ?", query.wanted().from(), where, arguments);
        since("event_time < ?", query.wanted().before(), where, arguments);
        in("event_type", words.types(), where, arguments);
        in("action", words.actions(), where, arguments);
        in("biz_step", words.bizSteps(), where, arguments);
        in("disposition", words.dispositions(), where, arguments);
        in("read_point", words.readPoints(), where, arguments);
        in("biz_location", words.locations(), where, arguments);
        of("part = 'EPC'", words.epcs(), where, arguments);
        of("part = 'PARENT'", words.parents(), where, arguments);
        of("TRUE", words.any(), where, arguments);
        arguments.add(limit);
        return sql.list(
                "SELECT observed_id, recorded_at, event_id, sender, body FROM log_epcis_observed WHERE " + where
                        + " ORDER BY recorded_at, observed_id LIMIT ?",
                row -> new Observed(
                        new Mark(row.instant("recorded_at"), row.string("observed_id"), 0),
                        row.string("event_id"),
                        row.string("sender"),
                        row.string("body")),
                arguments.toArray());
    }

    private static void since(String condition, @Nullable Instant moment, StringBuilder where, List<Object> arguments) {
        if (moment != null) {
            where.append(" AND ").append(condition);
            arguments.add(moment);
        }
    }

    private static void in(String column, @Nullable List<String> values, StringBuilder where, List<Object> arguments) {
        if (values != null) {
            where.append(" AND ")
                    .append(column)
                    .append(" IN (")
                    .append(Sql.marks(values.size()))
                    .append(")");
            arguments.addAll(values);
        }
    }

    private static void of(String part, @Nullable List<String> epcs, StringBuilder where, List<Object> arguments) {
        if (epcs != null) {
            where.append(" AND observed_id IN (SELECT observed_id FROM log_epcis_observed_epc WHERE ")
                    .append(part)
                    .append(" AND epc IN (")
                    .append(Sql.marks(epcs.size()))
                    .append("))");
            arguments.addAll(epcs);
        }
    }
}

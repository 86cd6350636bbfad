package org.cunlu.logistics.release;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.release.Release.Line;
import org.cunlu.logistics.release.Release.Place;
import org.cunlu.logistics.release.Release.PlaceState;
import org.cunlu.logistics.release.Release.Share;

/** What is to be released, for whom, and what each place gets. */
@Singleton
class PlaceTable {
    private final Sql sql;

    PlaceTable(Sql sql) {
        this.sql = sql;
    }

    /** A release that is for a place. */
    record Coming(String releaseId, Place place) {}

    void insert(Release release, List<Line> lines, List<Place> places) {
        sql.insertMany(
                "INSERT INTO log_release_line (release_id, line_no, county_code, commodity, sku_code, pieces,"
                        + " need_per_1000, price_fen)",
                lines.stream()
                        .map(line -> new Object[] {
                            release.releaseId(),
                            line.lineNo(),
                            release.countyCode(),
                            line.commodity(),
                            line.skuCode(),
                            line.pieces(),
                            line.needPer1000(),
                            line.priceFen()
                        })
                        .toList());
        sql.insertMany(
                "INSERT INTO log_release_place (release_id, node_code, county_code, people, metres, state)",
                places.stream()
                        .map(place -> new Object[] {
                            release.releaseId(),
                            place.nodeCode(),
                            release.countyCode(),
                            place.people(),
                            place.metres(),
                            place.state()
                        })
                        .toList());
    }

    void insertShares(Release release, List<Share> shares) {
        sql.insertMany(
                "INSERT INTO log_release_share (release_id, line_no, node_code, county_code, need, weight, pieces, handed)",
                shares.stream()
                        .map(share -> new Object[] {
                            release.releaseId(),
                            share.lineNo(),
                            share.nodeCode(),
                            release.countyCode(),
                            share.need(),
                            share.weight(),
                            share.pieces(),
                            share.handed()
                        })
                        .toList());
    }

    List<Line> lines(String releaseId) {
        return sql.list(
                "SELECT * FROM log_release_line WHERE release_id = ? ORDER BY line_no",
                row -> new Line(
                        row.integer("line_no"),
                        row.string("commodity"),
                        row.string("sku_code"),
                        row.number("pieces"),
                        row.number("need_per_1000"),
                        row.number("price_fen")),
                releaseId);
    }

    List<Place> places(String releaseId) {
        return sql.list(
                "SELECT * FROM log_release_place WHERE release_id = ? ORDER BY node_code",
                PlaceTable::place,
                releaseId);
    }

    List<Share> shares(String releaseId) {
        return sql.list(
                "SELECT * FROM log_release_share WHERE release_id = ? ORDER BY line_no, node_code",
                PlaceTable::share,
                releaseId);
    }

    /** @return by line, locked */
    List<Share> lockShares(String releaseId, String nodeCode) {
        return sql.list(
                "SELECT * FROM log_release_share WHERE release_id = ? AND node_code = ? ORDER BY line_no FOR UPDATE",
                PlaceTable::share,
                releaseId,
                nodeCode);
    }

    /** @return releases that are on their way to a node, the newest first */
    List<Coming> coming(String nodeCode, int limit) {
        return sql.list(
                "SELECT * FROM log_release_place WHERE node_code = ? AND state IN ('WAITING', 'SENT')"
                        + " ORDER BY release_id DESC LIMIT " + limit,
                row -> new Coming(row.string("release_id"), place(row)),
                nodeCode);
    }

    void allWaiting(String releaseId) {
        sql.change("UPDATE log_release_place SET state = 'WAITING' WHERE release_id = ?", releaseId);
    }

    /** @return false when somebody else has sent it */
    boolean sent(String releaseId, String nodeCode, Instant promisedAt) {
        return sql.change(
                        "UPDATE log_release_place SET state = 'SENT', promised_at = ?, hindrance = NULL"
                                + " WHERE release_id = ? AND node_code = ? AND state = 'WAITING'",
                        promisedAt,
                        releaseId,
                        nodeCode)
                == 1;
    }

    void promised(String releaseId, String nodeCode, Instant promisedAt) {
        sql.change(
                "UPDATE log_release_place SET promised_at = ? WHERE release_id = ? AND node_code = ? AND state = 'SENT'",
                promisedAt,
                releaseId,
                nodeCode);
    }

    void hindered(String releaseId, String nodeCode, String why) {
        sql.change(
                "UPDATE log_release_place SET hindrance = ? WHERE release_id = ? AND node_code = ? AND state = 'WAITING'",
                why,
                releaseId,
                nodeCode);
    }

    /** @return false when there are not so many */
    boolean handed(String releaseId, String nodeCode, int lineNo, long pieces) {
        return sql.change(
                        "UPDATE log_release_share SET handed = handed + ? WHERE release_id = ? AND node_code = ?"
                                + " AND line_no = ? AND handed + ? <= pieces",
                        pieces,
                        releaseId,
                        nodeCode,
                        lineNo,
                        pieces)
                == 1;
    }

    boolean served(String releaseId, String nodeCode, String by, Instant at) {
        return sql.change(
                        "UPDATE log_release_place SET state = 'SERVED', served_at = ?, served_by = ? WHERE release_id = ?"
                                + " AND node_code = ? AND state = 'SENT'",
                        at,
                        by,
                        releaseId,
                        nodeCode)
                == 1;
    }

    /** @return places by state that are not served yet */
    long unserved(String releaseId, @Nullable PlaceState only) {
        return places(releaseId).stream()
                .filter(place -> only == null ? place.state() != PlaceState.SERVED : place.state() == only)
                .count();
    }

    /** @return those of one release whose people wait beyond its time, untold */
    List<Place> late(String releaseId, Instant deliverBy, Instant now) {
        return places(releaseId).stream()
                .filter(place -> place.lateToldAt() == null && place.state() != PlaceState.SERVED)
                .filter(place -> now.isAfter(deliverBy)
                        || place.hindrance() != null
                        || place.promisedAt() != null && place.promisedAt().isAfter(deliverBy))
                .collect(Collectors.toList());
    }

    boolean lateTold(String releaseId, String nodeCode, Instant at) {
        return sql.change(
                        "UPDATE log_release_place SET late_told_at = ? WHERE release_id = ? AND node_code = ?"
                                + " AND late_told_at IS NULL",
                        at,
                        releaseId,
                        nodeCode)
                == 1;
    }

    private static Place place(Row row) {
        return new Place(
                row.string("node_code"),
                row.integer("people"),
                row.number("metres"),
                row.constant("state", PlaceState.class),
                row.instant("promised_at"),
                row.string("hindrance"),
                row.instant("served_at"),
                row.string("served_by"),
                row.instant("late_told_at"));
    }

    private static Share share(Row row) {
        return new Share(
                row.integer("line_no"),
                row.string("node_code"),
                row.number("need"),
                row.number("weight"),
                row.number("pieces"),
                row.number("handed"));
    }
}

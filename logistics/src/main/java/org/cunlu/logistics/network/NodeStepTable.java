package org.cunlu.logistics.network;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.Node.Status;
import org.cunlu.logistics.NodeDesk.Step;
import org.cunlu.logistics.Suspensions.Suspended;

/** The history of each node's life. */
@Singleton
class NodeStepTable {
    /** Longer than another instance may still promise by the network as it was. */
    static final int SETTLED_SECONDS = 5;

    private static final int ROWS_PER_STATEMENT = 100;

    private final Sql sql;
    private final Clock clock;
    private final String county;

    NodeStepTable(Sql sql, Clock clock, NetworkTables tables) {
        this.sql = sql;
        this.clock = clock;
        this.county = tables.county();
    }

    /** Joins the caller's transaction, which holds {@link NetworkTables#lock()}: the numbers come from what is there. */
    void write(Tables before, Tables after, String actor, String why) {
        var changed = after.places().values().stream()
                .filter(place -> status(before, place.code()) != place.node().status())
                .toList();
        Instant now = clock.instant();
        for (int from = 0; from < changed.size(); from += ROWS_PER_STATEMENT) {
            List<Place> some = changed.subList(from, Math.min(changed.size(), from + ROWS_PER_STATEMENT));
            Map<String, Integer> last = last(some);
            var rows = new ArrayList<Object[]>();
            for (Place place : some) {
                Status was = status(before, place.code());
                int seq = last.getOrDefault(place.code(), 0);
                Status to = place.node().status();
                for (Status step : was == null ? List.of(to) : NodeLife.way(was, to)) {
                    rows.add(new Object[] {place.code(), ++seq, county, was, step, actor, why, now});
                    was = step;
                }
            }
            sql.insertMany(
                    "INSERT INTO log_node_step (node_code,seq,county_code,from_status,to_status,actor,why,at)", rows);
        }
    }

    private Map<String, Integer> last(List<Place> places) {
        var last = new HashMap<String, Integer>();
        sql.list(
                        "SELECT node_code, MAX(seq) AS last FROM log_node_step WHERE node_code IN ("
                                + Sql.marks(places.size()) + ") GROUP BY node_code",
                        row -> Map.entry(row.string("node_code"), row.integer("last")),
                        places.stream().map(Place::code).toArray())
                .forEach(each -> last.put(each.getKey(), each.getValue()));
        return last;
    }

    List<Step> of(String code) {
        return sql.list(
                "SELECT from_status, to_status, actor, why, at FROM log_node_step WHERE node_code = ? ORDER BY seq",
                NodeStepTable::step,
                code);
    }

    /** @return the steps of each node of the county, by its code */
    Map<String, BuildOut.Life> lives() {
        record Moment(String code, BuildOut.Life.Moment moment) {}
        var moments = new HashMap<String, List<BuildOut.Life.Moment>>();
        sql.list(
                        "SELECT node_code, to_status, at FROM log_node_step WHERE county_code = ? ORDER BY node_code, seq",
                        row -> new Moment(
                                row.string("node_code"),
                                new BuildOut.Life.Moment(row.constant("to_status", Status.class), row.instant("at"))),
                        county)
                .forEach(each -> moments.computeIfAbsent(each.code(), code -> new ArrayList<>())
                        .add(each.moment()));
        var lives = new HashMap<String, BuildOut.Life>();
        moments.forEach((code, of) -> lives.put(code, new BuildOut.Life(of)));
        return lives;
    }

    /** @return nodes that are so now, with the step by which they became it, by their codes */
    List<Suspended> now(Status status) {
        return sql.list(
                "SELECT s.node_code, s.seq, s.county_code, s.actor, s.why, s.at FROM log_node_step s JOIN log_node n"
                        + " ON n.code = s.node_code WHERE s.county_code = ? AND s.to_status = ?"
                        + " AND n.status = s.to_status AND s.seq = (SELECT MAX(l.seq) FROM log_node_step l"
                        + " WHERE l.node_code = s.node_code) ORDER BY s.node_code",
                row -> new Suspended(
                        row.string("node_code"),
                        row.string("county_code"),
                        row.integer("seq"),
                        row.string("actor"),
                        row.string("why"),
                        row.instant("at")),
                county,
                status);
    }

    /** @return whether the node's last step is so old that every instance knows it */
    boolean settled(String code) {
        return sql.one(
                                "SELECT COUNT(*) AS n FROM log_node_step WHERE node_code = ?"
                                        + " AND written_at > CURRENT_TIMESTAMP(3) - INTERVAL " + SETTLED_SECONDS
                                        + " SECOND",
                                row -> row.number("n"),
                                code)
                        .orElseThrow()
                == 0;
    }

    @Nullable
    private static Status status(Tables tables, String code) {
        Place place = tables.places().get(code);
        return place == null ? null : place.node().status();
    }

    private static Step step(Row row) {
        String from = row.string("from_status");
        return new Step(
                from == null ? null : Status.valueOf(from),
                row.constant("to_status", Status.class),
                row.string("actor"),
                row.string("why"),
                row.instant("at"));
    }
}

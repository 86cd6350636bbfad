package org.cunlu.logistics.network;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.Closure;
import org.cunlu.logistics.Closures.Closed;

/** The table of closures of this county. */
@Singleton
class ClosureTable {
    /** Whoever searches may begin in the past. */
    private static final Duration OVER = Duration.ofDays(3);

    private static final String SELECT = "SELECT * FROM log_closure WHERE county_code = ? ";

    private final Sql sql;
    private final String county;
    private final Clock clock;

    ClosureTable(Sql sql, NetworkTables tables, Clock clock) {
        this.sql = sql;
        this.county = tables.county();
        this.clock = clock;
    }

    void insert(Closure closure, String why, String actor) {
        sql.change(
                "INSERT INTO log_closure (closure_id, county_code, kind, node_code, other_node, line_code, from_at, until_at,"
                        + " why, closed_by, closed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                closure.id(),
                county,
                closure.kind(),
                closure.node(),
                closure.other(),
                closure.line(),
                closure.from(),
                closure.until(),
                why,
                actor,
                clock.instant());
    }

    boolean lift(String id, String actor) {
        return sql.change(
                        "UPDATE log_closure SET lifted_by = ?, lifted_at = ? WHERE closure_id = ? AND county_code = ?"
                                + " AND lifted_at IS NULL",
                        actor,
                        clock.instant(),
                        id,
                        county)
                == 1;
    }

    Optional<Closed> find(String id) {
        return sql.one(SELECT + "AND closure_id = ?", ClosureTable::closed, county, id);
    }

    List<Closed> list(boolean standing, String after, int limit) {
        return standing
                ? sql.list(
                        SELECT + "AND lifted_at IS NULL AND (until_at IS NULL OR until_at > ?) AND closure_id > ?"
                                + " ORDER BY closure_id LIMIT ?",
                        ClosureTable::closed,
                        county,
                        clock.instant(),
                        after,
                        limit)
                : sql.list(
                        SELECT + "AND closure_id > ? ORDER BY closure_id LIMIT ?",
                        ClosureTable::closed,
                        county,
                        after,
                        limit);
    }

    /** @return all that may matter to a way */
    List<Closure> standing() {
        return sql.list(
                SELECT + "AND lifted_at IS NULL AND (until_at IS NULL OR until_at > ?) ORDER BY closure_id",
                row -> closed(row).closure(),
                county,
                clock.instant().minus(OVER));
    }

    private static Closed closed(Row row) {
        return new Closed(
                new Closure(
                        row.string("closure_id"),
                        row.string("county_code"),
                        row.constant("kind", Closure.Kind.class),
                        row.string("node_code"),
                        row.string("other_node"),
                        row.string("line_code"),
                        row.instant("from_at"),
                        row.instant("until_at")),
                row.string("why"),
                row.string("closed_by"),
                row.instant("closed_at"),
                row.string("lifted_by"),
                row.instant("lifted_at"));
    }
}

package org.cunlu.logistics.standin;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.id.Ids;

/** Releases as three people would have brought them to their end, for tests of what they take from the reserve. */
@Singleton
@Requires(property = "logistics.stand-ins", value = "true")
public class StandInReleases {
    private final Sql sql;
    private final Ids ids;

    StandInReleases(Sql sql, Ids ids) {
        this.sql = sql;
        this.ids = ids;
    }

    /** Joins the caller's transaction, which takes the pieces. @return its id */
    public String delivered(
            String county, String programme, String holding, String node, String sku, String lot, long pieces) {
        String release = ids.next();
        sql.change(
                "INSERT INTO log_release (release_id, county_code, level_code, drill, state, occasion, valid_until,"
                        + " proposed_by, proposed_at, approved_by, approved_at, opened_at, delivered_at) VALUES (?, ?, 'COUNTY', 0,"
                        + " 'DELIVERED', 'test', '2099-01-01', 'proposer', UTC_TIMESTAMP(3), 'authority', UTC_TIMESTAMP(3),"
                        + " UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))",
                release,
                county);
        step(release, county, "PROPOSED", "proposer");
        step(release, county, "APPROVED", "authority");
        step(release, county, "DELIVERED", "authority");
        sql.change(
                "INSERT INTO log_release_line (release_id, line_no, county_code, commodity, sku_code, pieces,"
                        + " need_per_1000, price_fen) VALUES (?, 1, ?, 'WHEAT', ?, ?, 1, 0)",
                release,
                county,
                sku,
                pieces);
        sql.change(
                "INSERT INTO log_release_share (release_id, line_no, node_code, county_code, need, weight, pieces, handed)"
                        + " VALUES (?, 1, ?, ?, ?, 1, ?, ?)",
                release,
                node,
                county,
                pieces,
                pieces,
                pieces);
        sql.change(
                "INSERT INTO log_release_draw (release_id, draw_no, county_code, line_no, to_node, from_node, sku_code,"
                        + " lot_code, origin, programme, holding, owner_level, grams, pieces)"
                        + " VALUES (?, 1, ?, 1, ?, ?, ?, ?, 'RESERVE', ?, ?, 'COUNTY', ?, ?)",
                release,
                county,
                node,
                node,
                sku,
                lot,
                programme,
                holding,
                pieces,
                pieces);
        return release;
    }

    private void step(String release, String county, String state, String actor) {
        sql.change(
                "INSERT INTO log_release_step (step_id, release_id, county_code, to_state, actor, at)"
                        + " VALUES (?, ?, ?, ?, ?, UTC_TIMESTAMP(3))",
                ids.next(),
                release,
                county,
                state,
                actor);
    }
}

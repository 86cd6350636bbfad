package org.cunlu.search.offers;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.cunlu.kernel.db.Sql;

/** What the database holds of all offers at once: only their versions, which is less than catalog would tell. */
@Singleton
class Published {
    /** Later changes need not be in the index yet. */
    private static final int GRACE_SECONDS = 30;

    private final Sql sql;

    Published(Sql sql) {
        this.sql = sql;
    }

    /** @param settled whether it has been so for 30 seconds of real time */
    record Kept(long version, boolean onSale, boolean settled) {}

    /** Without those that the index refuses. */
    Sum sum() {
        return sql.one(
                        "SELECT COUNT(*) AS offers, COALESCE(SUM(version), 0) AS versions FROM cat_offer_told"
                                + " WHERE on_sale AND NOT EXISTS (SELECT 1 FROM sea_refused WHERE offer_id = cat_offer_told.id"
                                + " AND offer_version = cat_offer_told.version)",
                        row -> new Sum(row.number("offers"), row.number("versions")))
                .orElseThrow();
    }

    /** @return how many offers there are, on sale or not */
    long all() {
        return sql.one("SELECT COUNT(*) AS offers FROM cat_offer_told", row -> row.number("offers"))
                .orElseThrow();
    }

    /** @return all offers by id, as the snapshot sees them */
    static Map<String, Kept> in(Connection snapshot) throws SQLException {
        var kept = new HashMap<String, Kept>();
        try (var statement = snapshot.createStatement();
                var rows = statement.executeQuery("SELECT id, version, on_sale, recorded_at < TIMESTAMPADD(SECOND, -"
                        + GRACE_SECONDS + ", UTC_TIMESTAMP(3)) AS settled FROM cat_offer_told")) {
            while (rows.next()) {
                kept.put(
                        rows.getString("id"),
                        new Kept(rows.getLong("version"), rows.getBoolean("on_sale"), rows.getBoolean("settled")));
            }
        }
        return kept;
    }
}

package org.cunlu.kernel.trail;

import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;
import org.cunlu.kernel.audit.Finding;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.privacy.KeyedMac;

/** Walks along the chain of seals, a piece at a time, and looks for rows that are not in it. */
@Singleton
class TrailInvariant implements Invariant {
    private static final int PIECE = 2000;
    private static final int GRACE_SECONDS = 30;
    private static final int SHOWN_MAX = 10;
    private static final int SEAL_BYTES = 32;

    private final KeyedMac mac;

    TrailInvariant(KeyedMac mac) {
        this.mac = mac;
    }

    @Override
    public String name() {
        return "trail unbroken";
    }

    @Override
    public Finding check(Connection snapshot) throws SQLException {
        var walk = new Walk(mac.under(SealedRow.LABEL));
        while (piece(snapshot, walk)) {
            // The next piece begins where this one ended.
        }
        head(snapshot, walk);
        unsealed(snapshot, walk);
        return new Finding(walk.checked, walk.violations, walk.examples);
    }

    /** Where the walk stands and what it has found. */
    private static final class Walk {
        private final Mac hash;
        private final List<String> examples = new ArrayList<>();
        private long number;
        private byte[] seal = new byte[SEAL_BYTES];
        private long checked;
        private long violations;

        Walk(Mac hash) {
            this.hash = hash;
        }

        void wrong(long many, String what) {
            violations += many;
            if (examples.size() < SHOWN_MAX) {
                examples.add(what);
            }
        }
    }

    /** @return whether there may be more */
    private static boolean piece(Connection snapshot, Walk walk) throws SQLException {
        String sql = "SELECT s.seal_number, s.trail_id AS sealed_id, s.seal, " + SealedRow.COLUMNS
                + " FROM ker_trail_seal s LEFT JOIN ker_trail t ON t.trail_id = s.trail_id"
                + " WHERE s.seal_number > ? ORDER BY s.seal_number LIMIT " + PIECE;
        try (var statement = snapshot.prepareStatement(sql)) {
            statement.setLong(1, walk.number);
            try (var result = statement.executeQuery()) {
                int rows = 0;
                while (result.next()) {
                    step(result, walk);
                    rows++;
                }
                return rows == PIECE;
            }
        }
    }

    private static void step(ResultSet result, Walk walk) throws SQLException {
        long number = result.getLong("seal_number");
        byte[] seal = result.getBytes("seal");
        String id = result.getString("sealed_id");
        boolean gap = number != walk.number + 1;
        if (gap) {
            walk.wrong(number - walk.number - 1, "seals " + (walk.number + 1) + " to " + (number - 1) + " are missing");
        }
        if (result.getString("trail_id") == null) {
            walk.wrong(1, "row " + id + " of seal " + number + " is missing");
        } else if (!gap && !MessageDigest.isEqual(seal, row(result).seal(walk.hash, walk.seal, number))) {
            // After a gap nobody knows the seal before; the gap is the violation.
            walk.wrong(1, "row " + id + " or its place at seal " + number + " was changed");
        }
        walk.checked++;
        walk.number = number;
        walk.seal = seal;
    }

    private static void head(Connection snapshot, Walk walk) throws SQLException {
        try (var statement = snapshot.createStatement();
                var result = statement.executeQuery("SELECT seal_number, seal FROM ker_trail_head WHERE id = 1")) {
            if (!result.next()) {
                walk.wrong(1, "the head of the chain is missing");
            } else if (result.getLong("seal_number") != walk.number
                    || !MessageDigest.isEqual(result.getBytes("seal"), walk.seal)) {
                walk.wrong(
                        Math.max(1, result.getLong("seal_number") - walk.number),
                        "the chain ends at seal " + walk.number + ", its head says " + result.getLong("seal_number"));
            }
        }
    }

    private static void unsealed(Connection snapshot, Walk walk) throws SQLException {
        String sql = "SELECT t.trail_id FROM ker_trail t LEFT JOIN ker_trail_seal s ON s.trail_id = t.trail_id"
                + " WHERE s.trail_id IS NULL AND t.written_at < TIMESTAMPADD(SECOND, -" + GRACE_SECONDS
                + ", CURRENT_TIMESTAMP(3))";
        try (var statement = snapshot.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            // Row by row: were the seals lost, a million rows would come.
            statement.setFetchSize(Integer.MIN_VALUE);
            try (var result = statement.executeQuery()) {
                while (result.next()) {
                    walk.checked++;
                    walk.wrong(1, "row " + result.getString(1) + " is not sealed");
                }
            }
        }
    }

    private static SealedRow row(ResultSet result) throws SQLException {
        return new SealedRow(
                result.getString("trail_id"),
                result.getString("county_code"),
                instant(result, "recorded_at"),
                result.getString("actor"),
                result.getString("act"),
                result.getString("subject"),
                result.getString("state_before"),
                result.getString("state_after"),
                instant(result, "written_at"));
    }

    private static Instant instant(ResultSet result, String column) throws SQLException {
        return result.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }
}

package org.cunlu.kernel.privacy;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.db.Sql;

/** Rows of {@code ker_data_key}. */
@Singleton
class DataKeyTable {
    /** @param wrapped null for number 1 */
    record Kept(int number, byte[] wrapped, DataKey.State state, Instant createdAt) {}

    private static final String ALL =
            "SELECT key_number, wrapped, state, created_at FROM ker_data_key ORDER BY key_number";

    private final Sql sql;

    DataKeyTable(Sql sql) {
        this.sql = sql;
    }

    /** @return by number, 1 first */
    List<Kept> all() {
        return list(ALL);
    }

    /** Waits for a rival rotation. */
    List<Kept> lock() {
        return list(ALL + " FOR UPDATE");
    }

    void insert(int number, byte[] wrapped) {
        sql.change(
                "INSERT INTO ker_data_key (key_number, wrapped, state, created_at) VALUES (?, ?, 'ACTIVE', UTC_TIMESTAMP(3))",
                number,
                wrapped);
    }

    int retireBefore(int number) {
        return sql.change(
                "UPDATE ker_data_key SET state = 'RETIRED' WHERE key_number < ? AND state = 'ACTIVE'", number);
    }

    /** @return whether it was wrapped as expected */
    boolean rewrap(int number, byte[] expected, byte[] wrapped) {
        return sql.change(
                        "UPDATE ker_data_key SET wrapped = ? WHERE key_number = ? AND wrapped = ?",
                        wrapped,
                        number,
                        expected)
                == 1;
    }

    private List<Kept> list(String statement) {
        return sql.list(
                statement,
                row -> new Kept(
                        row.integer("key_number"),
                        row.bytes("wrapped"),
                        row.constant("state", DataKey.State.class),
                        row.instant("created_at")));
    }
}

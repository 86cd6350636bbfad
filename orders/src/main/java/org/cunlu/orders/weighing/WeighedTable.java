package org.cunlu.orders.weighing;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.db.Sql;

/** Rows of what weight did to the money of lines, written once for each. */
@Singleton
class WeighedTable {
    private final Sql sql;

    WeighedTable(Sql sql) {
        this.sql = sql;
    }

    /** @param fen what its buyer pays less @param weighingId null where nobody weighed */
    record Weighed(
            String orderId,
            int lineNo,
            long grams,
            long fen,
            @Nullable String weighingId) {}

    void insert(String countyCode, List<Weighed> lines, Instant at) {
        sql.insertMany(
                "INSERT INTO ord_weighed (order_id, line_no, county_code, grams, fen, weighing_id, settled_at)",
                lines.stream()
                        .map(line -> new Object[] {
                            line.orderId(), line.lineNo(), countyCode, line.grams(), line.fen(), line.weighingId(), at
                        })
                        .toList());
    }
}

package org.cunlu.logistics.picking;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;

/** The table of short picks. */
@Singleton
class ShortTable {
    private final Sql sql;

    ShortTable(Sql sql) {
        this.sql = sql;
    }

    /**
     * Fewer were found than a line says.
     * @param missing of what was asked for; {@code elsewhere} and {@code without} together
     * @param writtenOff pieces that the books had there and that nobody found
     */
    @Serdeable
    record Shortage(
            String shortId,
            String lineId,
            String orderId,
            String skuCode,
            long missing,
            long elsewhere,
            long without,
            long writtenOff,
            @Nullable String adjustmentId,
            String picker,
            Instant at) {}

    void insert(PickLine line, Shortage shortage) {
        sql.change(
                "INSERT INTO log_pick_short (short_id, line_id, county_code, node_code, order_id, sku_code, missing,"
                        + " elsewhere, without, written_off, adjustment_id, picker, at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                shortage.shortId(),
                shortage.lineId(),
                line.countyCode(),
                line.nodeCode(),
                shortage.orderId(),
                shortage.skuCode(),
                shortage.missing(),
                shortage.elsewhere(),
                shortage.without(),
                shortage.writtenOff(),
                shortage.adjustmentId(),
                shortage.picker(),
                shortage.at());
    }

    /** @return newest first */
    List<Shortage> at(String nodeCode, @Nullable String before, int limit) {
        return sql.list(
                "SELECT * FROM log_pick_short WHERE node_code = ? AND short_id < ? ORDER BY short_id DESC LIMIT "
                        + limit,
                ShortTable::of,
                nodeCode,
                before == null ? "~" : before);
    }

    private static Shortage of(Row row) {
        return new Shortage(
                row.string("short_id"),
                row.string("line_id"),
                row.string("order_id"),
                row.string("sku_code"),
                row.number("missing"),
                row.number("elsewhere"),
                row.number("without"),
                row.number("written_off"),
                row.string("adjustment_id"),
                row.string("picker"),
                row.instant("at"));
    }
}

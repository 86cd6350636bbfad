package org.cunlu.logistics.dropoff;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.DropOffs.DropOff;
import org.cunlu.logistics.DropOffs.Outcome;

/** The table of what was handed in, taken or refused. */
@Singleton
class DropOffTable {
    private static final String SELECT = "SELECT drop_off_id, node_code, outcome, seller_code, villager_id, sku_code,"
            + " description, lot_code, pieces, weight_grams, grade, act_id, barcode, reason, taken_by, taken_at, photo_id"
            + " FROM log_drop_off ";

    private final Sql sql;

    DropOffTable(Sql sql) {
        this.sql = sql;
    }

    void insert(String countyCode, DropOff each) {
        sql.change(
                "INSERT INTO log_drop_off (drop_off_id, county_code, node_code, outcome, seller_code, villager_id,"
                        + " sku_code, description, lot_code, pieces, weight_grams, grade, act_id, barcode, reason,"
                        + " taken_by, taken_at, photo_id)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                each.dropOffId(),
                countyCode,
                each.node(),
                each.outcome(),
                each.seller(),
                each.villager(),
                each.skuCode(),
                each.goods(),
                each.lotCode(),
                each.pieces(),
                each.weightGrams(),
                each.grade(),
                each.actId(),
                each.barcode(),
                each.reason(),
                each.takenBy(),
                each.takenAt(),
                each.photoId());
    }

    Optional<DropOff> find(String dropOffId) {
        return sql.one(SELECT + "WHERE drop_off_id = ?", DropOffTable::dropOff, dropOffId);
    }

    /** @return of a node, the newest first */
    List<DropOff> of(String nodeCode, @Nullable String before, int limit) {
        return before == null
                ? sql.list(
                        SELECT + "WHERE node_code = ? ORDER BY drop_off_id DESC LIMIT " + limit,
                        DropOffTable::dropOff,
                        nodeCode)
                : sql.list(
                        SELECT + "WHERE node_code = ? AND drop_off_id < ? ORDER BY drop_off_id DESC LIMIT " + limit,
                        DropOffTable::dropOff,
                        nodeCode,
                        before);
    }

    /** The name of the node is for the caller to fill in. */
    private static DropOff dropOff(Row row) {
        return new DropOff(
                row.string("drop_off_id"),
                row.string("node_code"),
                row.string("node_code"),
                row.constant("outcome", Outcome.class),
                row.string("seller_code"),
                row.string("villager_id"),
                row.string("sku_code"),
                row.string("description"),
                row.string("lot_code"),
                row.number("pieces"),
                row.number("weight_grams"),
                row.string("grade"),
                row.string("act_id"),
                row.string("barcode"),
                row.string("reason"),
                row.string("taken_by"),
                row.instant("taken_at"),
                row.string("photo_id"));
    }
}

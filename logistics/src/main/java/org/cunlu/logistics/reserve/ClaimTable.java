package org.cunlu.logistics.reserve;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.id.Ids;
import org.cunlu.logistics.ReserveLot;
import org.cunlu.logistics.Stock.SkuAtNode;

/** What holders owe. */
@Singleton
class ClaimTable {
    private final Sql sql;
    private final Ids ids;

    ClaimTable(Sql sql, Ids ids) {
        this.sql = sql;
        this.ids = ids;
    }

    /** Life of a claim. */
    enum State {
        OPEN,
        SETTLED,
        WAIVED
    }

    /** @param cause deed that found it, {@link Unfit#EXPIRY} or {@link Unfit#RECALL} @param actId act on stock by which it was found @param madeGood pieces of it */
    @Serdeable
    record Claim(
            String claimId,
            String holding,
            String lotId,
            String skuCode,
            String node,
            String cause,
            String actId,
            long pieces,
            long madeGood,
            State state,
            Instant openedAt,
            String openedBy,
            @Nullable String why) {
        /** @return whether nothing is sold there while it is open */
        boolean blocks() {
            return ClaimTable.blocks(cause);
        }

        SkuAtNode key() {
            return new SkuAtNode(skuCode, node);
        }
    }

    static boolean blocks(String cause) {
        return !cause.equals(Unfit.EXPIRY) && !cause.equals(Unfit.RECALL);
    }

    String open(ReserveLot lot, String cause, String actId, long pieces, Instant now, String by) {
        String id = ids.next();
        sql.soonExactly(
                1,
                "INSERT INTO log_reserve_claim (claim_id, county_code, holding_code, reserve_lot_id, sku_code, node_code,"
                        + " cause, act_id, pieces, made_good, state, opened_at, opened_by)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 'OPEN', ?, ?)",
                id,
                lot.countyCode(),
                lot.holding(),
                lot.id(),
                lot.skuCode(),
                lot.nodeCode(),
                cause,
                actId,
                pieces,
                now,
                by);
        return id;
    }

    Optional<Claim> find(String id) {
        return sql.one("SELECT * FROM log_reserve_claim WHERE claim_id = ?", ClaimTable::claim, id);
    }

    /** @param after the last id that was seen */
    List<Claim> of(String holding, String after, int limit) {
        return sql.list(
                "SELECT * FROM log_reserve_claim WHERE holding_code = ? AND claim_id > ? ORDER BY claim_id LIMIT "
                        + limit,
                ClaimTable::claim,
                holding,
                after);
    }

    /** @return false when it is over, or fewer are owed */
    boolean make(String id, long pieces) {
        return sql.change(
                        "UPDATE log_reserve_claim SET made_good = made_good + ? WHERE claim_id = ? AND state = 'OPEN'"
                                + " AND made_good + ? <= pieces",
                        pieces,
                        id,
                        pieces)
                == 1;
    }

    /** @return whether nothing is owed any more, by this */
    boolean settle(String id, String by, Instant now) {
        return sql.change(
                        "UPDATE log_reserve_claim SET state = 'SETTLED', closed_by = ?, closed_at = ? WHERE claim_id = ?"
                                + " AND state = 'OPEN' AND made_good = pieces",
                        by,
                        now,
                        id)
                == 1;
    }

    boolean waive(String id, String by, Instant now, String why) {
        return sql.change(
                        "UPDATE log_reserve_claim SET state = 'WAIVED', closed_by = ?, closed_at = ?, why = ?"
                                + " WHERE claim_id = ? AND state = 'OPEN'",
                        by,
                        now,
                        why,
                        id)
                == 1;
    }

    private static Claim claim(Row row) {
        return new Claim(
                row.string("claim_id"),
                row.string("holding_code"),
                row.string("reserve_lot_id"),
                row.string("sku_code"),
                row.string("node_code"),
                row.string("cause"),
                row.string("act_id"),
                row.number("pieces"),
                row.number("made_good"),
                row.constant("state", State.class),
                row.instant("opened_at"),
                row.string("opened_by"),
                row.string("why"));
    }
}

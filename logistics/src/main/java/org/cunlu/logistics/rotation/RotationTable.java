package org.cunlu.logistics.rotation;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.ReserveBooks.Gap;

/** Rotations, and who was told that one is due. */
@Singleton
class RotationTable {
    private final Sql sql;

    RotationTable(Sql sql) {
        this.sql = sql;
    }

    /** Life of a rotation. */
    enum State {
        PROPOSED,
        APPROVED,
        REJECTED,
        OUT,
        FULL
    }

    /** What goes first (先出后进, 先进后出). */
    enum Sequence {
        OUT_FIRST,
        IN_FIRST
    }

    /** Where the old ones go. */
    enum Offer {
        SHOP,
        AUCTION
    }

    /** How its auction ended. */
    enum Auction {
        SOLD,
        UNSOLD
    }

    /** @param auction null while none ended @param soldFen for all of it @param allowedUntil last day of the plain gap @param extendedUntil last day of its extension */
    @Serdeable
    record Rotation(
            String rotationId,
            String countyCode,
            String holding,
            String lotId,
            String skuCode,
            Sequence sequence,
            Offer offer,
            long pieces,
            long grams,
            long refilledGrams,
            String supplier,
            String reason,
            State state,
            String proposedBy,
            @Nullable String decidedBy,
            @Nullable LocalDate outOn,
            @Nullable LocalDate allowedUntil,
            @Nullable LocalDate extendedUntil,
            @Nullable LocalDate fullOn,
            @Nullable Auction auction,
            @Nullable String soldTo,
            @Nullable Long soldFen) {
        boolean filled() {
            return refilledGrams == grams;
        }

        boolean awaits() {
            return state == State.OUT || (state == State.APPROVED && sequence == Sequence.IN_FIRST);
        }
    }

    void insert(Rotation each, Instant now) {
        sql.change(
                "INSERT INTO log_reserve_rotation (rotation_id, county_code, holding_code, reserve_lot_id, sku_code,"
                        + " sequence_code, offer, pieces, grams, refilled_grams, supplier_code, reason, state,"
                        + " proposed_by, proposed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?)",
                each.rotationId(),
                each.countyCode(),
                each.holding(),
                each.lotId(),
                each.skuCode(),
                each.sequence(),
                each.offer(),
                each.pieces(),
                each.grams(),
                each.supplier(),
                each.reason(),
                each.state(),
                each.proposedBy(),
                now);
    }

    Optional<Rotation> find(String id) {
        return sql.one("SELECT * FROM log_reserve_rotation WHERE rotation_id = ?", RotationTable::rotation, id);
    }

    List<Rotation> of(String holding, String after, int limit) {
        return sql.list(
                "SELECT * FROM log_reserve_rotation WHERE holding_code = ? AND rotation_id > ? ORDER BY rotation_id LIMIT "
                        + limit,
                RotationTable::rotation,
                holding,
                after);
    }

    /** @return what waits for its auction, the latest first */
    List<Rotation> auctioned(String holding, int limit) {
        return sql.list(
                "SELECT * FROM log_reserve_rotation WHERE holding_code = ? AND offer = 'AUCTION' AND state IN ('OUT', 'FULL')"
                        + " AND auction IS NULL ORDER BY rotation_id DESC LIMIT " + limit,
                RotationTable::rotation,
                holding);
    }

    /** @return ids of lots of a SKU of which pieces went out to be auctioned */
    List<String> auctionedLots(String skuCode) {
        return sql.list(
                "SELECT DISTINCT reserve_lot_id FROM log_reserve_rotation WHERE sku_code = ? AND offer = 'AUCTION'"
                        + " AND state IN ('OUT', 'FULL') AND auction IS NULL",
                row -> row.string("reserve_lot_id"),
                skuCode);
    }

    boolean decide(String id, State state, String by, Instant now) {
        return sql.change(
                        "UPDATE log_reserve_rotation SET state = ?, decided_by = ?, decided_at = ? WHERE rotation_id = ?"
                                + " AND state = 'PROPOSED'",
                        state,
                        by,
                        now,
                        id)
                == 1;
    }

    /** Out first: the gap begins. In first: only when all is in, and then it is full. @return false when it may not go now */
    boolean out(String id, LocalDate day, LocalDate allowedUntil) {
        return sql.change(
                        "UPDATE log_reserve_rotation SET state = IF(sequence_code = 'IN_FIRST', 'FULL', 'OUT'),"
                                + " full_on = IF(sequence_code = 'IN_FIRST', ?, NULL), out_on = ?, allowed_until = ?"
                                + " WHERE rotation_id = ? AND state = 'APPROVED'"
                                + " AND (sequence_code = 'OUT_FIRST' OR refilled_grams = grams)",
                        day,
                        day,
                        allowedUntil,
                        id)
                == 1;
    }

    /** Once, when it has gone out. */
    boolean result(
            String id, Auction auction, @Nullable String soldTo, @Nullable Long soldFen, String by, Instant now) {
        return sql.change(
                        "UPDATE log_reserve_rotation SET auction = ?, sold_to = ?, sold_fen = ?, result_by = ?, result_at = ?"
                                + " WHERE rotation_id = ? AND offer = 'AUCTION' AND state IN ('OUT', 'FULL')"
                                + " AND auction IS NULL",
                        auction,
                        soldTo,
                        soldFen,
                        by,
                        now,
                        id)
                == 1;
    }

    /** Once, while the plain gap runs. */
    boolean extend(String id, LocalDate today, LocalDate until, String by) {
        return sql.change(
                        "UPDATE log_reserve_rotation SET extended_until = ?, extended_by = ? WHERE rotation_id = ?"
                                + " AND state = 'OUT' AND extended_until IS NULL AND allowed_until >= ?",
                        until,
                        by,
                        id,
                        today)
                == 1;
    }

    /** @return false when it does not wait for so many */
    boolean refill(String id, long grams, LocalDate day) {
        return sql.change(
                        "UPDATE log_reserve_rotation SET full_on = IF(state = 'OUT' AND refilled_grams + ? = grams, ?, NULL),"
                                + " state = IF(state = 'OUT' AND refilled_grams + ? = grams, 'FULL', state),"
                                + " refilled_grams = refilled_grams + ? WHERE rotation_id = ?"
                                + " AND (state = 'OUT' OR (state = 'APPROVED' AND sequence_code = 'IN_FIRST'))"
                                + " AND refilled_grams + ? <= grams",
                        grams,
                        day,
                        grams,
                        grams,
                        id,
                        grams)
                == 1;
    }

    List<Gap> gaps(Collection<String> holdings, LocalDate from, LocalDate until) {
        if (holdings.isEmpty()) {
            return List.of();
        }
        var arguments = new ArrayList<Object>(holdings);
        arguments.add(until);
        arguments.add(from);
        return sql.list(
                "SELECT * FROM log_reserve_rotation WHERE holding_code IN (" + Sql.marks(holdings.size())
                        + ") AND sequence_code = 'OUT_FIRST' AND out_on <= ? AND (full_on IS NULL OR full_on >= ?)"
                        + " ORDER BY rotation_id",
                row -> new Gap(
                        row.string("holding_code"),
                        row.date("out_on"),
                        row.date("full_on"),
                        row.date("allowed_until"),
                        row.date("extended_until")),
                arguments.toArray());
    }

    /** @return whether this is the first time */
    boolean alert(String lotId, LocalDate dueOn, int daysBefore, String countyCode, Instant now) {
        return sql.change(
                        "INSERT IGNORE INTO log_reserve_alert (reserve_lot_id, days_before, due_on, county_code, told_at)"
                                + " VALUES (?, ?, ?, ?, ?)",
                        lotId,
                        daysBefore,
                        dueOn,
                        countyCode,
                        now)
                == 1;
    }

    private static Rotation rotation(Row row) {
        return new Rotation(
                row.string("rotation_id"),
                row.string("county_code"),
                row.string("holding_code"),
                row.string("reserve_lot_id"),
                row.string("sku_code"),
                row.constant("sequence_code", Sequence.class),
                row.constant("offer", Offer.class),
                row.number("pieces"),
                row.number("grams"),
                row.number("refilled_grams"),
                row.string("supplier_code"),
                row.string("reason"),
                row.constant("state", State.class),
                row.string("proposed_by"),
                row.string("decided_by"),
                row.date("out_on"),
                row.date("allowed_until"),
                row.date("extended_until"),
                row.date("full_on"),
                row.string("auction") == null ? null : row.constant("auction", Auction.class),
                row.string("sold_to"),
                row.string("sold_fen") == null ? null : row.number("sold_fen"));
    }
}

package org.cunlu.logistics.standin;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.ReserveDeed;
import org.cunlu.logistics.ReserveLot;
import org.cunlu.logistics.ReserveProgram;
import org.cunlu.logistics.ReserveRefill;
import org.cunlu.logistics.Reserves;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;

/** A programme for each SKU, with one holding at each node, for tests that need a reserve's pieces on the shelf. */
@Singleton
@Requires(property = "logistics.stand-ins", value = "true")
public class StandInReserve {
    private final Sql sql;
    private final Transactions transactions;
    private final StockBook book;
    private final Ids ids;
    private final Reserves reserves;
    private final List<ReserveRefill> refills;
    private final Clock clock;

    StandInReserve(
            Sql sql,
            Transactions transactions,
            StockBook book,
            Ids ids,
            Reserves reserves,
            List<ReserveRefill> refills,
            Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.book = book;
        this.ids = ids;
        this.reserves = reserves;
        this.refills = List.copyOf(refills);
        this.clock = clock;
    }

    public String owner(String sku) {
        return "RESERVE:P" + sku;
    }

    /** Good pieces of a reserve of their own, as if they had passed their inspection. */
    public void keep(String sku, String lot, String node, long pieces) {
        keep("P" + sku, "WHEAT", sku, lot, node, pieces);
    }

    /** The same of another commodity of a programme. */
    public void keep(String programme, String commodity, String sku, String lot, String node, long pieces) {
        transactions.run(() -> {
            String holding = ids.next();
            sql.change(
                    "INSERT INTO log_reserve_programme VALUES (?, '500233', '储备', 'GRAIN', 'COUNTY', NULL, NULL, '办法', 'T',"
                            + " CURRENT_TIMESTAMP(3)) ON DUPLICATE KEY UPDATE name = name",
                    programme);
            sql.change(
                    "INSERT INTO log_reserve_holding VALUES (?, '500233', ?, 'COUNTY', '承储', ?, ?, 1000000,"
                            + " '2026-01-01', '2036-01-01', 0, NULL, 0, 0, 'T', CURRENT_TIMESTAMP(3))",
                    holding,
                    programme,
                    commodity,
                    node);
            sql.change(
                    "INSERT INTO log_reserve_lot VALUES (?, '500233', ?, ?, ?, ?, ?, '小麦', '一等', 100, 500, '2026-01-01',"
                            + " NULL, NULL, 0, 0)",
                    ids.next(),
                    holding,
                    programme,
                    node,
                    sku,
                    lot);
            String intake = ids.next();
            sql.change(
                    "INSERT INTO log_reserve_intake SELECT ?, '500233', holding_code, reserve_lot_id, ?, NULL, NULL,"
                            + " '2026-01-01', 'TAKEN', 'T', CURRENT_TIMESTAMP(3), 'U', CURRENT_TIMESTAMP(3), '合格'"
                            + " FROM log_reserve_lot WHERE holding_code = ?",
                    intake,
                    pieces,
                    holding);
            var part = new StockPart(sku, node, lot, ReserveProgram.owner(programme), StockStatus.QUARANTINED, "");
            book.post(act(What.RECEIVED, node, ReserveDeed.ARRIVE, intake), List.of(new Change(part, pieces)));
            book.post(
                    act(What.UNHELD, node, ReserveDeed.INTAKE, intake),
                    List.of(new Change(part, -pieces), new Change(part.with(StockStatus.AVAILABLE), pieces)));
        });
    }

    /** What a programme is to hold of a commodity at a node, at least, of all that it holds there. */
    public void target(String programme, String commodity, String node, int minShareBp) {
        transactions.run(() -> sql.change(
                "INSERT INTO log_reserve_target VALUES (?, ?, ?, 0, ?, 0, 0, 0, '办法')",
                programme,
                commodity,
                node,
                minShareBp));
    }

    /** Sets the minimum share of a holding. */
    public void share(String holding, int bp) {
        transactions.run(() ->
                sql.change("UPDATE log_reserve_holding SET min_share_bp = ? WHERE holding_code = ?", bp, holding));
    }

    /** Pieces to be turned of a lot. */
    public record Turn(ReserveLot lot, long pieces) {}

    /** A rotation that is approved goes out to the sale side. */
    public void turn(Turn turn) {
        transactions.run(() -> {
            ReserveLot lot = turn.lot();
            String id = ids.next();
            sql.change(
                    "INSERT INTO log_reserve_rotation (rotation_id, county_code, holding_code, reserve_lot_id, sku_code,"
                            + " sequence_code, offer, pieces, grams, refilled_grams, supplier_code, reason, state,"
                            + " proposed_by, proposed_at, decided_by, decided_at, out_on, allowed_until) VALUES (?, '500233',"
                            + " ?, ?, ?, 'OUT_FIRST', 'SHOP', ?, ?, 0, '', '轮换', 'OUT', 'T', CURRENT_TIMESTAMP(3), 'U',"
                            + " CURRENT_TIMESTAMP(3), CURRENT_DATE, CURRENT_DATE)",
                    id,
                    lot.holding(),
                    lot.id(),
                    lot.skuCode(),
                    turn.pieces(),
                    turn.pieces() * lot.grams());
            var from = lot.part(StockStatus.AVAILABLE, "");
            var to = new StockPart(
                    lot.skuCode(), lot.nodeCode(), lot.lotCode(), StockOwner.OWN, StockStatus.AVAILABLE, "");
            book.post(
                    act(What.ADJUSTED, lot.nodeCode(), ReserveDeed.ROTATE_OUT, id),
                    List.of(new Change(from, -turn.pieces()), new Change(to, turn.pieces())));
        });
    }

    /** New pieces of another lot that passed their inspection, for a rotation. */
    public boolean refill(String holdingCode, String sku, String lot, long pieces, String rotationId) {
        transactions.run(() -> {
            var refill = refills.stream()
                    .filter(each -> each.of() == ReserveRefill.Of.ROTATION)
                    .findFirst()
                    .orElseThrow();
            var holding = reserves.holding(holdingCode).orElseThrow();
            refill.demand(rotationId, holding, sku, pieces * 500);
            sql.change(
                    "INSERT INTO log_reserve_lot VALUES (?, '500233', ?, ?, ?, ?, ?, '小麦', '一等', 100, 500, '2026-11-23',"
                            + " NULL, NULL, 0, 0) ON DUPLICATE KEY UPDATE good = good",
                    ids.next(),
                    holdingCode,
                    holding.programme(),
                    holding.nodeCode(),
                    sku,
                    lot);
            String intake = ids.next();
            sql.change(
                    "INSERT INTO log_reserve_intake SELECT ?, '500233', holding_code, reserve_lot_id, ?, 'ROTATION', ?,"
                            + " '2026-01-01', 'TAKEN', 'T', CURRENT_TIMESTAMP(3), 'U', CURRENT_TIMESTAMP(3), '合格'"
                            + " FROM log_reserve_lot WHERE holding_code = ? AND lot_code = ?",
                    intake,
                    pieces,
                    rotationId,
                    holdingCode,
                    lot);
            refill.came(rotationId, holding, pieces * 500, CountyTime.date(clock.instant()));
            var part = new StockPart(
                    sku,
                    holding.nodeCode(),
                    lot,
                    ReserveProgram.owner(holding.programme()),
                    StockStatus.QUARANTINED,
                    "");
            book.post(
                    act(What.RECEIVED, holding.nodeCode(), ReserveDeed.ARRIVE, intake),
                    List.of(new Change(part, pieces)));
            book.post(
                    act(What.UNHELD, holding.nodeCode(), ReserveDeed.ROTATE_IN, intake),
                    List.of(new Change(part, -pieces), new Change(part.with(StockStatus.AVAILABLE), pieces)));
        });
        return true;
    }

    private static Act act(What what, String node, ReserveDeed deed, String id) {
        return new Act(what, StandInNetwork.COUNTY, node, null, "tester", null, null, deed.document(id));
    }
}

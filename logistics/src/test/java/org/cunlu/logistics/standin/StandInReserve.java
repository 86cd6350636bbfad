package org.cunlu.logistics.standin;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.logistics.ReserveDeed;
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

    StandInReserve(Sql sql, Transactions transactions, StockBook book, Ids ids) {
        this.sql = sql;
        this.transactions = transactions;
        this.book = book;
        this.ids = ids;
    }

    public String owner(String sku) {
        return "RESERVE:P" + sku;
    }

    /** Good pieces of a reserve of their own, as if they had passed their inspection. */
    public void keep(String sku, String lot, String node, long pieces) {
        transactions.run(() -> {
            String programme = "P" + sku;
            String holding = ids.next();
            sql.change(
                    "INSERT INTO log_reserve_programme VALUES (?, '500233', '储备', 'GRAIN', 'COUNTY', NULL, NULL, '办法', 'T',"
                            + " CURRENT_TIMESTAMP(3)) ON DUPLICATE KEY UPDATE name = name",
                    programme);
            sql.change(
                    "INSERT INTO log_reserve_holding VALUES (?, '500233', ?, 'COUNTY', '承储', 'WHEAT', ?, 1000000,"
                            + " '2026-01-01', '2036-01-01', 0, NULL, 0, 0, 'T', CURRENT_TIMESTAMP(3))",
                    holding,
                    programme,
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
            var part = new StockPart(sku, node, lot, new StockOwner(owner(sku)), StockStatus.QUARANTINED, "");
            book.post(act(What.RECEIVED, node, ReserveDeed.ARRIVE, intake), List.of(new Change(part, pieces)));
            book.post(
                    act(What.UNHELD, node, ReserveDeed.INTAKE, intake),
                    List.of(new Change(part, -pieces), new Change(part.with(StockStatus.AVAILABLE), pieces)));
        });
    }

    private static Act act(What what, String node, ReserveDeed deed, String id) {
        return new Act(what, StandInNetwork.COUNTY, node, null, "tester", null, null, deed.document(id));
    }
}

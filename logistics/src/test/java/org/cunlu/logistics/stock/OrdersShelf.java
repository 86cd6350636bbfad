package org.cunlu.logistics.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.logistics.Picking;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockClaims;
import org.cunlu.logistics.StockImport;
import org.cunlu.logistics.StockLine;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInCatalog;
import org.cunlu.logistics.standin.StandInNetwork;
import org.junit.jupiter.api.AfterEach;

/** Stock that orders hold, on a shelf of its own for each test. */
abstract class OrdersShelf implements TestPropertyProvider {
    static final String NODE = StandInNetwork.HUB;

    @Inject
    Stock stock;

    @Inject
    StockClaims claims;

    @Inject
    Picking picking;

    @Inject
    StockImport imports;

    @Inject
    StandInCatalog catalog;

    @Inject
    MovedClock clock;

    @Inject
    Transactions transactions;

    @Inject
    Sql sql;

    @Inject
    Ids ids;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @AfterEach
    void booksStillBalance() {
        assertThat(audit.violations()).isEmpty();
    }

    String stocked(long pieces) {
        String sku = catalog.sku("S" + ids.next(), StorageClass.DRY, false);
        load(sku + "," + NODE + ",,," + pieces);
        return sku;
    }

    void load(String... rows) {
        var report = imports.stock(
                new StringReader("sku_code,node_code,lot_code,expires_on,quantity\n" + String.join("\n", rows)),
                false,
                "tester");
        assertThat(report.faults()).isEmpty();
    }

    String allocated(String sku, long pieces) {
        String order = ids.next();
        assertThat(reserve(order, new StockLine(sku, NODE, pieces))).isTrue();
        assertThat(allocate(order)).isTrue();
        return order;
    }

    boolean reserve(String order, StockLine... lines) {
        return reserveAll(Map.of(order, List.of(lines)));
    }

    boolean reserveAll(Map<String, List<StockLine>> lines) {
        try {
            transactions.run(() -> {
                if (!stock.reserve(StandInNetwork.COUNTY, lines, false)) {
                    throw new Short();
                }
            });
            return true;
        } catch (Short _) {
            return false;
        }
    }

    boolean allocate(String order) {
        return transactions.run(() -> stock.allocate(order));
    }

    long available(String sku) {
        return stock.available(List.of(sku), List.of(NODE)).get(new SkuAtNode(sku, NODE));
    }

    static final class Short extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}

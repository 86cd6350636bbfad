package org.cunlu.logistics.withheld;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Allotments;
import org.cunlu.logistics.RecallDesk.Called;
import org.cunlu.logistics.RecallDesk.Order;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockLine;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInCatalog;
import org.cunlu.logistics.standin.StandInNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is kept apart for a live slot and called back is not sold in it: the slot has fewer, and no order is picked short. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApartTest implements TestPropertyProvider {
    private static final String NODE = StandInNetwork.VILLAGE11;

    @Inject
    Recalling recalling;

    @Inject
    Allotments allotments;

    @Inject
    StockBook book;

    @Inject
    Stock stock;

    @Inject
    StandInCatalog catalog;

    @Inject
    Transactions transactions;

    @Inject
    Ids ids;

    @Inject
    Clock clock;

    @Inject
    Audit audit;

    private final Caller operator = new Caller(
            "op", List.of(new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, StandInNetwork.HUB))));

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @Test
    void aRecallTakesItsPiecesOutOfWhatIsKeptApartAndNotMoreThanTheyAre() {
        String sku = catalog.sku("R" + ids.next(), StorageClass.DRY, true);
        String bad = received(sku, 4);
        received(sku, 3);
        transactions.run(() -> {
            allotments.take("A" + sku, StandInNetwork.COUNTY, new StockLine(sku, NODE, 5), "host");
        });
        assertThat(drawn(sku, 1)).isTrue();
        Called called = recalling.call(operator, new Order(StandInNetwork.HUB, bad, "农残超标"), "recall-" + ids.next());
        assertThat(called.heldPieces()).isEqualTo(4);
        assertThat(left(sku)).isEqualTo(2);
        assertThat(stock.available(List.of(sku), List.of(NODE)).getOrDefault(new SkuAtNode(sku, NODE), 0L))
                .isZero();
        assertThat(drawn(sku, 3)).isFalse();
        assertThat(drawn(sku, 2)).isTrue();
        assertThat(transactions.run(() -> allotments.free(List.of("A" + sku), "host")))
                .isZero();
        assertThat(audit.violations()).isEmpty();
    }

    private String received(String sku, long pieces) {
        String lot = "L" + ids.next();
        var day = CountyTime.date(clock.instant()).plusDays(90);
        catalog.lot(lot, sku, day);
        var part = new StockPart(sku, NODE, lot, StockOwner.OWN, StockStatus.AVAILABLE, "");
        var act = new Act(What.RECEIVED, StandInNetwork.COUNTY, NODE, null, "keeper", null, null, null);
        transactions.run(() -> book.post(act, List.of(new Change(part, pieces))));
        return lot;
    }

    private boolean drawn(String sku, long pieces) {
        var lines = List.of(new StockLine(sku, NODE, pieces, "A" + sku));
        try {
            return transactions.run(() -> {
                if (!stock.reserve(StandInNetwork.COUNTY, Map.of(ids.next(), lines), true)) {
                    throw new IllegalStateException("short");
                }
                return true;
            });
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private long left(String sku) {
        return allotments.standing(List.of("A" + sku)).get("A" + sku).stream()
                .mapToLong(Allotments.Standing::left)
                .sum();
    }
}

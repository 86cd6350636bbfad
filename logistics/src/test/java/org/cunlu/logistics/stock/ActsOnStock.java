package org.cunlu.logistics.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractThrowableAssert;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Picking;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockLine;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInCatalog;
import org.cunlu.logistics.standin.StandInNetwork;
import org.cunlu.logistics.standin.StandInReserve;
import org.cunlu.logistics.stock.ShelfWork.Deed;
import org.cunlu.logistics.stock.ShelfWork.Order;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Acts of people on the stock of a node. */
abstract class ActsOnStock implements TestPropertyProvider {
    static final String HUB = StandInNetwork.HUB;

    static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");

    @Inject
    ShelfWork work;

    @Inject
    StockBook book;

    @Inject
    Stock stock;

    @Inject
    Picking picking;

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

    @Inject
    StandInReserve reserves;

    final Caller worker = worker(HUB);

    String sku;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @BeforeEach
    void aSku() {
        clock.set(NOON);
        sku = catalog.sku("W" + ids.next(), StorageClass.DRY, false);
    }

    @AfterEach
    void booksStillBalance() {
        assertThat(audit.violations()).isEmpty();
    }

    static Caller worker(String node) {
        return new Caller("WORKER" + node, List.of(new Grant(Role.WAREHOUSE_WORKER, new Scope(Scope.Kind.NODE, node))));
    }

    Order order(Deed deed, StockStatus status, long pieces, String owner, String toBin, Instant at) {
        return new Order(deed, HUB, sku, null, null, null, owner, status, null, toBin, pieces, "清点发现", at);
    }

    String receive(String lot, String expires, StockStatus status) {
        return act(new Order(
                Deed.RECEIVE, HUB, sku, lot, LocalDate.parse(expires), null, null, status, null, null, 1L, null, null));
    }

    String does(Deed deed, StockStatus status, long pieces) {
        return act(order(deed, status, pieces, null, null, null));
    }

    String act(Order order) {
        return work.act(worker, order, key()).actId();
    }

    String key() {
        return "key-" + ids.next();
    }

    String reserve(long pieces) {
        String order = ids.next();
        transactions.run(() ->
                stock.reserve(StandInNetwork.COUNTY, Map.of(order, List.of(new StockLine(sku, HUB, pieces))), true));
        return order;
    }

    static AbstractThrowableAssert<?, ?> refused(String code, Supplier<String> attempt) {
        return assertThatThrownBy(attempt::get)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(code));
    }

    static String code(Supplier<String> attempt) {
        try {
            attempt.get();
            return "done";
        } catch (ProblemException e) {
            return e.code();
        }
    }

    long available() {
        return stock.available(List.of(sku), List.of(HUB)).get(new SkuAtNode(sku, HUB));
    }
}

package org.cunlu.logistics.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.logistics.AvailabilityChanged;
import org.cunlu.logistics.AvailabilityNews;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockLine;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.Rivals;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInCatalog;
import org.cunlu.logistics.standin.StandInNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What may be bought where is told seconds after the stock has changed, by the job that runs in the application. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AvailabilityToldTest implements TestPropertyProvider {
    private static final String NODE = StandInNetwork.VILLAGE12;
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int TRIES = 3;

    @Inject
    Telling telling;

    @Inject
    AvailabilityNews news;

    @Inject
    StockBook book;

    @Inject
    Stock stock;

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

    private String sku;

    @Override
    public Map<String, String> getProperties() {
        var properties = new HashMap<>(Room.properties());
        properties.put("cunlu.schedulers.enabled", "true");
        return properties;
    }

    @BeforeEach
    void aSku() {
        clock.set(Instant.now());
        sku = catalog.sku("V" + ids.next(), StorageClass.DRY, false);
    }

    @Test
    void changesAreToldWithinFiveSeconds() {
        // A machine that stands still for seconds says nothing of the job: the quickest of three counts.
        Duration quickest = Duration.ofDays(1);
        for (int i = 0; i < TRIES && quickest.compareTo(SOON) > 0; i++) {
            aSku();
            Instant before = databaseNow();
            receive(4);
            await(1);
            Duration took = Duration.between(before, recordedAt());
            quickest = took.compareTo(quickest) < 0 ? took : quickest;
        }
        assertThat(quickest).isLessThanOrEqualTo(SOON);
    }

    @Test
    void whatOrdersHoldIsNotToBeBoughtAndManyChangesAreOne() {
        receive(9);
        for (int i = 0; i < 20; i++) {
            reserve(1);
            receive(1);
        }
        awaitLast("\"available\":" + available());
        assertThat(events().size()).isLessThan(20);
        assertThat(events().getLast()).contains("\"nodeCode\":\"" + NODE + "\"", "\"skuCode\":\"" + sku + "\"");
    }

    @Test
    void rivalsTellWhatChangedOnce() throws Exception {
        receive(4);
        Rivals.all(4, rival -> telling.look());
        await(1);
        Rivals.all(4, rival -> telling.look());
        assertThat(events()).singleElement().asString().contains("\"available\":4");
    }

    @Test
    void nothingIsToBeBoughtWhileAClaimOfAReserveIsOpen() {
        receive(4);
        awaitLast("\"available\":4");
        blocked(1);
        receive(1);
        awaitLast("\"available\":0");
        blocked(0);
        receive(1);
        awaitLast("\"available\":6");
    }

    @Test
    void whatMustNotWaitIsToldWithWhatMadeItSo() {
        receive(4);
        awaitLast("\"available\":4");
        transactions.run(() -> {
            sql.change("UPDATE log_stock_level SET blocked = 1 WHERE sku_code = ? AND node_code = ?", sku, NODE);
            news.tellNow(sku);
        });
        assertThat(events().getLast()).contains("\"available\":0", "\"before\":4");
        transactions.run(() -> news.tellNow(sku));
        assertThat(events()).as("what is told already is not told again").hasSize(2);
        blocked(0);
    }

    private void blocked(int claims) {
        transactions.run(() -> sql.change(
                "UPDATE log_stock_level SET blocked = ? WHERE sku_code = ? AND node_code = ?", claims, sku, NODE));
    }

    @Test
    void identifiersOfALaterMomentAreNotBelowIt() {
        Instant now = Instant.now();
        assertThat(Ids.from(now.minusSeconds(1))).isLessThan(ids.next());
        assertThat(Ids.from(now.plusSeconds(5))).isGreaterThan(ids.next());
        assertThat(Ids.isId(Ids.from(now))).isTrue();
    }

    private void receive(long pieces) {
        var part = StockPart.own(new SkuAtNode(sku, NODE), "");
        var act = new Act(What.RECEIVED, StandInNetwork.COUNTY, NODE, null, "tester", null, null, null);
        transactions.run(() -> book.post(act, List.of(new Change(part, pieces))));
    }

    private void reserve(long pieces) {
        transactions.run(() -> stock.reserve(
                StandInNetwork.COUNTY, Map.of(ids.next(), List.of(new StockLine(sku, NODE, pieces))), true));
    }

    private long available() {
        return stock.available(List.of(sku), List.of(NODE)).get(new SkuAtNode(sku, NODE));
    }

    private List<String> events() {
        return sql.list(
                "SELECT payload FROM ker_outbox WHERE topic = ? AND subject = ? ORDER BY event_id",
                row -> row.string("payload"),
                AvailabilityChanged.TOPIC,
                sku);
    }

    private Instant recordedAt() {
        return sql.one(
                        "SELECT MIN(recorded_at) AS at FROM ker_outbox WHERE topic = ? AND subject = ?",
                        row -> row.instant("at"),
                        AvailabilityChanged.TOPIC,
                        sku)
                .orElseThrow();
    }

    private Instant databaseNow() {
        return sql.one("SELECT UTC_TIMESTAMP(3) AS at", row -> row.instant("at"))
                .orElseThrow();
    }

    private void await(int count) {
        waitFor(() -> events().size() >= count);
    }

    private void awaitLast(String words) {
        waitFor(() -> !events().isEmpty() && events().getLast().contains(words));
    }

    private static void waitFor(java.util.function.BooleanSupplier there) {
        Instant until = Instant.now().plusSeconds(30);
        while (!there.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(until);
            java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
        }
    }
}

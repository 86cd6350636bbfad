package org.cunlu.logistics.withheld;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Allotments;
import org.cunlu.logistics.Allotments.Standing;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockLine;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.Rivals;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInCatalog;
import org.cunlu.logistics.standin.StandInNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is kept apart for a live slot is fewer when its lots expire, and no order that drew of it is picked short. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WithheldApartTest implements TestPropertyProvider {
    private static final String NODE = StandInNetwork.VILLAGE11;
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    @Inject
    Withholding withholding;

    @Inject
    Allotments allotments;

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

    @Inject
    Audit audit;

    private String sku;
    private String slot;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @BeforeEach
    void sixThatExpireAndFourThatKeepOfWhichNineAreKeptApart() {
        clock.set(CountyTime.instant(DAY, LocalTime.NOON));
        sku = catalog.sku("R" + ids.next(), StorageClass.DRY, true);
        slot = ids.next();
        receive(DAY, 6);
        receive(DAY.plusDays(30), 4);
        assertThat(transactions.run(
                        () -> allotments.take(slot, StandInNetwork.COUNTY, new StockLine(sku, NODE, 9), "host")))
                .isTrue();
    }

    @AfterEach
    void booksStillBalance() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void aSlotLosesWhatExpiredThoughNothingIsFreeBesidesIt() {
        tomorrow();
        withholding.sweep();
        assertThat(standing()).isEqualTo(new Standing(sku, NODE, 9, 0, 5));
        assertThat(parts()).containsExactly("AVAILABLE 4", "ON_HOLD 6");
    }

    @Test
    void whatWasDrawnStaysAndIsPickedFromWhatKeeps() {
        drawn(3);
        tomorrow();
        withholding.sweep();
        assertThat(standing()).isEqualTo(new Standing(sku, NODE, 9, 3, 5));
        assertThat(parts()).containsExactly("AVAILABLE 4", "ON_HOLD 6");
    }

    @Test
    void whatMoreWasDrawnThanKeepsIsHeldWhenItsOrdersAreSettledAndIsLookedForInVainUntilThen() {
        drawn(7);
        tomorrow();
        withholding.sweep();
        assertThat(standing().left()).isZero();
        assertThat(parts()).containsExactly("AVAILABLE 3", "AVAILABLE 4", "ON_HOLD 3");
        assertThat(withholding.sweep()).isZero();
    }

    @Test
    void sweepsAtTheSameMomentTakeItAwayOnce() throws Exception {
        tomorrow();
        var held = Rivals.all(6, _ -> withholding.sweep());
        assertThat(held.stream().mapToLong(Long::longValue).sum()).isEqualTo(6);
        assertThat(standing()).isEqualTo(new Standing(sku, NODE, 9, 0, 5));
    }

    private void tomorrow() {
        clock.set(CountyTime.instant(DAY.plusDays(1), LocalTime.of(0, 1)));
    }

    private void drawn(long pieces) {
        var line = new StockLine(sku, NODE, pieces, slot);
        assertThat(transactions.run(
                        () -> stock.reserve(StandInNetwork.COUNTY, Map.of(ids.next(), List.of(line)), true)))
                .isNotNull();
    }

    private Standing standing() {
        return allotments.standing(List.of(slot)).get(slot).getFirst();
    }

    private void receive(LocalDate expiresOn, long pieces) {
        String lot = "L" + ids.next();
        catalog.lot(lot, sku, expiresOn);
        var part = new StockPart(sku, NODE, lot, StockOwner.OWN, StockStatus.AVAILABLE, "");
        var act = new Act(What.RECEIVED, StandInNetwork.COUNTY, NODE, null, "tester", null, null, null);
        transactions.run(() -> book.post(act, List.of(new Change(part, pieces))));
    }

    private List<String> parts() {
        return sql.list(
                "SELECT CONCAT(status, ' ', on_hand) AS told FROM log_stock_lot WHERE sku_code = ?"
                        + " AND on_hand > 0 ORDER BY told",
                row -> row.string("told"),
                sku);
    }
}

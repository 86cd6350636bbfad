package org.cunlu.logistics.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.catalog.StorageClass;
import org.cunlu.logistics.Picking;
import org.cunlu.logistics.Picking.LotQuantity;
import org.cunlu.logistics.Picking.Picked;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.stock.ShelfWork.Deed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** When acts happened, where goods stand, and which lots go first. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LotsAndBinsTest extends ActsOnStock {
    @Test
    void anActIsToldWhenItHappenedAndWhenItWasRecorded() {
        Instant before = NOON.minusSeconds(7 * 86_400);
        String act = act(order(Deed.RECEIVE, StockStatus.AVAILABLE, 1, null, null, before));
        refused(
                "time-out-of-range",
                () -> act(order(Deed.RECEIVE, StockStatus.AVAILABLE, 1, null, null, before.minusMillis(1))));
        refused(
                "time-out-of-range",
                () -> act(order(Deed.RECEIVE, StockStatus.AVAILABLE, 1, null, null, NOON.plusSeconds(301))));
        assertThat(sql.list(
                        "SELECT occurred_at, recorded_at FROM log_stock_movement WHERE cause_id = ?",
                        row -> List.of(row.instant("occurred_at"), row.instant("recorded_at")),
                        act))
                .containsExactly(List.of(before, NOON));
    }

    @Test
    void goodsArePutAwayIntoBinsOfHubsAndTownships() {
        does(Deed.RECEIVE, StockStatus.AVAILABLE, 5);
        act(order(Deed.PUT_AWAY, StockStatus.AVAILABLE, 3, null, "A-01-2", null));
        assertThat(sql.list(
                        "SELECT CONCAT(bin_code, '=', on_hand) AS bin FROM log_stock_lot WHERE sku_code = ?"
                                + " ORDER BY bin_code",
                        row -> row.string("bin"),
                        sku))
                .containsExactly("=2", "A-01-2=3");
        refused("bin-missing", () -> act(order(Deed.PUT_AWAY, StockStatus.AVAILABLE, 1, null, null, null)));
        refused("stock-short", () -> act(order(Deed.PUT_AWAY, StockStatus.AVAILABLE, 3, null, "B", null)));
        assertThat(available()).isEqualTo(5);
    }

    @Test
    void whoeverChoosesBetweenNodesSeesTheLotThatWouldGoFirst() {
        sku = catalog.sku("W" + ids.next(), StorageClass.DRY, true);
        String early = "L" + ids.next();
        receive(early, "2026-11-25", StockStatus.AVAILABLE);
        receive("L" + ids.next(), "2026-12-31", StockStatus.AVAILABLE);
        receive("L" + ids.next(), "2026-11-24", StockStatus.QUARANTINED);
        assertThat(shelf("2026-11-23")).isEqualTo(new Stock.Shelf(2, LocalDate.parse("2026-11-25")));
        // On its last day it may still go, the day after it may not.
        assertThat(shelf("2026-11-25").oldest()).isEqualTo("2026-11-25");
        assertThat(shelf("2026-11-26").oldest()).isEqualTo("2026-12-31");
        String plain = catalog.sku("W" + ids.next(), StorageClass.DRY, false);
        assertThat(stock.shelves(List.of(plain), List.of(HUB), LocalDate.parse("2026-11-23")))
                .isEmpty();
        assertThat(stock.shelves(List.of(), List.of(HUB), LocalDate.parse("2026-11-23")))
                .isEmpty();
    }

    private Stock.Shelf shelf(String today) {
        return stock.shelves(List.of(sku), List.of(HUB), LocalDate.parse(today)).get(new SkuAtNode(sku, HUB));
    }

    @Test
    void lotsThatComeAreCheckedAndKnownFromThenOn() {
        sku = catalog.sku("X" + ids.next(), StorageClass.DRY, true);
        String lot = "L" + ids.next();
        refused("lot-missing", () -> does(Deed.RECEIVE, StockStatus.AVAILABLE, 1));
        receive(lot, "2026-12-31", StockStatus.AVAILABLE);
        refused("lot-differs", () -> receive(lot, "2027-12-31", StockStatus.AVAILABLE));
        String old = "O" + ids.next();
        refused("lot-expired", () -> receive(old, "2026-11-22", StockStatus.AVAILABLE));
        receive(old, "2026-11-22", StockStatus.ON_HOLD);
        assertThat(available()).isEqualTo(1);
    }

    @Test
    void whatPackersChooseThemselvesIsRememberedAndAWrongOrderIsSeen() {
        sku = catalog.sku("X" + ids.next(), StorageClass.DRY, true);
        String late = "L" + ids.next();
        receive("E" + ids.next(), "2026-12-01", StockStatus.AVAILABLE);
        receive(late, "2026-12-31", StockStatus.AVAILABLE);
        clock.set(NOON.plusSeconds(60));
        String order = reserve(1);
        transactions.run(() -> picking.pick(order, List.of(new LotQuantity(sku, late, 1)), "packer"));
        assertThat(audit.violations()).isEmpty();
        var seen = new Object[1];
        assertThatThrownBy(() -> transactions.run(() -> {
                    sql.change("DELETE FROM log_lot_named WHERE order_id = ?", order);
                    seen[0] = audit.violations().keySet();
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        assertThat(seen[0]).asString().contains("lots picked first expired, first out");
    }

    @Test
    void whileItIsCountedNothingComesOrGoesButOrdersMayHold() {
        does(Deed.RECEIVE, StockStatus.AVAILABLE, 5);
        String order = reserve(2);
        String count = ids.next();
        var key = List.of(new SkuAtNode(sku, HUB));
        transactions.run(() -> book.freeze(key, count));
        refused("being-counted", () -> does(Deed.RECEIVE, StockStatus.AVAILABLE, 1));
        refused("being-counted", () -> act(order(Deed.PUT_AWAY, StockStatus.AVAILABLE, 1, null, "B", null)));
        assertThat(transactions.run(() -> picking.pick(order, List.of(), "packer")))
                .isEqualTo(new Picked.Refused(Picking.Reason.BEING_COUNTED, sku));
        refused(
                "being-counted",
                () -> transactions.run(() -> {
                    book.freeze(key, ids.next());
                    return "frozen twice";
                }));
        reserve(1);
        transactions.run(() -> book.thaw(key, count));
        assertThat(transactions.run(() -> picking.pick(order, List.of(), "packer")))
                .isInstanceOf(Picked.Taken.class);
    }
}

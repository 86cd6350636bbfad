package org.cunlu.logistics.picking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cunlu.logistics.picking.Hall.worker;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.cunlu.logistics.Rerouting;
import org.cunlu.logistics.SlipReason;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.picking.Confirming.Pick;
import org.cunlu.logistics.picking.Confirming.Picked;
import org.cunlu.logistics.picking.GivingBack.Return;
import org.cunlu.logistics.picking.Hall.Booked;
import org.cunlu.logistics.picking.PickLine.State;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.Room;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Lots go first expired, first out; where fewer are found than the books say, another lot makes up for it or the order goes without. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShortPickTest implements TestPropertyProvider {
    @Inject
    Hall hall;

    @Inject
    Audit audit;

    @Inject
    Rerouting rerouting;

    private LocalDate day;
    private String sku;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @BeforeEach
    void aDay() {
        day = hall.newDay();
        sku = hall.sku(true);
        // What one test writes off does not count against the next.
        hall.transactions.run(() -> hall.sql.change("DELETE FROM log_adjustment_day WHERE node_code = ?", Hall.HUB));
    }

    @AfterEach
    void booksStillBalance() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void theLotThatExpiresFirstGoesFirstAndOfEqualOnesTheLowerCode() {
        String late = hall.lot(sku, day.plusDays(30));
        String second = hall.lot(sku, day.plusDays(10));
        String first = hall.lot(sku, day.plusDays(10));
        assertThat(second).isLessThan(first);
        hall.receive(sku, late, "A-1", 5);
        hall.receive(sku, first, "A-2", 2);
        hall.receive(sku, second, "A-3", 2);
        hall.order(sku, 5);
        assertThat(hall.take(hall.wave(), "P1", 9))
                .extracting(PickLine::lotCode)
                .containsExactlyInAnyOrder(second, first, late);
        hall.order(sku, 1);
        assertThat(hall.take(hall.wave(), "P2", 9))
                .extracting(PickLine::lotCode)
                .containsExactly(late);
    }

    @Test
    void aLotMayGoUntilTheCountysMidnightAndNotAfterIt() {
        String today = hall.lot(sku, day);
        String tomorrow = hall.lot(sku, day.plusDays(1));
        hall.receive(sku, today, "A-1", 4);
        hall.receive(sku, tomorrow, "A-2", 4);
        Booked one = hall.order(sku, 1);
        Booked two = hall.order(sku, 1);
        hall.at(23, 59);
        String wave = hall.wave();
        var list = hall.take(wave, "P1", 9);
        assertThat(list).extracting(PickLine::lotCode).containsExactly(today, today);
        hall.pick("P1", list.getFirst(), 1);
        // 16:00 by world time is midnight in the county.
        hall.later(1, 0, 0);
        assertThat(Hall.code(() -> hall.pick("P1", list.get(1), 1))).isEqualTo("lot-may-not-go");
        Booked picked = list.getFirst().orderId().equals(one.orderId()) ? one : two;
        assertThat(hall.pack(picked)).isEqualTo("lot-expired");
        for (PickLine line : list) {
            hall.givingBack.giveBack(worker("P1"), line.lineId(), new Return(null), hall.key());
        }
        var again = hall.take(wave, "P1", 9);
        assertThat(again).extracting(PickLine::lotCode).containsExactly(tomorrow, tomorrow);
        again.forEach(line -> hall.pick("P1", line, 1));
        assertThat(List.of(hall.pack(one), hall.pack(two))).containsOnly("AT_NODE");
    }

    @Test
    void anotherLotMakesUpForWhatIsNotFound() {
        String first = hall.lot(sku, day.plusDays(5));
        String other = hall.lot(sku, day.plusDays(9));
        hall.receive(sku, first, "A-1", 6);
        hall.receive(sku, other, "B-1", 6);
        Booked order = hall.order(sku, 4);
        PickLine line = hall.take(hall.wave(), "P1", 9).getFirst();
        Picked picked = hall.pick("P1", line, 1);
        assertThat(picked.goesWithout()).isZero();
        PickLine more = picked.elsewhere().getFirst();
        assertThat(List.of(more.lotCode(), more.bin(), more.pieces())).isEqualTo(List.of(other, "B-1", 3L));
        // The place is empty: the two that the books still had there are gone as well.
        assertThat(hall.parts(sku)).containsExactly("B-1 AVAILABLE 3", "TOTE AVAILABLE 4");
        assertThat(hall.level(sku)).containsExactly(7L, 0L, 4L);
        assertThat(hall.pack(order)).isEqualTo("not-picked");
        hall.pick("P1", more, 3);
        assertThat(hall.pack(order)).isEqualTo("AT_NODE");
        assertThat(hall.told(order)).isEmpty();
        assertThat(hall.sql.list(
                        "SELECT quantity FROM log_parcel_lot WHERE barcode = ? ORDER BY quantity",
                        row -> row.number("quantity"),
                        order.barcode()))
                .containsExactly(1L, 3L);
    }

    @Test
    void anOrderGoesWithoutWhatNothingMakesUpForAndItsSellerIsTold() {
        String lot = hall.lot(sku, day.plusDays(5));
        String rest = hall.sku(false);
        hall.receive(sku, lot, "A-1", 4);
        hall.receive(rest, "", "A-2", 4);
        Booked order = hall.order(Map.of(sku, 3L, rest, 1L));
        Booked other = hall.order(sku, 1);
        String wave = hall.wave();
        var list = hall.take(wave, "P1", 9);
        PickLine line =
                list.stream().filter(each -> each.pieces() == 3).findFirst().orElseThrow();
        Picked picked = hall.pick("P1", line, 2);
        assertThat(picked.goesWithout()).isEqualTo(1);
        assertThat(picked.parcelWithdrawn()).isFalse();
        assertThat(hall.level(sku)).containsExactly(3L, 0L, 3L);
        assertThat(hall.told(order))
                .singleElement()
                .asString()
                .contains("\"pieces\":1", "\"left\":2", "\"parcelEmpty\":false");
        list.stream().filter(each -> each != line).forEach(each -> hall.pick("P1", each, each.pieces()));
        assertThat(List.of(hall.pack(order), hall.pack(other))).containsOnly("AT_NODE");
        assertThat(hall.level(sku)).containsExactly(0L, 0L, 0L);
        assertThat(hall.sql.one(
                        "SELECT CONCAT(quantity, ' ', short_qty) AS told FROM log_claim WHERE order_id = ? AND sku_code = ?",
                        row -> row.string("told"),
                        order.orderId(),
                        sku))
                .contains("3 1");
    }

    @Test
    void aParcelOfWhichNothingIsLeftIsWithdrawn() {
        String lot = hall.lot(sku, day.plusDays(5));
        hall.receive(sku, lot, "A-1", 2);
        Booked order = hall.order(sku, 2);
        PickLine line = hall.take(hall.wave(), "P1", 9).getFirst();
        Picked picked = hall.pick("P1", line, 0);
        assertThat(picked.state()).isEqualTo(State.SHORT);
        assertThat(picked.parcelWithdrawn()).isTrue();
        assertThat(hall.told(order)).singleElement().asString().contains("\"left\":0", "\"parcelEmpty\":true");
        assertThat(hall.pack(order)).isEqualTo("withdrawn");
        assertThat(hall.level(sku)).containsExactly(0L, 0L, 0L);
        assertThat(hall.cancel(order)).isTrue();
    }

    @Test
    void aboveTheLimitWhatIsMissingIsHeldUntilAnotherSigns() {
        String lot = hall.lot(sku, day.plusDays(5));
        hall.receive(sku, lot, "A-1", 21);
        hall.order(sku, 21);
        PickLine line = hall.take(hall.wave(), "P1", 9).getFirst();
        Picked picked = hall.pick("P1", line, 0);
        assertThat(picked.goesWithout()).isEqualTo(21);
        assertThat(hall.sql.one(
                        "SELECT state FROM log_adjustment WHERE adjustment_id = ?",
                        row -> row.string("state"),
                        picked.adjustmentId()))
                .contains("PROPOSED");
        assertThat(hall.parts(sku)).containsExactly("-MISSING ON_HOLD 21");
        assertThat(hall.stock.available(List.of(sku), List.of(Hall.HUB)).get(new SkuAtNode(sku, Hall.HUB)))
                .isZero();
    }

    @Test
    void whatOthersHoldIsNotWrittenOffBeforeTheyAreSettledAndNobodyLooksForItAgain() {
        String lot = hall.lot(sku, day.plusDays(5));
        String other = hall.lot(sku, day.plusDays(9));
        hall.receive(sku, lot, "A-1", 3);
        hall.receive(sku, other, "B-1", 3);
        hall.order(sku, 3);
        Booked second = hall.order(sku, 3);
        String wave = hall.wave();
        PickLine line = hall.take(wave, "P1", 1).getFirst();
        Picked picked = hall.pick("P1", line, 0);
        assertThat(picked.elsewhere()).extracting(PickLine::bin).containsExactly("B-1");
        assertThat(hall.parts(sku)).containsExactly("-MISSING AVAILABLE 3", "TOTE AVAILABLE 3");
        PickLine next = hall.take(wave, "P2", 1).getFirst();
        assertThat(next.chosen()).isFalse();
        Picked none = hall.pick("P2", next, 0);
        assertThat(none.goesWithout()).isEqualTo(3);
        assertThat(second.orderId()).isIn(line.orderId(), next.orderId());
        assertThat(hall.level(sku)).containsExactly(6L, 0L, 3L);
    }

    @Test
    void whatAPickerNamesHimselfIsOnRecordAndAWrongOrderIsSeen() {
        String first = hall.lot(sku, day.plusDays(5));
        String other = hall.lot(sku, day.plusDays(9));
        hall.receive(sku, first, "A-1", 3);
        hall.receive(sku, other, "B-1", 3);
        hall.order(sku, 2);
        hall.at(8, 5);
        PickLine line = hall.take(hall.wave(), "P1", 9).getFirst();
        assertThat(line.lotCode()).isEqualTo(first);
        assertThat(Hall.code(() -> hall.confirming.confirm(
                        worker("P1"), line.lineId(), new Pick("gun-1", hall.key(), 2L, other, null, "C-1", null))))
                .isEqualTo("stock-short");
        hall.confirming.confirm(
                worker("P1"), line.lineId(), new Pick("gun-1", hall.key(), 2L, other, null, "B-1", null));
        assertThat(hall.parts(sku)).containsExactly("A-1 AVAILABLE 3", "B-1 AVAILABLE 1", "TOTE AVAILABLE 2");
        assertThat(audit.violations()).isEmpty();
        sees(
                "lots set aside first expired, first out",
                () -> hall.sql.change(
                        "UPDATE log_stock_act SET document_kind = 'PICK' WHERE document_kind = 'NAMED_PICK' AND document_id = ?",
                        line.lineId()));
        sees(
                "set aside = lines taken and picked",
                () -> hall.sql.change("UPDATE log_pick_line SET found = 1 WHERE line_id = ?", line.lineId()));
        sees(
                "lines to be picked = parcels of released waves",
                () -> hall.sql.change("UPDATE log_pick_line SET picker = NULL WHERE line_id = ?", line.lineId()));
        sees(
                "what orders go without = short picks and releases",
                () -> hall.sql.change("UPDATE log_reservation SET short_qty = 1 WHERE order_id = ?", line.orderId()));
    }

    private void sees(String invariant, Runnable planted) {
        var seen = new Object[1];
        assertThatThrownBy(() -> hall.transactions.run(() -> {
                    planted.run();
                    seen[0] = audit.violations().keySet();
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        assertThat(seen[0]).asString().contains(invariant);
    }

    @Test
    void whatCannotMakeItsDepartureForAllTheLookingGetsANewWayAndItIsToldWhy() {
        hall.receive(sku, hall.lot(sku, day.plusDays(5)), "A-1", 3);
        hall.receive(sku, hall.lot(sku, day.plusDays(9)), "B-1", 3);
        Booked early = hall.order(sku, 1);
        Booked late = hall.order(sku, 2);
        String wave = hall.wave();
        var list = hall.take(wave, "P1", 9);
        hall.at(11, 10);
        hall.pick("P1", of(list, early), 0).elsewhere().forEach(line -> hall.pick("P1", line, 1));
        assertThat(rerouting.slips(List.of(early.barcode()))).isEmpty();
        hall.at(11, 50);
        hall.pick("P1", of(list, late), 1);
        assertThat(rerouting.slips(List.of(late.barcode())).get(late.barcode()))
                .extracting(Rerouting.Slip::reason)
                .containsExactly(SlipReason.SHORT_PICK);
    }

    private static PickLine of(List<PickLine> lines, Booked order) {
        return lines.stream()
                .filter(line -> line.orderId().equals(order.orderId()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsSetAsideIsNobodyElses() {
        String lot = hall.lot(sku, day.plusDays(5));
        hall.receive(sku, lot, "A-1", 3);
        hall.order(sku, 1);
        PickLine line = hall.take(hall.wave(), "P1", 9).getFirst();
        var act = new Act(What.HELD, line.countyCode(), Hall.HUB, "破损", "tester", null, null, null);
        assertThat(Hall.code(() -> hall.transactions.run(() ->
                        hall.book.post(act, List.of(new Change(line.inTote(), -1), new Change(line.onShelf(), 1))))))
                .isEqualTo("set-aside");
    }

    @Test
    void whileItIsPickedNobodyCountsItAndWhileItIsCountedNobodyTakesIt() {
        String lot = hall.lot(sku, day.plusDays(5));
        hall.receive(sku, lot, "A-1", 3);
        hall.order(sku, 1);
        String wave = hall.wave();
        var key = List.of(new SkuAtNode(sku, Hall.HUB));
        PickLine line = hall.take(wave, "P1", 9).getFirst();
        assertThat(Hall.code(() -> hall.transactions.run(() -> hall.book.freeze(key, hall.ids.next()))))
                .isEqualTo("being-picked");
        hall.givingBack.giveBack(worker("P1"), line.lineId(), new Return(null), hall.key());
        String count = hall.ids.next();
        hall.transactions.run(() -> hall.book.freeze(key, count));
        assertThat(hall.take(wave, "P1", 9)).isEmpty();
        hall.transactions.run(() -> hall.book.thaw(key, count));
        assertThat(hall.take(wave, "P1", 9)).hasSize(1);
    }
}

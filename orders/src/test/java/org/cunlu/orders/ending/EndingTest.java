package org.cunlu.orders.ending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.id.Ids;
import org.cunlu.logistics.Differences.Reason;
import org.cunlu.logistics.ParcelGivenUp;
import org.cunlu.logistics.ParcelMoved;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.PickedShort;
import org.cunlu.logistics.Stock;
import org.cunlu.orders.Ledger;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderState;
import org.cunlu.orders.OrderStep;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.cunlu.orders.standin.StandInParcels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Parcels that came home, are lost for good or lack pieces, and what becomes of orders, money and books. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndingTest implements TestPropertyProvider {
    private static final String HUB = StandInNetwork.HUB;
    private static final String HOME = StandInNetwork.VILLAGE21;
    /** Two pieces at 59.90 and 2.30 for carriage. */
    private static final long TOTAL = 2 * 5_990 + 230;

    @Inject
    Shop shop;

    @Inject
    CameHome cameHome;

    @Inject
    LostForGood lostForGood;

    @Inject
    WentWithout wentWithout;

    @Inject
    StandInParcels parcels;

    @Inject
    Stock stock;

    @Inject
    OrderBook book;

    @Inject
    Ledger ledger;

    @Inject
    Transactions transactions;

    @Inject
    Sql sql;

    @Inject
    Ids ids;

    @Inject
    Clock clock;

    @Inject
    Audit audit;

    private String buyer;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("ending");
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void whatItsBuyerRefusedIsRefundedWhenItIsHomeAndOnceOnly() {
        String order = paid();
        parcels.pack(order);
        parcels.refuse(order);
        returned(order);
        returned(order);
        assertThat(shop.state(order)).isEqualTo("CANCELLED REFUND_DUE RETURNED");
        assertThat(last(order)).isEqualTo("REFUSED_BY_BUYER");
        assertThat(shop.sum("SELECT SUM(amount_fen) AS fen FROM ord_refund WHERE order_id = ?", order))
                .isEqualTo(TOTAL);
        assertThat(postings(order))
                .containsEntry("refunds-payable:" + order, -TOTAL)
                .containsEntry("buyer-prepaid:" + order, 0L)
                .doesNotContainKey("seller-payable:S1");
        assertThat(shop.count("ker_outbox WHERE topic = 'orders.order-cancelled' AND subject = ?", order))
                .isEqualTo(1);
    }

    @Test
    void cashIsNotDueAnyMoreForWhatNobodyCollected() {
        String order = cash();
        parcels.pack(order);
        returned(order);
        assertThat(shop.state(order)).isEqualTo("CANCELLED UNPAID RETURNED");
        assertThat(last(order)).isEqualTo("NOT_COLLECTED");
        assertThat(postings(order)).isEmpty();
    }

    @Test
    void newsOfTheWayBackThatComesFirstOrLateChangesNothing() {
        String order = paid();
        parcels.pack(order);
        for (ParcelState state : List.of(ParcelState.REFUSED, ParcelState.AT_NODE, ParcelState.LOST)) {
            moved(order, state);
        }
        assertThat(shop.state(order)).isEqualTo("OPEN PAID ALLOCATED");
        returned(order);
        assertThat(shop.state(order)).isEqualTo("CANCELLED REFUND_DUE RETURNED");
        moved("0000000000000", ParcelState.RETURNED);
    }

    @Test
    void whatIsDeliveredAndBroughtBackLaterStaysDelivered() {
        String order = paid();
        parcels.pack(order);
        deliver(order, 0);
        returned(order);
        givenUp(order, Reason.WRITTEN_OFF, null);
        assertThat(shop.state(order)).isEqualTo("COMPLETED PAID HANDED_OVER");
    }

    @Test
    void whoeverLostAParcelOwesItsSellerWhatHeWouldHaveGotAndItsBuyerIsRefunded() {
        String order = paid();
        parcels.pack(order);
        givenUp(order, Reason.NODE_PAYS, HOME);
        givenUp(order, Reason.NODE_PAYS, HOME);
        assertThat(shop.state(order)).isEqualTo("CANCELLED REFUND_DUE LOST");
        assertThat(last(order)).isEqualTo("LOST_ON_THE_WAY");
        // Goods 119.80 less 5 % of them.
        assertThat(postings(order))
                .containsEntry("loss-claim:" + HOME, 11_381L)
                .containsEntry("seller-payable:S1", -11_381L)
                .containsEntry("refunds-payable:" + order, -TOTAL);
        String cash = cash();
        parcels.pack(cash);
        givenUp(cash, Reason.CARRIER_PAYS, null);
        assertThat(shop.state(cash)).isEqualTo("CANCELLED UNPAID LOST");
        assertThat(postings(cash)).containsEntry("loss-claim:carrier", 11_381L);
        String nobodys = paid();
        parcels.pack(nobodys);
        givenUp(nobodys, Reason.WRITTEN_OFF, null);
        assertThat(postings(nobodys)).containsEntry("losses", 11_381L);
    }

    @Test
    void whatTurnsUpAfterAllReversesItsLossAndNotTheRefund() {
        String order = paid();
        parcels.pack(order);
        givenUp(order, Reason.NODE_PAYS, HOME);
        returned(order);
        returned(order);
        assertThat(shop.state(order)).isEqualTo("CANCELLED REFUND_DUE RETURNED");
        assertThat(postings(order))
                .containsEntry("loss-claim:" + HOME, 0L)
                .containsEntry("seller-payable:S1", 0L)
                .containsEntry("refunds-payable:" + order, -TOTAL);
    }

    @Test
    void ofAReturnALossAndABuyerWhoCancelsAtOnceOneEndsIt() throws Exception {
        for (int round = 0; round < 5; round++) {
            String order = paid();
            String who = buyer;
            parcels.pack(order);
            Rivals.all(9, rival -> switch (rival % 3) {
                case 0 -> returned(order);
                case 1 -> givenUp(order, Reason.WRITTEN_OFF, null);
                default -> {
                    // It is packed: cancelling is too late in any case.
                    shop.cancel(who, order, shop.key()).is(409, "too-late");
                    yield null;
                }
            });
            assertThat(shop.state(order)).isIn("CANCELLED REFUND_DUE RETURNED", "CANCELLED REFUND_DUE LOST");
            assertThat(shop.sum("SELECT SUM(amount_fen) AS fen FROM ord_refund WHERE order_id = ?", order))
                    .isEqualTo(TOTAL);
        }
    }

    @Test
    void piecesThatWereNotThereAreRefundedAndTheRestIsDelivered() {
        String order = paid();
        PickedShort shortPick = shortPick(order, 1, 1, false);
        hear(shortPick);
        hear(shortPick);
        assertThat(shop.state(order)).isEqualTo("OPEN PAID ALLOCATED");
        assertThat(shop.sum("SELECT SUM(amount_fen) AS fen FROM ord_refund WHERE order_id = ?", order))
                .isEqualTo(5_990);
        var seen = shop.get(buyer, "/api/shop/orders/" + order).is(200);
        assertThat(seen.number("shortFen")).isEqualTo(5_990);
        assertThat(seen.body().get("lines").get(0).get("shortQuantity").getIntValue())
                .isEqualTo(1);
        parcels.pack(order);
        deliver(order, 0);
        // One piece sold: 59.90, 5 % of it 2.995, rounded; carriage in full.
        assertThat(postings(order))
                .containsEntry("buyer-prepaid:" + order, 0L)
                .containsEntry("platform-revenue", -283L)
                .containsEntry("tax-on-fees", -17L)
                .containsEntry("seller-payable:S1", -5_690L)
                .containsEntry("freight-revenue", -170L)
                .containsEntry("refunds-payable:" + order, -5_990L);
    }

    @Test
    void aShortPickThatIsHeardOfAfterTheDeliveryIsListedToBeSettledByHandAndChangesNothing() {
        String order = paid();
        PickedShort late = shortPick(order, 1, 1, false);
        parcels.pack(order);
        deliver(order, 0);
        hear(late);
        hear(late);
        assertThat(shop.state(order)).isEqualTo("COMPLETED PAID HANDED_OVER");
        assertThat(shop.count("ord_refund WHERE order_id = ?", order)).isZero();
        assertThat(shop.count("ord_short_pick WHERE outcome = 'AFTER_DELIVERY' AND fen = 5990 AND order_id = ?", order))
                .isEqualTo(1);
    }

    @Test
    void whoeverPaysInCashPaysForWhatHeGets() {
        String order = cash();
        hear(shortPick(order, 1, 1, false));
        assertThat(parcels.cashDue(order)).isEqualTo(TOTAL - 5_990);
        parcels.pack(order);
        deliver(order, TOTAL - 5_990);
        assertThat(postings(order))
                .containsEntry("cash-held:" + HOME, TOTAL - 5_990)
                .doesNotContainKey("cash-difference:" + HOME);
    }

    @Test
    void anOrderOfWhichNothingWasThereIsOverAndAllOfItGoesBack() {
        String order = paid();
        hear(shortPick(order, 1, 1, false));
        hear(shortPick(order, 1, 0, true));
        assertThat(shop.state(order)).isEqualTo("CANCELLED REFUND_DUE GIVEN_BACK");
        assertThat(last(order)).isEqualTo("PICKED_SHORT");
        assertThat(shop.sum("SELECT SUM(amount_fen) AS fen FROM ord_refund WHERE order_id = ?", order))
                .isEqualTo(TOTAL);
    }

    @Test
    void aBuyerWhoCancelsBeforeOrAfterHisShortPickIsHeardOfGetsAllBackOnce() {
        String after = paid();
        hear(shortPick(after, 1, 1, false));
        shop.cancel(buyer, after, shop.key()).is(200);
        String before = paid();
        PickedShort late = shortPick(before, 1, 1, false);
        shop.cancel(buyer, before, shop.key()).is(200);
        hear(late);
        for (String order : List.of(after, before)) {
            assertThat(shop.state(order)).isEqualTo("CANCELLED REFUND_DUE GIVEN_BACK");
            assertThat(shop.sum("SELECT SUM(amount_fen) AS fen FROM ord_refund WHERE order_id = ?", order))
                    .isEqualTo(TOTAL);
        }
    }

    @Test
    void aShortPickOfWhatWasRefundedInPartAndCameHomeGivesBackTheRest() {
        String order = paid();
        hear(shortPick(order, 1, 1, false));
        parcels.pack(order);
        returned(order);
        assertThat(shop.sum("SELECT SUM(amount_fen) AS fen FROM ord_refund WHERE order_id = ?", order))
                .isEqualTo(TOTAL);
    }

    @Test
    void theSameShortPickManyTimesAtOnceCountsOnceAndMoreThanWasOrderedIsNoNews() throws Exception {
        String order = paid();
        PickedShort shortPick = shortPick(order, 1, 1, false);
        Rivals.all(8, rival -> {
            hear(shortPick);
            return null;
        });
        assertThat(shop.count("ord_refund WHERE order_id = ?", order)).isEqualTo(1);
        var more = event(order, 2, 0, false);
        assertThatThrownBy(() -> hear(more)).isInstanceOf(IllegalStateException.class);
    }

    /** As logistics tells it: the claim is smaller already. */
    private PickedShort shortPick(String order, long pieces, long left, boolean empty) {
        String sku = sku(order);
        transactions.run(() -> {
            assertThat(stock.goWithout(order, new Stock.SkuAtNode(sku, HUB), pieces))
                    .isTrue();
            sql.change(
                    "INSERT INTO log_pick_short (short_id, line_id, county_code, node_code, order_id, sku_code, missing,"
                            + " elsewhere, without, written_off, picker, at) VALUES (?, ?, '500233', ?, ?, ?, ?, 0, ?, 0,"
                            + " 'picker', UTC_TIMESTAMP(3))",
                    ids.next(),
                    ids.next(),
                    HUB,
                    order,
                    sku,
                    pieces,
                    pieces);
        });
        return event(order, pieces, left, empty);
    }

    private PickedShort event(String order, long pieces, long left, boolean empty) {
        String sku = sku(order);
        return new PickedShort(ids.next(), order, "B" + order, HUB, sku, pieces, left, empty, clock.instant());
    }

    private String sku(String order) {
        return transactions.read(
                () -> sql.one("SELECT sku_code FROM ord_line WHERE order_id = ?", row -> row.string("sku_code"), order)
                        .orElseThrow());
    }

    private void hear(PickedShort event) {
        transactions.run(() -> wentWithout.on(event, heard()));
    }

    @Nullable
    private Void returned(String order) {
        return moved(order, ParcelState.RETURNED);
    }

    @Nullable
    private Void moved(String order, ParcelState state) {
        var event = new ParcelMoved(order, "B" + order, state, HUB, 0, clock.instant());
        transactions.run(() -> cameHome.on(event, heard()));
        return null;
    }

    @Nullable
    private Void givenUp(String order, Reason reason, String node) {
        var event = new ParcelGivenUp(order, "B" + order, reason, node, clock.instant());
        transactions.run(() -> lostForGood.on(event, heard()));
        return null;
    }

    /** As completing does. */
    private void deliver(String order, long cashFen) {
        transactions.run(() -> {
            var known = book.order(order).orElseThrow();
            if (cashFen > 0) {
                ledger.cashTaken(known, HOME, cashFen);
            }
            ledger.delivered(known, known.toNode());
            book.move(
                    known,
                    new OrderState(
                            OrderState.Lifecycle.COMPLETED,
                            OrderState.PaymentStatus.PAID,
                            OrderState.FulfilmentStatus.HANDED_OVER),
                    clock.instant(),
                    "test",
                    OrderStep.Why.DELIVERED);
        });
    }

    private Heard heard() {
        return new Heard("E", clock.instant(), 1);
    }

    private String last(String order) {
        return transactions.read(() -> sql.one(
                        "SELECT why FROM ord_order_history WHERE order_id = ? ORDER BY version DESC LIMIT 1",
                        row -> row.string("why"),
                        order)
                .orElseThrow());
    }

    private Map<String, Long> postings(String order) {
        return shop.sums(
                "SELECT account AS name, SUM(amount_fen) AS fen FROM ord_posting WHERE order_id = ? GROUP BY account",
                order);
    }

    private String paid() {
        buyer = shop.buyer();
        Offer rice = shop.offer("S1", 5_990, Map.of(HUB, 10L));
        String group = shop.unpaid(buyer, rice, 2);
        shop.wallet(shop.startPaying(buyer, group).is(201).text("chargeId"), Map.of())
                .is(202);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(shop.get(buyer, "/api/shop/order-groups/" + group)
                                .text("status"))
                        .isEqualTo("PAID"));
        return shop.orderIds(group).getFirst();
    }

    private String cash() {
        buyer = shop.buyer();
        shop.put(buyer, shop.offer("S1", 5_990, Map.of(HUB, 10L)), 2).is(200);
        return shop.orderIds(shop.order(buyer, "CASH_AT_PICKUP", HOME).is(201).text("groupId"))
                .getFirst();
    }
}

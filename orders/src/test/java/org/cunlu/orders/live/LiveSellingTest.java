package org.cunlu.orders.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.orders.standin.LiveShop.HOST;
import static org.cunlu.orders.standin.LiveShop.OTHER;
import static org.cunlu.orders.standin.LiveShop.SELLER;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.logistics.ParcelMoved;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.orders.Carts;
import org.cunlu.orders.Destination;
import org.cunlu.orders.PaymentChoice;
import org.cunlu.orders.PlacingRule;
import org.cunlu.orders.Quotes;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.LiveShop;
import org.cunlu.orders.standin.MovedClock;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.cunlu.orders.standin.StandInOffers;
import org.cunlu.orders.standin.StandInParcels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A live session from its plan to its end: what is sold in it, to whom, for how much, and what becomes of the rest. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveSellingTest implements TestPropertyProvider {
    private static final String HUB = StandInNetwork.HUB;
    private static final String HOME = StandInNetwork.VILLAGE21;

    @Inject
    Shop shop;

    @Inject
    LiveShop live;

    @Inject
    Stock stock;

    @Inject
    StandInParcels parcels;

    @Inject
    List<Subscriber<?>> subscribers;

    @Inject
    Hosting hosting;

    @Inject
    Airing airing;

    @Inject
    Quotes quotes;

    @Inject
    Carts carts;

    @Inject
    LimitRule rule;

    @Inject
    MovedClock clock;

    @Inject
    Transactions transactions;

    @Inject
    Audit audit;

    @Inject
    Sql sql;

    private final Map<String, String> properties = new HashMap<>(ShopServers.properties("liveselling"));

    @Override
    public Map<String, String> getProperties() {
        return properties;
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void itsStockIsKeptApartWhileItLastsAndWhatNobodyBoughtIsFreeAfterwards() {
        Offer orange = offer(1_000, 10);
        String session = live.planned();
        String slot = live.slotted(session, orange, 700, 6, 3);
        assertThat(available(orange)).isEqualTo(10);
        live.act(HOST, session, "start").is(200);
        live.act(HOST, session, "start").is(200);
        assertThat(available(orange)).isEqualTo(4);
        live.put(shop.buyer(), orange, slot, 1).is(409, "live-slot-closed");
        live.onAir(HOST, session, slot).is(200);
        String group = live.buy(shop.buyer(), orange, slot, 2).is(201).text("groupId");
        assertThat(shop.sums(
                        "SELECT 'price' AS name, unit_price_fen AS fen FROM ord_line WHERE order_id = ?",
                        shop.orderIds(group).getFirst()))
                .containsEntry("price", 700L);
        assertThat(shop.count(
                        "ord_line WHERE order_id = ? AND live_session_id = ? AND live_slot_id = ? AND live_host_id = 'hosty'"
                                + " AND live_host_bps = 1000 AND live_station = ? AND live_station_bps = 200",
                        shop.orderIds(group).getFirst(),
                        session,
                        slot,
                        HOME))
                .isEqualTo(1);
        assertThat(available(orange)).isEqualTo(4);
        live.stock(HOST, session, slot, 3).is(200);
        live.stock(HOST, session, slot, 2).is(409, "live-stock-short");
        assertThat(available(orange)).isEqualTo(1);
        live.offAir(HOST, session, slot).is(200);
        live.buy(shop.buyer(), orange, slot, 1).is(409, "live-slot-closed");
        live.onAir(HOST, session, slot).is(409, "live-slot-over");
        live.act(HOST, session, "end").is(200);
        live.act(HOST, session, "end").is(200);
        assertThat(available(orange)).isEqualTo(8);
        assertThat(live.standing(slot)).isEqualTo(Map.of("allotted", 9L, "drawn", 2L, "freed", 7L));
        live.stock(HOST, session, slot, 1).is(409, "live-ended");
        live.add(SELLER, session, live.slot(orange, 700, 700, 1, 1)).is(409, "live-ended");
        assertThat(shop.count("ker_outbox WHERE topic = 'orders.live-slot-on-air' AND subject = ?", slot))
                .isEqualTo(1);
        assertThat(shop.count("ker_trail WHERE subject IN (?, ?)", session, slot))
                .isEqualTo(7);
        assertThat(shop.send(SELLER, "GET", LiveShop.LIVE + "/" + session, null, null)
                        .is(200)
                        .body()
                        .get("slots")
                        .get(0)
                        .get("hostFen")
                        .getLongValue())
                .isEqualTo(140);
    }

    @Test
    void whatGoesWithItInTheCartIsAnOrderOfItsOwnAtItsOrdinaryPrice() {
        Offer orange = offer(1_000, 10);
        Offer rice = offer(500, 10);
        String[] on = live.running(orange, 700, 5, 3);
        String buyer = shop.buyer();
        shop.put(buyer, rice, 2).is(200);
        assertThat(live.put(buyer, orange, on[1], 1).is(200).number("goodsFen")).isEqualTo(1_700);
        String group = shop.order(buyer, "ONLINE", HOME).is(201).text("groupId");
        assertThat(shop.orderIds(group)).hasSize(2);
        assertThat(shop.count(
                        "ord_line l JOIN ord_order o ON o.order_id = l.order_id WHERE o.group_id = ?"
                                + " AND l.live_slot_id IS NULL AND l.unit_price_fen = 500",
                        group))
                .isEqualTo(1);
        live.act(HOST, on[0], "end").is(200);
    }

    @Test
    void whoWasToldAnotherPriceIsAskedAgainAndNoPriceIsBelowTheFloor() {
        Offer orange = offer(1_000, 10);
        String session = live.planned();
        String slot = live.add(SELLER, session, live.slot(orange, 800, 600, 5, 5))
                .is(201)
                .text("slotId");
        live.act(HOST, session, "start").is(200);
        live.onAir(HOST, session, slot).is(200);
        String buyer = shop.buyer();
        live.put(buyer, orange, slot, 1).is(200);
        long total = shop.quote(buyer, Shop.village(HOME), "ONLINE").is(200).number("totalFen");
        live.price(HOST, session, slot, 599).is(409, "live-price-under-floor");
        live.price(HOST, session, slot, 1_001).is(400, "price-above-list");
        live.price(HOST, session, slot, 0).is(400);
        live.price(HOST, session, slot, 600).is(200);
        shop.place(buyer, shop.key(), Shop.village(HOME), "ONLINE", total).is(409, "total-changed");
        shop.place(buyer, shop.key(), Shop.village(HOME), "ONLINE", total - 200).is(201);
        String floor = LiveShop.LIVE + "/" + session + "/slots/" + slot + "/floor";
        shop.send(HOST, "PUT", floor, null, Map.of("floorFen", 500)).is(404);
        shop.send(SELLER, "PUT", floor, null, Map.of("floorFen", 99)).is(400, "floor-invalid");
        shop.send(SELLER, "PUT", floor, null, Map.of("floorFen", 100)).is(200);
        live.price(HOST, session, slot, 100).is(200);
        live.act(HOST, session, "end").is(200);
    }

    @Test
    void oneBuyerHasNoMoreThanTheLimitAlsoAtOnceAndWhatHeCancelsHeMayHaveAgain() throws Exception {
        Offer orange = offer(1_000, 50);
        String[] on = live.running(orange, 700, 30, 3);
        String buyer = shop.buyer();
        live.buy(buyer, orange, on[1], 4).is(409, "live-limit");
        String order = shop.orderIds(live.buy(buyer, orange, on[1], 2).is(201).text("groupId"))
                .getFirst();
        live.buy(buyer, orange, on[1], 2).is(409, "live-limit");
        shop.cancel(buyer, order, shop.key()).is(200);
        assertThat(live.standing(on[1])).containsEntry("drawn", 0L);
        live.buy(buyer, orange, on[1], 3).is(201);
        live.buy(buyer, orange, on[1], 1).is(409, "live-limit");
        String crowd = shop.buyer();
        var got = Rivals.all(8, i -> live.buy(crowd, orange, on[1], 1).status());
        assertThat(got.stream().filter(status -> status == 201).count()).isLessThanOrEqualTo(3);
        assertThat(got).allMatch(status -> status == 201 || status == 409 || status == 400);
        live.act(HOST, on[0], "end").is(200);
    }

    @Test
    void aCancelledOrderGivesBackToTheSlotWhileItLivesAndToEverybodyAfterwards() {
        Offer orange = offer(1_000, 5);
        String[] on = live.running(orange, 700, 5, 5);
        String buyer = shop.buyer();
        String one =
                shop.orderIds(live.buy(buyer, orange, on[1], 2).text("groupId")).getFirst();
        String late =
                shop.orderIds(live.buy(buyer, orange, on[1], 3).text("groupId")).getFirst();
        live.buy(shop.buyer(), orange, on[1], 1).is(409, "sold-out");
        shop.cancel(buyer, one, shop.key()).is(200);
        assertThat(available(orange)).isZero();
        live.buy(shop.buyer(), orange, on[1], 2).is(201);
        live.act(HOST, on[0], "end").is(200);
        shop.cancel(buyer, late, shop.key()).is(200);
        assertThat(available(orange)).isEqualTo(3);
        assertThat(live.standing(on[1])).isEqualTo(Map.of("allotted", 5L, "drawn", 2L, "freed", 3L));
    }

    @Test
    void whenItIsDeliveredHostAndStationGetTheirSharesOutOfTheSellers() {
        Offer orange = offer(1_995, 10);
        String[] on = live.running(orange, 1_995, 5, 5);
        String buyer = shop.buyer();
        live.put(buyer, orange, on[1], 1).is(200);
        String order = shop.orderIds(
                        shop.order(buyer, "CASH_AT_PICKUP", HOME).is(201).text("groupId"))
                .getFirst();
        parcels.pack(order);
        hear("orders.completing", new ParcelMoved(order, "B" + order, ParcelState.READY, HOME, 0, clock.instant()));
        long due = shop.sum("SELECT total_fen AS fen FROM ord_order WHERE order_id = ?", order);
        hear(
                "orders.completing",
                new ParcelMoved(order, "B" + order, ParcelState.HANDED_OVER, HOME, due, clock.instant()));
        // 19.95: a tenth is 1.995, rounded to 2.00; 2 % are 0.399, rounded to 0.40; commission of 5 % is 1.00.
        assertThat(shop.sums("SELECT account AS name, amount_fen AS fen FROM ord_posting WHERE order_id = ?", order))
                .containsEntry("live-host-payable:hosty", -200L)
                .containsEntry("live-station-payable:" + HOME, -40L)
                .containsEntry("platform-revenue", -94L)
                .containsEntry("tax-on-fees", -6L)
                .containsEntry("seller-payable:S1", -1_655L);
        live.act(HOST, on[0], "end").is(200);
    }

    @Test
    void aSlotIsOnAirOnceAndAloneAndAnothersSessionIsNotFound() {
        Offer orange = offer(1_000, 20);
        String session = live.planned();
        String one = live.slotted(session, orange, 700, 5, 3);
        String two = live.slotted(session, offer(500, 5), 500, 5, 3);
        live.onAir(HOST, session, one).is(409, "live-not-on-air");
        live.act(HOST, session, "start").is(200);
        live.onAir(HOST, session, one).is(200);
        live.onAir(HOST, session, one).is(409, "live-slot-on-air");
        live.onAir(HOST, session, two).is(409, "live-another-on-air");
        long refused = shop.count("ker_trail WHERE subject = ? AND actor = 'other'", session);
        live.offAir(OTHER, session, one).is(404);
        live.act(OTHER, session, "end").is(404);
        live.price(OTHER, session, one, 800).is(404);
        live.act("x SELLER:SHOP:S2", session, "end").is(404);
        shop.send(OTHER, "GET", LiveShop.LIVE + "/" + session, null, null).is(404);
        assertThat(shop.count("ker_trail WHERE subject = ? AND actor = 'other'", session))
                .isEqualTo(refused + 4);
        live.act(SELLER, session, "end").is(200);
        live.act(HOST, live.planned(), "end").is(200);
    }

    @Test
    void aSlotIsShownWithinItsWindowAloneAndTakenOffAtItsEndIfItsHostDoesNot() {
        Offer orange = offer(1_000, 10);
        String session = live.planned();
        var wanted = live.slot(orange, 700, 700, 5, 3);
        wanted.put("airsFrom", clock.instant().plusSeconds(120).toString());
        wanted.put("airsUntil", clock.instant().plusSeconds(60).toString());
        live.add(SELLER, session, wanted).is(400, "live-time-invalid");
        wanted.put("airsUntil", clock.instant().plusSeconds(180).toString());
        String slot = live.add(SELLER, session, wanted).is(201).text("slotId");
        var late = live.slot(orange, 700, 700, 1, 1);
        late.put("airsUntil", clock.instant().plusSeconds(180).toString());
        String second = live.add(SELLER, session, late).is(201).text("slotId");
        live.act(HOST, session, "start").is(200);
        clock.forward(Duration.ofSeconds(119));
        live.onAir(HOST, session, slot).is(409, "live-window");
        clock.forward(Duration.ofSeconds(1));
        live.onAir(HOST, session, slot).is(200);
        live.buy(shop.buyer(), orange, slot, 1).is(201);
        clock.forward(Duration.ofSeconds(59));
        assertThat(airing.sweep(10)).isZero();
        String last = shop.buyer();
        var line = quoted(last, orange, slot);
        long total = shop.quote(last, Shop.village(HOME), "ONLINE").is(200).number("totalFen");
        assertThat(live.onAirNow(session)).isEqualTo(slot);
        clock.forward(Duration.ofSeconds(1));
        // Nobody has taken it off yet, and it is over all the same: for who looks, asks, or was quoted while it lasted.
        assertThat(live.onAirNow(session)).isNull();
        live.put(shop.buyer(), orange, slot, 1).is(409, "live-slot-closed");
        shop.quote(last, Shop.village(HOME), "ONLINE").is(409, "live-slot-closed");
        shop.place(last, shop.key(), Shop.village(HOME), "ONLINE", total).is(409, "live-slot-closed");
        assertThat(taken(line, clock.instant())).isInstanceOf(PlacingRule.Answer.Overtaken.class);
        assertThat(taken(line, clock.instant().minusMillis(1))).isEqualTo(PlacingRule.TAKEN);
        assertThat(airing.sweep(10)).isEqualTo(1);
        assertThat(airing.sweep(10)).isZero();
        live.buy(shop.buyer(), orange, slot, 1).is(409, "live-slot-closed");
        live.onAir(HOST, session, slot).is(409, "live-slot-over");
        live.onAir(HOST, session, second).is(409, "live-window");
        live.act(HOST, session, "end").is(200);
        assertThat(available(orange)).isEqualTo(9);
    }

    @Test
    void whatIsOffSaleIsNotPutOnAirNorBoughtWhileItsSessionIsOverdue() {
        Offer orange = offer(1_000, 10);
        String session = live.planned();
        String slot = live.slotted(session, orange, 700, 5, 3);
        live.act(HOST, session, "start").is(200);
        shop.replace(StandInOffers.offSale(orange));
        live.onAir(HOST, session, slot).is(409, "not-on-sale");
        assertThat(shop.get(null, "/api/shop/live/" + session).is(200).raw()).doesNotContain("\"next\":\"");
        shop.replace(orange);
        live.onAir(HOST, session, slot).is(200);
        shop.replace(StandInOffers.offSale(orange));
        live.buy(shop.buyer(), orange, slot, 1).is(409, "not-on-sale");
        shop.replace(orange);
        live.buy(shop.buyer(), orange, slot, 1).is(201);
        clock.forward(Duration.ofHours(2));
        live.buy(shop.buyer(), orange, slot, 1).is(409, "live-slot-closed");
        assertThat(hosting.sweep(10)).isEqualTo(1);
    }

    /** @return the line as placing would write it */
    private PlacingRule.Line quoted(String buyer, Offer offer, String slot) {
        live.put(buyer, offer, slot, 1).is(200);
        var line = quotes.quote(carts.lines(buyer), Destination.village(HOME), PaymentChoice.ONLINE)
                .shipments()
                .getFirst()
                .lines()
                .getFirst();
        return new PlacingRule.Line(buyer, "S1", HUB, line.of("O", 1), 1);
    }

    /** Takes it as placing does, and gives it up. */
    private PlacingRule.Answer taken(PlacingRule.Line line, Instant now) {
        return transactions.run(() -> {
            PlacingRule.Answer answer = rule.take(List.of(line), now);
            if (answer instanceof PlacingRule.Answer.Taken) {
                rule.giveBack(List.of(line));
            }
            return answer;
        });
    }

    @Test
    void theAuditSeesWhatWasSoldBeyondTheAllotmentNotFreedOrCountedForTheWrongBuyer() {
        Offer orange = offer(1_000, 10);
        String[] on = live.running(orange, 700, 6, 3);
        live.buy(shop.buyer(), orange, on[1], 2).is(201);
        live.act(HOST, on[0], "end").is(200);
        String sold = "live sold <= allotment; sold + freed = allotment after the end";
        String slot = " WHERE allotment_id = '" + on[1] + "'";
        seen(
                sold,
                "log_allotment SET is_open = 1, freed = freed - 1" + slot,
                "log_allotment SET is_open = 0, freed = freed + 1" + slot);
        seen(
                sold,
                "log_allotment SET drawn = drawn - 1, freed = freed + 1" + slot,
                "log_allotment SET drawn = drawn + 1, freed = freed - 1" + slot);
        String taken = "ord_live_buyer SET taken = taken %s 1 WHERE slot_id = '" + on[1] + "'";
        seen("what buyers took of live slots = their open and done orders", taken.formatted("+"), taken.formatted("-"));
    }

    private void seen(String invariant, String wrong, String right) {
        transactions.run(() -> sql.change("UPDATE " + wrong));
        assertThat(audit.violations()).containsKey(invariant);
        transactions.run(() -> sql.change("UPDATE " + right));
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void whatIsNonsenseIsRefusedWithItsCode() {
        Offer orange = offer(1_000, 10);
        for (var wrong : List.of(
                Map.entry("title", "<b>忠橙</b>"),
                Map.entry("title", " "),
                Map.entry("endsAt", clock.instant().minusSeconds(60).toString()),
                Map.entry("streamUrl", "http://live.example.cn/1"),
                Map.entry("streamUrl", "javascript:alert(1)"),
                Map.entry("streamUrl", "https://user:word@live.example.cn/"),
                Map.entry("cover", "nosuchpicture"),
                Map.entry("hostBps", 5_001),
                Map.entry("station", "NOWHERE"))) {
            var plan = live.plan();
            plan.put(wrong.getKey(), wrong.getValue());
            shop.send(SELLER, "POST", LiveShop.LIVE, shop.key(), plan).is(400);
        }
        var own = live.plan();
        own.put("hostBps", 4_000);
        shop.send(HOST, "POST", LiveShop.LIVE, shop.key(), own).is(404);
        own.remove("hostBps");
        String session =
                shop.send(HOST, "POST", LiveShop.LIVE, shop.key(), own).is(201).text("sessionId");
        live.add(HOST, session, live.slot(orange, 700, 700, 1, 1)).is(409, "live-floor-not-approved");
        live.add(SELLER, session, live.slot(orange, 600, 700, 1, 1)).is(409, "live-price-under-floor");
        live.add(SELLER, session, live.slot(orange, 700, 99, 1, 1)).is(400, "floor-invalid");
        live.add(SELLER, session, live.slot(orange, -5, -5, 1, 1)).is(400);
        live.add(SELLER, session, live.slot(orange, 1_000_000_000L, 700, 1, 1)).is(400, "price-above-list");
        live.add(SELLER, session, live.slot(orange, 700, 700, 0, 1)).is(400);
        live.add(SELLER, session, live.slot(offerOf("S2"), 700, 700, 1, 1)).is(400, "offer-unknown");
        live.add(SELLER, session, live.slot(orange, 700, 700, 11, 1)).is(201);
        live.act(HOST, session, "start").is(409, "live-stock-short");
        assertThat(available(orange)).isEqualTo(10);
        live.act(HOST, session, "end").is(200);
    }

    @Test
    void whatItsHostDoesNotEndTwoInstancesEndOnce() throws Exception {
        Offer orange = offer(1_000, 10);
        String[] on = live.running(orange, 700, 8, 3);
        live.buy(shop.buyer(), orange, on[1], 3).is(201);
        try (EmbeddedServer second =
                ApplicationContext.run(EmbeddedServer.class, new HashMap<String, Object>(properties), "test")) {
            Hosting other = second.getApplicationContext().getBean(Hosting.class);
            second.getApplicationContext().getBean(MovedClock.class).forward(Duration.ofHours(3));
            assertThat(hosting.sweep(10)).isZero();
            clock.forward(Duration.ofHours(3));
            assertThat(airing.sweep(10)).isZero();
            var ended = Rivals.all(6, i -> (i % 2 == 0 ? hosting : other).sweep(10));
            assertThat(ended.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1);
        }
        assertThat(live.standing(on[1])).isEqualTo(Map.of("allotted", 8L, "drawn", 3L, "freed", 5L));
        assertThat(shop.count("ker_outbox WHERE topic = 'orders.live-session-ended' AND subject = ?", on[0]))
                .isEqualTo(1);
        assertThat(shop.count("ker_outbox WHERE topic = 'orders.live-slot-off-air' AND subject = ?", on[1]))
                .as("what is on air at the end cannot be bought any more either")
                .isEqualTo(1);
        live.onAir(HOST, on[0], on[1]).is(409, "live-ended");
    }

    private Offer offer(long fen, long pieces) {
        return shop.offer("S1", fen, Map.of(HUB, pieces));
    }

    private Offer offerOf(String seller) {
        return shop.offer(seller, 1_000, Map.of(HUB, 5L));
    }

    private long available(Offer offer) {
        return stock.available(List.of(offer.sku().code()), List.of(HUB))
                .get(new SkuAtNode(offer.sku().code(), HUB));
    }

    @SuppressWarnings("unchecked")
    private void hear(String subscriber, ParcelMoved event) {
        var who = (Subscriber<ParcelMoved>) subscribers.stream()
                .filter(each -> each.name().equals(subscriber))
                .findFirst()
                .orElseThrow();
        transactions.run(() -> who.on(event, new Heard("E", clock.instant(), 1)));
    }
}

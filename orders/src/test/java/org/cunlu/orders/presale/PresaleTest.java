package org.cunlu.orders.presale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.BrandRight;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.ExpectedGone;
import org.cunlu.orders.branding.BrandShop;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.MovedClock;
import org.cunlu.orders.standin.News;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInOffers;
import org.cunlu.orders.standin.StandInParcels;
import org.cunlu.orders.standin.StandInPromises;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A harvest is sold before it is there, comes in, and is shared out: over the doors of all who act. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PresaleTest implements TestPropertyProvider {
    private static final String HUB = Farm.HUB;
    private static final long PRICE = Farm.PRICE;

    @Inject
    Shop shop;

    @Inject
    Farm farm;

    @Inject
    News news;

    @Inject
    StandInParcels parcels;

    @Inject
    StandInPromises promises;

    @Inject
    MovedClock clock;

    @Inject
    Audit audit;

    @Inject
    BrandShop brands;

    @Inject
    StandInOffers offers;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    private final Map<String, String> properties = new HashMap<>(ShopServers.properties("presale"));

    @Override
    public Map<String, String> getProperties() {
        return properties;
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void aDraftIsSeenByNobodyUntilTheCountyOpensItAndAnothersIsNotThere() {
        Offer orange = farm.offer();
        String key = shop.key();
        var terms = farm.terms(orange, 100, Map.of());
        String id = Farm.id(shop.send(Farm.SELLER, "POST", "/api/seller/presales", key, terms)
                .is(201));
        assertThat(Farm.id(shop.send(Farm.SELLER, "POST", "/api/seller/presales", key, terms)
                        .is(201)))
                .isEqualTo(id);
        String stranger = "other SELLER:SHOP:S2";
        shop.send(stranger, "POST", "/api/seller/presales", shop.key(), terms).is(404);
        shop.send(stranger, "POST", "/api/seller/presales/" + id + "/closure", shop.key(), null)
                .is(404);
        shop.get(null, "/api/shop/presales/" + id).is(404);
        farm.quote(shop.buyer(), id, 1).is(404);
        farm.seller(id, "closure", null).is(409, "presale-state");
        farm.county(id, "opening", null).is(403, "second-factor-needed");
        shop.get(null, "/api/shop/presales/" + id).is(404);
        farm.opened(id);
        assertThatThrownBy(() -> farm.opened(id))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo("presale-state"));
        var seen = shop.get(null, "/api/shop/presales/" + id).is(200);
        assertThat(seen.number("left")).isEqualTo(80);
        assertThat(seen.text("told")).contains("ships between " + farm.day(10) + " and " + farm.day(14));
        assertThat(seen.text("cutRuleTold")).contains("In proportion");
    }

    @Test
    void termsThatMakeNoSenseAreRefused() {
        Offer orange = farm.offer();
        refused(orange, Map.of("node", "500233-OUT"), "node-not-of-offer");
        refused(orange, Map.of("shipTo", farm.day(9).toString()), "window-invalid");
        refused(orange, Map.of("shipFrom", farm.day(2).toString()), "window-invalid");
        refused(orange, Map.of("orderUntil", "2026-01-01T00:00:00Z"), "order-until-past");
        refused(orange, Map.of("depositFen", PRICE), "deposit-too-high");
        refused(orange, Map.of("depositFen", 100, "depositPercent", 10), "deposit-twice");
        refused(orange, Map.of("forecast", 1), "nothing-to-sell");
    }

    private void refused(Offer offer, Map<String, Object> other, String code) {
        shop.send(Farm.SELLER, "POST", "/api/seller/presales", shop.key(), farm.terms(offer, 100, other))
                .is(400, code);
    }

    @Test
    void ofManyBuyersAtTwoInstancesAsManyGetItAsMayBeSold() throws Exception {
        Offer orange = farm.offer();
        String id = farm.open(orange, 25, Map.of());
        try (EmbeddedServer other =
                ApplicationContext.run(EmbeddedServer.class, new HashMap<String, Object>(properties), "test")) {
            Shop there = other.getApplicationContext().getBean(Shop.class);
            there.replace(orange);
            var farms = List.of(farm, other.getApplicationContext().getBean(Farm.class));
            long total = farm.quote(shop.buyer(), id, 1).is(200).number("totalFen");
            var answers = Rivals.all(60, i -> farms.get(i % 2).place(shop.buyer(), id, 1, total, shop.key()));
            assertThat(answers.stream().filter(answer -> answer.status() == 201))
                    .hasSize(20);
            assertThat(answers.stream().filter(answer -> answer.status() != 201))
                    .allSatisfy(answer -> answer.is(409, "sold-out"));
        }
        assertThat(shop.get(null, "/api/shop/presales/" + id).number("left")).isZero();
        assertThat(shop.shelf(orange, HUB)).containsExactly(0, 0);
    }

    @Test
    void aSecondTryWithTheSameKeyIsTheSameOrderAndACartDoesNotReachTheForecast() {
        Offer orange = farm.offer();
        String id = farm.open(orange, 100, Map.of());
        String buyer = shop.buyer();
        long total = farm.quote(buyer, id, 2).is(200).number("totalFen");
        farm.place(buyer, id, 2, total - 1, shop.key()).is(409, "total-changed");
        String key = shop.key();
        String group = farm.place(buyer, id, 2, total, key).is(201).text("groupId");
        assertThat(farm.place(buyer, id, 2, total, key).is(201).text("groupId")).isEqualTo(group);
        assertThat(shop.get(null, "/api/shop/presales/" + id).number("left")).isEqualTo(78);
        shop.put(buyer, orange, 1).is(200);
        shop.quote(buyer, Farm.HOME, "ONLINE").is(409, "sold-out");
    }

    @Test
    void enoughIsHarvestedAndEverybodyHasAllOfIt() {
        Offer orange = farm.offer();
        String id = farm.open(orange, 100, Map.of());
        String buyer = shop.buyer();
        String order = farm.paid(buyer, id, 4);
        assertThat(shop.state(order)).isEqualTo("OPEN PAID EXPECTED");
        assertThat(parcels.state(order)).isEmpty();
        farm.harvest(id, 10, shop.key()).is(200);
        assertThat(shop.shelf(orange, HUB)).containsExactly(10, 4);
        assertThat(farm.settle()).isEqualTo(1);
        assertThat(shop.state(order)).isEqualTo("OPEN PAID ALLOCATED");
        assertThat(parcels.state(order)).contains("BOOKED");
        parcels.pack(order);
        assertThat(shop.shelf(orange, HUB)).containsExactly(6, 0);
        assertThat(shop.get(buyer, "/api/shop/orders/" + order).is(200).body().get("arrival"))
                .isNotNull();
        assertThat(farm.refunded(order)).isZero();
        farm.step();
        assertThat(shop.get(Farm.OPERATOR, "/api/county/presales").is(200).raw())
                .contains("\"DONE\"");
        // What is beyond it is sold like anything else.
        shop.put(buyer, orange, 6).is(200);
        shop.quote(buyer, Farm.HOME, "ONLINE").is(200);
    }

    @Test
    void aShortHarvestIsSharedOutAndTheDifferencePaidBackToTheFenOnceWhoeverDiesInBetween() throws Exception {
        Offer orange = farm.offer();
        String id = farm.open(orange, 100, Map.of());
        var buyers = List.of(shop.buyer(), shop.buyer(), shop.buyer());
        var orders = new ArrayList<String>();
        int[] wanted = {5, 3, 2};
        for (int i = 0; i < 3; i++) {
            orders.add(farm.paid(buyers.get(i), id, wanted[i]));
        }
        String key = shop.key();
        farm.harvest(id, 5, key).is(200);
        farm.harvest(id, 5, key).is(200);
        farm.harvest(id, 5, shop.key()).is(409, "presale-state");
        // Here the instance dies: the shares are known, no money has gone back.
        assertThat(audit.violations()).isEmpty();
        assertThat(shop.shelf(orange, HUB)).containsExactly(5, 5);
        assertThat(farm.refunded(orders.getFirst())).isZero();
        assertThat(farm.bought(buyers.getFirst(), orders.getFirst()).number("given"))
                .isEqualTo(2);
        try (EmbeddedServer other =
                ApplicationContext.run(EmbeddedServer.class, new HashMap<String, Object>(properties), "test")) {
            other.getApplicationContext().getBean(Shop.class).replace(orange);
            Farm there = other.getApplicationContext().getBean(Farm.class);
            var settled = Rivals.all(8, i -> (i % 2 == 0 ? farm : there).settle());
            assertThat(settled.stream().mapToInt(each -> each).sum()).isEqualTo(3);
        }
        int[] given = {2, 2, 1};
        for (int i = 0; i < 3; i++) {
            String order = orders.get(i);
            assertThat(shop.state(order)).isEqualTo("OPEN PAID ALLOCATED");
            assertThat(farm.refunded(order)).isEqualTo((wanted[i] - given[i]) * PRICE);
            assertThat(shop.count("ord_refund WHERE order_id = ?", order)).isEqualTo(1);
            assertThat(shop.sum("SELECT quantity AS fen FROM log_claim WHERE order_id = ?", order))
                    .isEqualTo(given[i]);
        }
        assertThat(shop.count("ker_outbox WHERE topic = 'orders.presale-cut' AND subject = ?", id))
                .isEqualTo(1);
        assertThat(shop.shelf(orange, HUB)).containsExactly(5, 5);
    }

    @Test
    void whatIsSoldAheadUnderABrandCountsToItsQuotaAndWhatIsCutOffItGoesBack() {
        String right = brands.authorized("S1", BrandRight.Unit.PIECES, 6);
        Offer orange = brands.branded(farm.offer(), right);
        String id = farm.open(orange, 100, Map.of());
        String first = farm.paid(shop.buyer(), id, 4);
        assertThat(brands.used(right)).isEqualTo(4);
        farm.quote(shop.buyer(), id, 3).is(409, "brand-quota-used-up");
        String leaver = shop.buyer();
        String left = farm.paid(leaver, id, 2);
        assertThat(brands.used(right)).isEqualTo(6);
        shop.cancel(leaver, left, shop.key()).is(200);
        String second = farm.paid(shop.buyer(), id, 2);
        farm.harvest(id, 3, shop.key()).is(200);
        farm.settle();
        assertThat(shop.state(first)).isEqualTo("OPEN PAID ALLOCATED");
        assertThat(shop.state(second)).isEqualTo("OPEN PAID ALLOCATED");
        assertThat(brands.used(right)).isEqualTo(3);
        String next = farm.open(orange, 100, Map.of());
        long total = farm.quote(shop.buyer(), next, 1).is(200).number("totalFen");
        brands.revoke(right);
        farm.quote(shop.buyer(), next, 1).is(409, "brand-not-authorised");
        farm.place(shop.buyer(), next, 1, total, shop.key()).is(409, "brand-not-authorised");
        assertThat(shop.count("ord_presale_order WHERE presale_id = ?", next)).isZero();
        nobodyCanOrder(next);
    }

    private void nobodyCanOrder(String presale) {
        var seen = shop.get(null, "/api/shop/presales/" + presale).is(200);
        assertThat(seen.body().get("takesOrders").getBooleanValue()).isFalse();
        assertThat(seen.number("left")).isZero();
        assertThat(shop.get(null, "/api/shop/presales?limit=100").is(200).raw()).doesNotContain(presale);
    }

    @Test
    void whatIsTakenOffSaleIsNotSoldAheadEitherAndComesBackAsItWas() {
        Offer orange = farm.offer();
        String id = farm.open(orange, 100, Map.of());
        String before = farm.paid(shop.buyer(), id, 3);
        String buyer = shop.buyer();
        long total = farm.quote(buyer, id, 1).is(200).number("totalFen");
        offers.put(StandInOffers.offSale(orange));
        try {
            nobodyCanOrder(id);
            farm.quote(buyer, id, 1).is(409, "not-on-sale");
            farm.place(buyer, id, 1, total, shop.key()).is(409, "not-on-sale");
            assertThat(shop.state(before)).isEqualTo("OPEN PAID EXPECTED");
        } finally {
            offers.put(orange);
        }
        var seen = shop.get(null, "/api/shop/presales/" + id).is(200);
        assertThat(seen.body().get("takesOrders").getBooleanValue()).isTrue();
        assertThat(seen.number("left")).isEqualTo(77);
        farm.place(buyer, id, 1, total, shop.key()).is(201);
    }

    @Test
    void theAuditSeesWhatWasOversoldGivenOutWrongNotPaidBackOrWithoutItsHistory() {
        String open = farm.open(farm.offer(), 10, Map.of());
        farm.paid(shop.buyer(), open, 8);
        seen(
                "presale: sold <= what of the forecast may be sold, before the harvest",
                "ord_presale SET sell_percent = 79 WHERE presale_id = '" + open + "'",
                "ord_presale SET sell_percent = 80 WHERE presale_id = '" + open + "'");
        seen(
                "presale: its history is whole and ends where it stands",
                "ord_presale SET ship_to = ship_to + INTERVAL 1 DAY WHERE presale_id = '" + open + "'",
                "ord_presale SET ship_to = ship_to - INTERVAL 1 DAY WHERE presale_id = '" + open + "'");
        String cut = farm.open(farm.offer(), 100, Map.of());
        String order = farm.paid(shop.buyer(), cut, 4);
        farm.harvest(cut, 3, shop.key()).is(200);
        farm.settle();
        String own = " WHERE order_id = '" + order + "'";
        seen(
                "presale: given = harvested, or all that was ordered",
                "ord_presale_order SET given = 2" + own,
                "ord_presale_order SET given = 3" + own);
        seen(
                "presale: what a small harvest takes off = pieces x price, and what was paid of it goes back",
                "ord_presale_order SET back_fen = back_fen - 1" + own,
                "ord_presale_order SET back_fen = back_fen + 1" + own);
    }

    private void seen(String invariant, String wrong, String right) {
        transactions.run(() -> sql.change("UPDATE " + wrong));
        assertThat(audit.violations()).containsKey(invariant);
        transactions.run(() -> sql.change("UPDATE " + right));
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void whoGetsNothingHasAllOfHisMoneyBackAndACropThatIsLostIsEverybodys() {
        Offer orange = farm.offer();
        String id = farm.open(orange, 100, Map.of("cutRule", "FIRST_COME"));
        String first = farm.paid(shop.buyer(), id, 3);
        String second = farm.paid(shop.buyer(), id, 3);
        long total = farm.prepaid(second);
        farm.harvest(id, 3, shop.key()).is(200);
        assertThat(news.hear(ExpectedGone.TOPIC, second)).isEqualTo(1);
        farm.settle();
        assertThat(shop.state(first)).isEqualTo("OPEN PAID ALLOCATED");
        assertThat(farm.refunded(first)).isZero();
        assertThat(shop.state(second)).isEqualTo("CANCELLED REFUND_DUE GIVEN_BACK");
        assertThat(farm.refunded(second)).isEqualTo(total);

        String lost = farm.open(farm.offer(), 100, Map.of());
        String order = farm.paid(shop.buyer(), lost, 2);
        farm.harvest(lost, 0, shop.key()).is(200);
        assertThat(news.hear(ExpectedGone.TOPIC, order)).isEqualTo(1);
        assertThat(shop.state(order)).isEqualTo("CANCELLED REFUND_DUE GIVEN_BACK");
    }

    @Test
    void nothingIsSharedOutWhileSomebodyMayStillPayNorAtAnothersNode() {
        String id = farm.open(farm.offer(), 100, Map.of());
        String buyer = shop.buyer();
        String order = farm.order(buyer, id, 2);
        farm.harvest(id, 5, shop.key()).is(409, "payments-pending");
        // Nobody orders any more, or who orders would keep it waiting for ever.
        farm.quote(shop.buyer(), id, 1).is(409, "presale-over");
        shop.send(
                        "w WAREHOUSE_WORKER:NODE:500233-OUT",
                        "POST",
                        "/api/station/presales/" + id + "/harvest",
                        shop.key(),
                        Map.of("pieces", 5))
                .is(404);
        assertThat(shop.state(order)).isEqualTo("OPEN UNPAID EXPECTED");
        shop.cancel(buyer, order, shop.key()).is(200);
        farm.harvest(id, 5, shop.key()).is(200);
    }

    @Test
    void aForecastNeverFallsBelowWhatIsSoldAndAHigherOneWaitsForTheCountysWord() {
        String id = farm.open(farm.offer(), 10, Map.of());
        farm.paid(shop.buyer(), id, 6);
        farm.seller(id, "forecast", Map.of("forecast", 7, "reason", "雨水多"))
                .is(409, "more-is-sold")
                .fact("sold");
        farm.seller(id, "forecast", Map.of("forecast", 8, "reason", "雨水多")).is(200);
        assertThat(shop.get(null, "/api/shop/presales/" + id).number("left")).isZero();
        var asked = farm.seller(id, "forecast", Map.of("forecast", 20, "reason", "长势好"))
                .is(200);
        assertThat(asked.number("raiseTo")).isEqualTo(20);
        assertThat(shop.get(null, "/api/shop/presales/" + id).number("left")).isZero();
        farm.county(id, "forecast", Map.of("forecast", 20, "approved", true, "reason", "看过"))
                .is(403, "second-factor-needed");
        assertThatThrownBy(() -> farm.decided(id, 21, true))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo("raise-changed"));
        farm.decided(id, 20, false);
        assertThat(shop.get(null, "/api/shop/presales/" + id).number("left")).isZero();
        farm.seller(id, "forecast", Map.of("forecast", 20, "reason", "长势好")).is(200);
        farm.decided(id, 20, true);
        assertThat(shop.get(null, "/api/shop/presales/" + id).number("left")).isEqualTo(10);
    }

    @Test
    void theCountyEndsOrderingWithAReasonThatStandsInTheHistory() {
        String id = farm.open(farm.offer(), 100, Map.of());
        farm.county(id, "closure", null).is(400);
        assertThat(farm.county(id, "closure", Map.of("reason", "产地受灾")).is(200).raw())
                .contains("产地受灾");
        farm.quote(shop.buyer(), id, 1).is(409, "presale-over");
        farm.seller(id, "closure", null).is(409, "presale-state");
    }

    @Test
    void whatIsPaidAndNoWayReachesGoesBackAfterTheDaysOfPatienceAndNotBefore() {
        Offer orange = farm.offer();
        String id = farm.open(orange, 100, Map.of());
        String order = farm.paid(shop.buyer(), id, 4);
        long total = farm.prepaid(order);
        farm.harvest(id, 3, shop.key()).is(200);
        promises.cutOff(HUB);
        try {
            clock.forward(Duration.ofDays(21));
            assertThat(farm.settle()).isZero();
            assertThat(shop.state(order)).isEqualTo("OPEN PAID EXPECTED");
            clock.forward(Duration.ofDays(1));
            assertThat(farm.settle()).isEqualTo(1);
        } finally {
            promises.connectAll();
        }
        assertThat(shop.state(order)).isEqualTo("CANCELLED REFUND_DUE GIVEN_BACK");
        assertThat(farm.refunded(order)).isEqualTo(total);
        assertThat(shop.shelf(orange, HUB)).containsExactly(3, 0);
        assertThat(farm.settle()).isZero();
    }

    @Test
    void nobodyHasMoreThanTheLimitEvenByManyOrdersAtOnce() throws Exception {
        String id = farm.open(farm.offer(), 100, Map.of("buyerLimit", 3));
        String buyer = shop.buyer();
        long total = farm.quote(buyer, id, 1).is(200).number("totalFen");
        var answers = Rivals.all(10, _ -> farm.place(buyer, id, 1, total, shop.key()));
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(3);
        assertThat(answers.stream().filter(answer -> answer.status() != 201))
                .allSatisfy(answer -> answer.is(409, "buyer-limit"));
        farm.order(shop.buyer(), id, 3);
    }
}

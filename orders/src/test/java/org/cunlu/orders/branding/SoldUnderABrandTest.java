package org.cunlu.orders.branding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cunlu.catalog.BrandRight.Unit;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Event;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.kernel.id.Ids;
import org.cunlu.logistics.Differences.Reason;
import org.cunlu.logistics.ParcelGivenUp;
import org.cunlu.logistics.ParcelMoved;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.PickedShort;
import org.cunlu.logistics.Stock;
import org.cunlu.orders.BrandUse;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.PlacingRule;
import org.cunlu.orders.cancelling.ExpiryByHand;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.MovedClock;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.cunlu.orders.standin.StandInParcels;
import org.cunlu.orders.standin.StatementCount;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What orders take of a regional brand's quota, and when it goes back. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SoldUnderABrandTest implements TestPropertyProvider {
    private static final String HOME = StandInNetwork.VILLAGE21;

    @Inject
    Shop shop;

    @Inject
    BrandShop brands;

    @Inject
    StandInParcels parcels;

    @Inject
    List<Subscriber<?>> subscribers;

    @Inject
    ExpiryByHand expiry;

    @Inject
    MovedClock clock;

    @Inject
    Audit audit;

    @Inject
    CountedUses uses;

    @Inject
    Stock stock;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Inject
    Ids ids;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("soldunderabrand");
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void anOrderTakesWhatItsPiecesWeighAndKeepsByWhatRightAndGivesItBackOnceWhenItIsCancelled() {
        String right = brands.authorized("S1", Unit.GRAMS, 5_000);
        String buyer = shop.buyer();
        String order = unpaid(buyer, brands.offer("S1", right, 50), 3);
        assertThat(brands.used(right)).isEqualTo(1_500);
        assertThat(shop.count(
                        "ord_line WHERE order_id = ? AND brand_code = ? AND authorization_id = ? AND brand_origin = ?"
                                + " AND brand_unit = 'GRAMS' AND brand_per_piece = 500",
                        order,
                        BrandShop.BRAND,
                        right,
                        BrandShop.ORIGIN))
                .isEqualTo(1);
        String key = shop.key();
        shop.cancel(buyer, order, key).is(200);
        shop.cancel(buyer, order, key).is(200);
        shop.cancel(buyer, order, shop.key()).is(409, "too-late");
        assertThat(brands.used(right)).isZero();
    }

    @Test
    void whatNobodyPaysGivesItsQuotaBack() {
        String right = brands.authorized("S1", Unit.PIECES, 4);
        Offer orange = brands.offer("S1", right, 50);
        unpaid(shop.buyer(), orange, 4);
        clock.forward(Duration.ofMinutes(31));
        expiry.run();
        expiry.run();
        assertThat(brands.used(right)).isZero();
    }

    @Test
    void moneyAfterExpirySellsAgainOnlyWhatTheQuotaStillHas() {
        String right = brands.authorized("S1", Unit.PIECES, 4);
        Offer orange = brands.offer("S1", right, 50);
        for (boolean taken : new boolean[] {false, true}) {
            String buyer = shop.buyer();
            shop.put(buyer, orange, 2).is(200);
            String group = shop.order(buyer, "ONLINE", HOME).is(201).text("groupId");
            String charge = shop.startPaying(buyer, group).is(201).text("chargeId");
            clock.forward(Duration.ofMinutes(31));
            expiry.run();
            if (taken) {
                unpaid(shop.buyer(), orange, 1);
            }
            shop.wallet(charge, Map.of()).is(202);
            String order = shop.orderIds(group).getFirst();
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(shop.state(order))
                            .isEqualTo(taken ? "CANCELLED REFUND_DUE GIVEN_BACK" : "OPEN PAID ALLOCATED"));
        }
        assertThat(brands.used(right)).isEqualTo(3);
    }

    @Test
    void whatCameHomeIsLostOrLacksPiecesGivesItsQuotaBackOnceAndWhatArrivedDoesNot() {
        String right = brands.authorized("S1", Unit.PIECES, 100);
        Offer orange = brands.offer("S1", right, 100);
        String home = cash(orange, 2);
        String lost = cash(orange, 3);
        String lacking = cash(orange, 4);
        String empty = cash(orange, 5);
        assertThat(brands.used(right)).isEqualTo(14);
        parcels.pack(home);
        parcels.pack(lost);
        for (int times = 0; times < 2; times++) {
            hear("orders.came-home", new ParcelMoved(home, "B1", ParcelState.RETURNED, HOME, 0, clock.instant()));
        }
        assertThat(brands.used(right)).isEqualTo(12);
        for (int times = 0; times < 2; times++) {
            hear("orders.lost-for-good", new ParcelGivenUp(lost, "B2", Reason.NODE_PAYS, HOME, clock.instant()));
        }
        assertThat(brands.used(right)).isEqualTo(9);
        String sku = orange.sku().code();
        PickedShort some = shortPick(lacking, sku, 1, 3);
        hear("orders.went-without", some);
        hear("orders.went-without", some);
        assertThat(brands.used(right)).isEqualTo(8);
        PickedShort all = shortPick(empty, sku, 5, 0);
        hear("orders.went-without", all);
        hear("orders.went-without", all);
        assertThat(brands.used(right)).isEqualTo(3);
    }

    @Test
    void whatIsNotLeftRevokedOrOverIsRefusedWithItsReason() {
        String right = brands.authorized("S1", Unit.PIECES, 3);
        Offer orange = brands.offer("S1", right, 50);
        Offer juice = brands.offer("S1", right, 50);
        String buyer = shop.buyer();
        shop.put(buyer, orange, 2).is(200);
        shop.put(buyer, juice, 2).is(200);
        // Each alone would do; both are of one right.
        assertThat(shop.quote(buyer, Shop.village(HOME), "ONLINE")
                        .is(409, "brand-quota-used-up")
                        .fact("available")
                        .getLongValue())
                .isEqualTo(1);
        shop.put(buyer, juice, 1).is(200);
        long total = shop.quote(buyer, Shop.village(HOME), "ONLINE").is(200).number("totalFen");
        brands.revoke(right);
        shop.place(buyer, shop.key(), Shop.village(HOME), "ONLINE", total).is(409, "brand-not-authorised");
        String other = brands.authorized("S2", Unit.PIECES, 3);
        Offer late = brands.offer("S2", other, 50);
        String second = shop.buyer();
        shop.put(second, late, 1).is(200);
        clock.forward(Duration.ofDays(31));
        shop.quote(second, Shop.village(HOME), "ONLINE").is(409, "brand-not-authorised");
        assertThat(brands.used(right)).isZero();
    }

    @Test
    void ofAnOrderOverSeveralSellersAllQuotasAreTakenByOneStatementOrNone() {
        String one = brands.authorized("S1", Unit.PIECES, 10);
        String two = brands.authorized("S2", Unit.GRAMS, 10_000);
        Offer orange = brands.offer("S1", one, 50);
        Offer juice = brands.offer("S2", two, 50);
        String buyer = shop.buyer();
        shop.put(buyer, orange, 2).is(200);
        shop.put(buyer, juice, 3).is(200);
        shop.order(buyer, "ONLINE", HOME).is(201);
        assertThat(List.of(brands.used(one), brands.used(two))).containsExactly(2L, 1_500L);
        var lines = List.of(line(1, one), line(2, two), line(3, one));
        assertThat(StatementCount.during(() -> transactions.run(
                        () -> assertThat(uses.take(lines, clock.instant())).isEqualTo(PlacingRule.TAKEN))))
                .filteredOn(sent -> !sent.equals("COMMIT"))
                .hasSize(1);
        // Ten of a gram each are left of neither: nothing of the other is kept.
        var tooMany = Stream.concat(Stream.generate(() -> line(1, one)).limit(9), Stream.of(line(2, two)))
                .toList();
        assertThatThrownBy(() -> transactions.run(() -> {
                    assertThat(uses.take(tooMany, clock.instant())).isInstanceOf(PlacingRule.Answer.Overtaken.class);
                    throw new IllegalStateException("given up");
                }))
                .hasMessage("given up");
        var plain = List.of(held(new OrderLine("O", 1, "F", "K", "米", 1, 0, 1, 1, null, null, null), 1));
        assertThat(StatementCount.during(
                        () -> assertThat(uses.take(plain, clock.instant())).isEqualTo(PlacingRule.TAKEN)))
                .isEmpty();
        transactions.run(() -> uses.giveBack(List.of(held(line(1, one).line(), 2), line(2, two))));
        assertThat(List.of(brands.used(one), brands.used(two))).containsExactly(2L, 1_500L);
    }

    @Test
    void theAuditSeesAWrongCounterAndALineThatWasSoldByNoRight() {
        String right = brands.authorized("S1", Unit.PIECES, 10);
        String order = unpaid(shop.buyer(), brands.offer("S1", right, 50), 2);
        change("UPDATE cat_brand_authorization SET used = 1 WHERE id = ?", right);
        assertThat(audit.violations()).containsOnlyKeys("brand quota used = open and done orders under it");
        change("UPDATE cat_brand_authorization SET used = 2, valid_until = valid_from WHERE id = ?", right);
        assertThat(audit.violations()).isEmpty();
        for (String wrong : List.of(
                "valid_until = valid_from - INTERVAL 1 DAY, valid_from = valid_from - INTERVAL 2 DAY",
                "seller_code = 'S9'",
                "granted_at = granted_at + INTERVAL 1 DAY",
                "revoked_at = granted_at - INTERVAL 1 DAY")) {
            transactions.run(() -> sql.change("CREATE TABLE kept_right AS SELECT * FROM cat_brand_authorization"));
            change("UPDATE cat_brand_authorization SET " + wrong + " WHERE id = ?", right);
            assertThat(audit.violations())
                    .as(wrong)
                    .containsOnlyKeys("each line of a regional brand was sold by a right valid at its placing");
            transactions.run(() -> {
                sql.change("DELETE FROM cat_brand_authorization");
                sql.change("INSERT INTO cat_brand_authorization SELECT * FROM kept_right");
            });
            transactions.run(() -> sql.change("DROP TABLE kept_right"));
        }
        // Of a village that the right does not name.
        change("UPDATE ord_line SET brand_origin = '500233116201' WHERE order_id = ?", order);
        assertThat(audit.violations())
                .containsOnlyKeys("each line of a regional brand was sold by a right valid at its placing");
        change("UPDATE ord_line SET brand_origin = '" + BrandShop.ORIGIN + "' WHERE order_id = ?", order);
        assertThat(audit.violations()).isEmpty();
        change(
                "UPDATE cat_brand SET regional_since = regional_since - INTERVAL 10 DAY WHERE code = ?",
                BrandShop.BRAND);
        change(
                "UPDATE ord_line SET authorization_id = NULL, brand_origin = NULL, brand_unit = NULL,"
                        + " brand_per_piece = NULL WHERE order_id = ?",
                order);
        change("UPDATE cat_brand_authorization SET used = 0 WHERE id = ?", right);
        assertThat(audit.violations())
                .containsOnlyKeys("each line of a regional brand was sold by a right valid at its placing");
        change("UPDATE ord_line SET brand_code = NULL WHERE order_id = ?", order);
    }

    private void change(String statement, String argument) {
        transactions.run(() -> sql.change(statement, argument));
    }

    private static PlacingRule.Line line(int no, String authorization) {
        var use = new BrandUse(BrandShop.BRAND, authorization, BrandShop.ORIGIN, Unit.PIECES, 1);
        return held(new OrderLine("O", no, "F", "K", "橙", 1, 0, 1, 1, use, null, null), 1);
    }

    private static PlacingRule.Line held(OrderLine line, int pieces) {
        return new PlacingRule.Line("A", "S1", StandInNetwork.HUB, line, pieces);
    }

    private String unpaid(String buyer, Offer offer, int pieces) {
        return shop.orderIds(shop.unpaid(buyer, offer, pieces)).getFirst();
    }

    private String cash(Offer offer, int pieces) {
        String buyer = shop.buyer();
        shop.put(buyer, offer, pieces).is(200);
        return shop.orderIds(shop.order(buyer, "CASH_AT_PICKUP", HOME).is(201).text("groupId"))
                .getFirst();
    }

    /** As logistics tells it: the claim is smaller already. */
    private PickedShort shortPick(String order, String sku, long pieces, long left) {
        transactions.run(() -> {
            assertThat(stock.goWithout(order, new Stock.SkuAtNode(sku, StandInNetwork.HUB), pieces))
                    .isTrue();
            sql.change(
                    "INSERT INTO log_pick_short (short_id, line_id, county_code, node_code, order_id, sku_code, missing,"
                            + " elsewhere, without, written_off, picker, at) VALUES (?, ?, '500233', ?, ?, ?, ?, 0, ?, 0,"
                            + " 'picker', UTC_TIMESTAMP(3))",
                    ids.next(),
                    ids.next(),
                    StandInNetwork.HUB,
                    order,
                    sku,
                    pieces,
                    pieces);
        });
        return new PickedShort(
                ids.next(), order, "B" + order, StandInNetwork.HUB, sku, pieces, left, left == 0, clock.instant());
    }

    @SuppressWarnings("unchecked")
    private <E extends Event> void hear(String subscriber, E event) {
        var who = (Subscriber<E>) subscribers.stream()
                .filter(each -> each.name().equals(subscriber))
                .findFirst()
                .orElseThrow();
        transactions.run(() -> who.on(event, new Heard("E", clock.instant(), 1)));
    }
}

package org.cunlu.orders.sourcing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Direction;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An operator reads and sets policies, and quotes and orders go by them. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoliciesTest implements TestPropertyProvider {
    private static final String OPERATOR = "op COUNTY_OPERATOR:SUBTREE:500233";
    private static final String PATH = "/api/county/source-policies";
    private static final List<String> USUAL = List.of("ARRIVAL", "COST", "SHIPMENTS", "AGE");
    private static final String HUB = StandInNetwork.HUB;
    private static final String TOWN1 = StandInNetwork.TOWN1;
    private static final String TOWN2 = StandInNetwork.TOWN2;
    private static final Map<String, Object> HOME = Shop.village(StandInNetwork.VILLAGE21);

    @Inject
    Shop shop;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Inject
    PoliciesInForce inForce;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("policies");
    }

    @BeforeEach
    void nobodyHasSetAny() {
        transactions.run(() -> {
            sql.change("DELETE FROM ord_source_policy");
            sql.change("DELETE FROM ker_trail WHERE act = 'orders.source-policy'");
        });
        inForce.all();
    }

    @Test
    void untilACountySetsItsOwnThereIsAPolicyForEachTrade() {
        var all = shop.get(OPERATOR, PATH).is(200).body().get("items");
        assertThat(all.size()).isEqualTo(3);
        assertThat(all.get(0).get("trade").getStringValue()).isEqualTo("CONSUMER_GOODS");
        assertThat(strings(all.get(0).get("rules"))).isEqualTo(USUAL);
        assertThat(all.get(0).get("split").getStringValue()).isEqualTo("IF_NEEDED");
        assertThat(all.get(0).get("version").getIntValue()).isZero();
        assertThat(strings(all.get(1).get("rules"))).isEqualTo(List.of("COST", "SHIPMENTS", "ARRIVAL", "AGE"));
    }

    @Test
    void settingOneIsAVersionOnRecordAndSettingItAgainChangesNothing() {
        set(0, List.of("SHIPMENTS"), "NEVER").is(200);
        var again = set(0, List.of("SHIPMENTS"), "NEVER").is(200);
        assertThat(again.number("version")).isEqualTo(1);
        assertThat(shop.count("ker_trail WHERE act = 'orders.source-policy' AND actor = 'op'"
                        + " AND subject = 'CONSUMER_GOODS' AND state_before = '0 ARRIVAL,COST,SHIPMENTS,AGE IF_NEEDED'"
                        + " AND state_after = '1 SHIPMENTS NEVER'"))
                .isEqualTo(1);
        assertThat(set(0, USUAL, "NEVER")
                        .is(409, "policy-changed")
                        .fact("version")
                        .getIntValue())
                .isEqualTo(1);
        assertThat(set(1, USUAL, "IF_NEEDED").is(200).number("version")).isEqualTo(2);
        assertThat(shop.count("ord_source_policy")).isEqualTo(2);
    }

    @Test
    void ofTwoWhoSawTheSameOneIsTold() throws Exception {
        var answers = Rivals.all(8, i -> set(0, i % 2 == 0 ? List.of("COST") : List.of("AGE"), "NEVER"));
        assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 409);
        assertThat(answers.stream().filter(answer -> answer.status() == 200).count())
                .isBetween(1L, 4L);
        assertThat(shop.count("ord_source_policy")).isEqualTo(1);
    }

    @Test
    void whatMakesNoSenseAndWhoeverHasNoSuchCountyIsRefused() {
        set(0, List.of("COST", "COST"), "NEVER").is(400, "rule-twice");
        set(0, List.of(), "NEVER").is(400);
        set(0, List.of("GUT_FEELING"), "NEVER").is(400);
        set(0, USUAL, "SOMETIMES").is(400);
        shop.send(OPERATOR, "PUT", PATH + "/RESERVE", null, body(0, USUAL, "NEVER"))
                .is(400);
        String other = "stranger COUNTY_OPERATOR:SUBTREE:500234";
        shop.get(other, PATH).is(404);
        shop.send(other, "PUT", PATH + "/CONSUMER_GOODS", null, body(0, USUAL, "NEVER"))
                .is(404);
        assertThat(shop.count("ord_source_policy")).isZero();
        assertThat(shop.count("ker_trail WHERE act = 'orders.source-policy.refused' OR actor = 'stranger'"))
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void quotesGoByThePolicyOfTheirTrade() {
        String buyer = shop.buyer();
        shop.put(buyer, shop.offer("S1", 100, Map.of(TOWN1, 4L, TOWN2, 5L)), 6).is(200);
        Offer split = shop.offer("S1", 100, Map.of(TOWN1, 4L, TOWN2, 5L));
        var both = shop.quote(buyer, HOME, "ONLINE").is(200).body().get("shipments");
        assertThat(both.size()).isEqualTo(2);
        assertThat(pieces(both)).isEqualTo(6);
        set(0, USUAL, "NEVER").is(200);
        assertThat(shop.quote(buyer, HOME, "ONLINE")
                        .is(409, "split-not-allowed")
                        .fact("available")
                        .getIntValue())
                .isEqualTo(5);
        // What goes up is another trade.
        String other = shop.buyer();
        shop.replace(up(split));
        shop.put(other, split, 6).is(200);
        assertThat(shop.quote(other, Shop.outside(), "ONLINE")
                        .is(200)
                        .body()
                        .get("shipments")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void aLineThatWasCutIsOrderedFromBothNodesForItsWholePrice() {
        String buyer = shop.buyer();
        Offer rice = shop.offer("S1", 100, Map.of(TOWN1, 4L, TOWN2, 5L));
        shop.put(buyer, rice, 9).is(200);
        String group =
                shop.order(buyer, "ONLINE", StandInNetwork.VILLAGE21).is(201).text("groupId");
        assertThat(shop.orderIds(group)).hasSize(2);
        assertThat(shop.shelf(rice, TOWN1)).containsExactly(4, 4);
        assertThat(shop.shelf(rice, TOWN2)).containsExactly(5, 5);
        assertThat(shop.sum("SELECT SUM(goods_fen) AS fen FROM ord_order WHERE group_id = ?", group))
                .isEqualTo(900);
        assertThat(shop.count("ord_cart_line WHERE account_id = ?", buyer)).isZero();
    }

    @Test
    void farmInputsOfASellerTravelApartFromHisFood() {
        String buyer = shop.buyer();
        Offer rice = shop.offer("S1", 100, Map.of(HUB, 4L));
        Offer seed = shop.offer("S1", 100, Map.of(HUB, 4L));
        shop.replace(ofCategory(seed, "SEED", Direction.DOWN));
        shop.put(buyer, rice, 1).is(200);
        shop.put(buyer, seed, 1).is(200);
        assertThat(shop.quote(buyer, HOME, "ONLINE")
                        .is(200)
                        .body()
                        .get("shipments")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void whatIsKeptDifferentlyTravelsApartAndIsPromisedOnItsOwn() {
        String buyer = shop.buyer();
        for (StorageClass kept : StorageClass.values()) {
            Offer plain = shop.offer("S1", 100, Map.of(HUB, 9L));
            shop.replace(keptAs(ofCategory(plain, "SEED", Direction.DOWN), kept));
            shop.put(buyer, plain, 2).is(200);
        }
        JsonNode shipments = shop.quote(buyer, HOME, "ONLINE").is(200).body().get("shipments");
        assertThat(shipments.size()).isEqualTo(3);
        for (JsonNode shipment : shipments.values()) {
            assertThat(shipment.get("lines").size()).isEqualTo(1);
            assertThat(shipment.get("legs").size()).isPositive();
            assertThat(shipment.get("promisedAt").getStringValue()).isNotBlank();
        }
    }

    private static Offer keptAs(Offer offer, StorageClass kept) {
        var sku = new Sku(
                offer.sku().code(),
                offer.sku().name(),
                offer.sku().weightGrams(),
                offer.sku().volumeCm3(),
                kept,
                false);
        return new Offer(
                offer.id(),
                sku,
                offer.productCode(),
                offer.productName(),
                offer.sellerCode(),
                offer.sellerName(),
                null,
                null,
                offer.category(),
                offer.direction(),
                offer.priceFen(),
                offer.sourceNodes(),
                true,
                offer.quantityMin(),
                offer.quantityMax(),
                offer.version());
    }

    private static long pieces(JsonNode shipments) {
        long pieces = 0;
        for (JsonNode shipment : shipments.values()) {
            pieces += shipment.get("lines").get(0).get("quantity").getIntValue();
        }
        return pieces;
    }

    private static Offer up(Offer offer) {
        return ofCategory(offer, offer.category(), Direction.UP);
    }

    private static Offer ofCategory(Offer offer, String category, Direction direction) {
        return new Offer(
                offer.id(),
                offer.sku(),
                offer.productCode(),
                offer.productName(),
                offer.sellerCode(),
                offer.sellerName(),
                null,
                null,
                category,
                direction,
                offer.priceFen(),
                offer.sourceNodes(),
                true,
                1,
                9_999,
                2);
    }

    private Shop.Answer set(int version, List<String> rules, String split) {
        return shop.send(OPERATOR, "PUT", PATH + "/CONSUMER_GOODS", null, body(version, rules, split));
    }

    private static Map<String, Object> body(int version, List<String> rules, String split) {
        return new HashMap<>(Map.of("version", version, "rules", rules, "split", split));
    }

    private static List<String> strings(JsonNode array) {
        var strings = new ArrayList<String>();
        array.values().forEach(value -> strings.add(value.getStringValue()));
        return strings;
    }
}

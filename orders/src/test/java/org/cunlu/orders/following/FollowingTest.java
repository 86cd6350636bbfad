package org.cunlu.orders.following;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.orders.Orders;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.cunlu.orders.standin.StatementCount;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who sees what of orders and books. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FollowingTest implements TestPropertyProvider {
    private static final String HUB = StandInNetwork.HUB;

    @Inject
    Shop shop;

    @Inject
    Orders orders;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("following");
    }

    @Test
    void theBuyerSeesHisOrderWithLinesHistoryAndParcel() {
        String buyer = shop.buyer();
        Offer rice = shop.offer("S1", 5_990, Map.of(HUB, 10L));
        shop.put(buyer, rice, 2).is(200);
        String group = shop.order(buyer, "CASH_AT_PICKUP", StandInNetwork.VILLAGE21)
                .is(201)
                .text("groupId");
        String order = shop.orderIds(group).getFirst();
        var seen = shop.get(buyer, "/api/shop/orders/" + order).is(200);
        assertThat(seen.text("lifecycle")).isEqualTo("OPEN");
        assertThat(seen.text("paymentStatus")).isEqualTo("CASH_DUE");
        assertThat(seen.text("fulfilmentStatus")).isEqualTo("ALLOCATED");
        assertThat(seen.number("totalFen")).isEqualTo(2 * 5_990 + 230);
        assertThat(seen.body().get("lines").get(0).get("quantity").getIntValue())
                .isEqualTo(2);
        assertThat(seen.body().get("recipient").get("name").getStringValue()).isEqualTo("张三丰");
        assertThat(seen.body().get("history").size()).isEqualTo(1);
        assertThat(seen.body().get("tracking").get("state").getStringValue()).isEqualTo("BOOKED");
        assertThat(seen.text("pickupCode")).isNull();
    }

    @Test
    void severalOrdersAreShownAtOnceInAsManyStatementsAsOneAndOthersOrdersAreLeftOut() {
        String buyer = shop.buyer();
        Offer rice = shop.offer("S1", 5_990, Map.of(HUB, 100L));
        var own = new ArrayList<String>();
        for (int i = 0; i < 4; i++) {
            own.add(shop.orderIds(shop.unpaid(buyer, rice, 1 + i)).getFirst());
        }
        String another = shop.orderIds(shop.unpaid(shop.buyer(), rice, 1)).getFirst();
        var seen = shop.get(buyer, "/api/shop/order-views?orders=" + String.join(",", own) + "," + another + ",NONE")
                .is(200)
                .body();
        assertThat(seen.size()).isEqualTo(4);
        for (int i = 0; i < 4; i++) {
            var alone =
                    shop.get(buyer, "/api/shop/orders/" + own.get(i)).is(200).body();
            assertThat(seen.get(i)).isEqualTo(alone);
        }
        assertThat(statements(buyer, own)).isEqualTo(statements(buyer, own.subList(0, 1)));
        shop.get(buyer, "/api/shop/order-views").is(400);
        String tooMany = String.join(",", Collections.nCopies(51, own.getFirst()));
        shop.get(buyer, "/api/shop/order-views?orders=" + tooMany).is(400);
    }

    /** Those of the stand-in for parcels are left out: it asks for each alone. */
    private long statements(String buyer, List<String> ids) {
        return StatementCount.during(() -> orders.views(buyer, ids)).stream()
                .filter(sql -> !sql.contains("standin_parcel"))
                .count();
    }

    @Test
    void listsComeTheNewestFirstPieceByPieceAndHoldOnlyOnesOwn() {
        String buyer = shop.buyer();
        Offer rice = shop.offer("S1", 5_990, Map.of(HUB, 100L));
        var placed = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            placed.addFirst(shop.orderIds(shop.unpaid(buyer, rice, 1)).getFirst());
            shop.unpaid(shop.buyer(), rice, 1);
        }
        var seen = new ArrayList<String>();
        String cursor = "";
        for (int piece = 0; piece < 3; piece++) {
            var page = shop.get(buyer, "/api/shop/orders?limit=2" + cursor).is(200);
            page.body()
                    .get("items")
                    .values()
                    .forEach(order -> seen.add(order.get("orderId").getStringValue()));
            cursor = "&cursor=" + page.text("next");
            assertThat(page.text("next") == null).isEqualTo(piece == 2);
        }
        assertThat(seen).isEqualTo(placed);
        shop.get(buyer, "/api/shop/orders?cursor=rubbish").is(400);
    }

    @Test
    void aSellerSeesOrdersOfHisShopsAndNothingOfWhoTheBuyerIs() {
        String shopA = "A" + shop.buyer();
        String shopB = "B" + shop.buyer();
        String buyer = shop.buyer();
        shop.put(buyer, shop.offer(shopA, 5_990, Map.of(HUB, 10L)), 2).is(200);
        shop.put(buyer, shop.offer(shopB, 100, Map.of(HUB, 10L)), 1).is(200);
        String group =
                shop.order(buyer, "ONLINE", StandInNetwork.VILLAGE21).is(201).text("groupId");
        var seen = shop.get("seller SELLER:SHOP:" + shopA, "/api/seller/orders").is(200);
        assertThat(seen.body().get("items").size()).isEqualTo(1);
        var order = seen.body().get("items").get(0);
        assertThat(shop.orderIds(group)).contains(order.get("orderId").getStringValue());
        assertThat(order.get("sellerCode").getStringValue()).isEqualTo(shopA);
        assertThat(order.get("dueFen").getLongValue()).isEqualTo(2 * 5_990 - 599);
        assertThat(seen.raw()).doesNotContain("13812345678", "张三丰", "人民路", buyer);
        assertThat(order.get("recipientMasked").getStringValue()).startsWith("张");
        assertThat(shop.get("seller SELLER:SHOP:nobody", "/api/seller/orders")
                        .body()
                        .get("items")
                        .size())
                .isZero();
    }

    @Test
    void theBooksAreTheCountyOperatorsOfThatCounty() {
        String buyer = shop.buyer();
        String group = shop.unpaid(buyer, shop.offer("S1", 5_990, Map.of(HUB, 10L)), 2);
        var started = shop.startPaying(buyer, group).is(201);
        shop.wallet(started.text("chargeId"), Map.of()).is(202);
        await().untilAsserted(() -> assertThat(
                        shop.get(buyer, "/api/shop/order-groups/" + group).text("status"))
                .isEqualTo("PAID"));
        String order = shop.orderIds(group).getFirst();
        String operator = "op COUNTY_OPERATOR:SUBTREE:500233";
        var journals =
                shop.get(operator, "/api/county/ledger/journals?order=" + order).is(200);
        assertThat(journals.body().get("items").size()).isEqualTo(1);
        assertThat(journals.body().get("items").get(0).get("postings").size()).isEqualTo(2);
        var balances = shop.get(operator, "/api/county/ledger/balances?under=buyer-prepaid:&limit=100")
                .is(200);
        assertThat(balances.raw()).contains(order);
        String other = "op COUNTY_OPERATOR:SUBTREE:500234";
        assertThat(shop.get(other, "/api/county/ledger/balances")
                        .is(200)
                        .body()
                        .get("items")
                        .size())
                .isZero();
        assertThat(shop.get(other, "/api/county/ledger/journals?order=" + order)
                        .body()
                        .get("items")
                        .size())
                .isZero();
    }

    @Test
    void whoHasNotTheRoleDoesNotHaveTheEndpoint() {
        String consumer = shop.buyer();
        for (String path :
                List.of("/api/seller/orders", "/api/county/ledger/balances", "/api/county/ledger/journals?order=X")) {
            shop.get(consumer, path).is(404);
            shop.get(null, path).is(401);
        }
        for (String path : List.of("/api/shop/cart", "/api/shop/orders", "/api/shop/orders/X")) {
            shop.get(null, path).is(401);
            shop.get("k STATION_KEEPER:NODE:500233101", path).is(404);
        }
    }
}

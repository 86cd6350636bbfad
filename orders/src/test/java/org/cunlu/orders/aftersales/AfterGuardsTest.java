package org.cunlu.orders.aftersales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.orders.AfterSales.Kind.CLAIM;
import static org.cunlu.orders.AfterSales.Kind.EXCHANGE;
import static org.cunlu.orders.AfterSales.Kind.RETURN;
import static org.cunlu.orders.AfterSales.Reason.DAMAGED;
import static org.cunlu.orders.AfterSales.Reason.NO_REASON;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.logistics.GoodsBackInspected.Finding;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.Delivered;
import org.cunlu.orders.standin.MovedClock;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.cunlu.orders.standin.StandInParcels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Nobody gets by after-sales what is not his: not in small steps, not twice, not by his own word. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AfterGuardsTest implements TestPropertyProvider {
    @Inject
    Shop shop;

    @Inject
    Delivered delivered;

    @Inject
    AfterDesk desk;

    @Inject
    StandInParcels parcels;

    @Inject
    MovedClock clock;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("aftersguards");
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void allThatAClaimOrAnExchangeIsWorthNeedsASecondFactorHoweverLittleWasAsked() {
        String buyer = shop.buyer();
        String order = delivered.online(buyer, rice(), 3);
        String claim = desk.ask(buyer, order, CLAIM, DAMAGED, shop.key(), Map.of("fen", 1), "1/1")
                .is(201)
                .text("requestId");
        String exchange =
                desk.ask(buyer, order, EXCHANGE, DAMAGED, "1/1").is(201).text("requestId");
        for (String request : List.of(claim, exchange)) {
            desk.seller(request, "decline", Map.of("words", "没坏")).is(200);
            desk.buyer(buyer, request, "dispute", Map.of("words", "坏了")).is(200);
            desk.decide(request, Map.of("outcome", "PAY")).is(403, "second-factor-needed");
        }
        shop.send(
                        AfterDesk.OPERATOR + " SELLER:SHOP:S1",
                        "POST",
                        "/api/county/arbitration/" + claim + "/decision",
                        shop.key(),
                        Map.of("outcome", "REJECT", "words", "自己的店"))
                .is(409, "own-submission");
        assertThat(shop.count("ker_trail WHERE act = 'orders.arbitration.refused' AND subject = ?", claim))
                .isEqualTo(1);
        desk.decide(exchange, Map.of("outcome", "GOODS_BACK")).is(403, "second-factor-needed");
        desk.decide(claim, Map.of("outcome", "PAY", "fen", 1)).is(200);
        assertThat(shop.sum("SELECT SUM(amount_fen) AS fen FROM ord_refund WHERE order_id = ?", order))
                .isEqualTo(1);
    }

    @Test
    void whatWasHandedInForItsReplacementIsReplacedAlsoWhenTheRequestIsRejected() {
        String buyer = shop.buyer();
        String order = delivered.online(buyer, rice(), 2);
        String request = desk.onTheWay(buyer, order, EXCHANGE, DAMAGED, "1/1");
        parcels.pack(desk.look(buyer, request).text("replacementId"));
        desk.inspected(request, Finding.MISSING);
        assertThat(desk.state(buyer, request)).isEqualTo("DISPUTED");
        desk.buyer(buyer, request, "withdraw", null).is(409, "goods-handed-in");
        clock.forward(Duration.ofHours(48));
        desk.decide(request, Map.of("outcome", "REJECT")).is(200);
        desk.ask(buyer, order, EXCHANGE, DAMAGED, "1/2").is(409, "too-many-pieces");
        desk.ask(buyer, order, EXCHANGE, DAMAGED, "1/1").is(201);
    }

    @Test
    void anOrderIsAskedAboutTenTimesAtMost() {
        String buyer = shop.buyer();
        String order = delivered.online(buyer, rice(), 1);
        for (int i = 0; i < 10; i++) {
            String request =
                    desk.ask(buyer, order, RETURN, NO_REASON, "1/1").is(201).text("requestId");
            desk.buyer(buyer, request, "withdraw", null).is(200);
        }
        desk.ask(buyer, order, RETURN, NO_REASON, "1/1").is(409, "too-many-requests-of-order");
        desk.ask(buyer, delivered.online(buyer, rice(), 1), RETURN, NO_REASON, "1/1")
                .is(201);
    }

    @Test
    void eachSideMaySayALotButNotForEverAndNotInPlaceOfTheOther() {
        String buyer = shop.buyer();
        String request = desk.ask(buyer, delivered.online(buyer, rice(), 1), RETURN, NO_REASON, "1/1")
                .is(201)
                .text("requestId");
        for (int i = 0; i < 25; i++) {
            desk.buyer(buyer, request, "words", Map.of("words", "在吗")).is(200);
        }
        desk.buyer(buyer, request, "words", Map.of("words", "在吗")).is(409, "too-many-words");
        desk.seller(request, "words", Map.of("words", "在")).is(200);
        desk.seller(request, "decline", Map.of("words", "不退")).is(200);
        desk.buyer(buyer, request, "dispute", Map.of("words", "要退")).is(200);
    }

    @Test
    void whatIsAKeepersOwnAnotherTakesInAndWhatABuyerInspectedHimselfIsNotSettledByItself() {
        String buyer = shop.buyer();
        String request = desk.ask(buyer, delivered.online(buyer, rice(), 1), RETURN, NO_REASON, "1/1")
                .is(201)
                .text("requestId");
        desk.seller(request, "accept", null).is(200);
        String code = desk.look(buyer, request).text("returnCode");
        desk.handIn(buyer + " STATION_KEEPER:NODE:" + StandInNetwork.VILLAGE21, code, true)
                .is(409, "second-person-needed");
        assertThat(shop.count("ker_trail WHERE act = 'orders.return-handed-in.refused' AND subject = ?", request))
                .isEqualTo(1);
        desk.handIn(code, true).is(201);
        desk.inspected(request, Finding.AVAILABLE, buyer);
        assertThat(desk.state(buyer, request)).isEqualTo("DISPUTED");
    }

    private Offer rice() {
        return shop.offer("S1", 5_990, Map.of(StandInNetwork.HUB, 10L));
    }
}

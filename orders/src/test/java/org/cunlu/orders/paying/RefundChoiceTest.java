package org.cunlu.orders.paying;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.Delivered;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A buyer has his money back on his balance where he wants it there, once, and no gateway is asked for it. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefundChoiceTest implements TestPropertyProvider {
    @Inject
    Shop shop;

    @Inject
    Delivered delivered;

    @Inject
    RefundingByHand refunding;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("refundchoice");
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void whoChoseHisBalanceHasItThereOnceHoweverManyPayItBackAtOnce() throws Exception {
        String buyer = shop.buyer();
        String order = delivered.paid(buyer, rice(), 2);
        long total = shop.sum("SELECT total_fen AS fen FROM ord_order WHERE order_id = ?", order);
        choose(shop.buyer(), order, "BALANCE").is(404, "not-found");
        choose(buyer, order, "BANK").is(400, "way-invalid");
        assertThat(shop.get(buyer, path(order)).is(200).text("way")).isEqualTo("GATEWAY");
        choose(buyer, order, "BALANCE").is(200);
        shop.cancel(buyer, order, shop.key()).is(200);
        Rivals.all(6, _ -> {
            refunding.run();
            return true;
        });
        assertThat(balance(buyer)).isEqualTo(total);
        assertThat(refunds(order, "BALANCE")).isEqualTo(1);
        assertThat(shop.state(order)).startsWith("CANCELLED REFUNDED");
        refunding.run();
        assertThat(balance(buyer)).isEqualTo(total);
    }

    @Test
    void whoChoseNothingOrChangedHisMindHasItTheWayHePaid() {
        String buyer = shop.buyer();
        String order = delivered.paid(buyer, rice(), 1);
        choose(buyer, order, "BALANCE").is(200);
        choose(buyer, order, "GATEWAY").is(200);
        shop.cancel(buyer, order, shop.key()).is(200);
        refunding.run();
        // What was asked for is not paid otherwise, however late its buyer would like that.
        choose(buyer, order, "BALANCE").is(200);
        refunding.run();
        assertThat(refunds(order, "GATEWAY")).isEqualTo(1);
        assertThat(balance(buyer)).isZero();
    }

    @Test
    void whatWasPaidInCashHasNoOtherWay() {
        String buyer = shop.buyer();
        String order = delivered.cash(buyer, rice(), 1);
        choose(buyer, order, "GATEWAY").is(409, "no-choice");
    }

    private Offer rice() {
        return shop.offer("S1", 1_000, Map.of(StandInNetwork.HUB, 9L));
    }

    private static String path(String order) {
        return "/api/shop/orders/" + order + "/refund-choice";
    }

    private Shop.Answer choose(String buyer, String order, String way) {
        return shop.send(buyer, "PUT", path(order), null, Map.of("way", way));
    }

    private long refunds(String order, String way) {
        return shop.count("ord_refund WHERE order_id = ? AND way = ? AND status = 'DONE'", order, way);
    }

    private long balance(String buyer) {
        return shop.get(buyer, "/api/shop/balance").is(200).number("balanceFen");
    }
}

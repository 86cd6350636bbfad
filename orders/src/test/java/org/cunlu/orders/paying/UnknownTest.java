package org.cunlu.orders.paying;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.FlakyGateway;
import org.cunlu.orders.standin.MovedClock;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A gateway that does not answer: what happened there is unknown, is never guessed, and is asked for until it is known. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnknownTest implements TestPropertyProvider {
    @Inject
    Shop shop;

    @Inject
    FlakyGateway gateway;

    @Inject
    Asking asking;

    @Inject
    Refunding refunding;

    @Inject
    MovedClock clock;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("unknown");
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        gateway.ill(false);
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void aChargeThatWasNotAnsweredIsFoundAgainUnderTheSameKey() {
        String buyer = shop.buyer();
        String group = unpaid(buyer);
        String key = shop.key();
        gateway.ill(true);
        pay(buyer, group, key).is(503, "gateway-unavailable");
        assertThat(shop.count("ord_payment WHERE group_id = ? AND status = 'BEGUN'", group))
                .isEqualTo(1);
        gateway.ill(false);
        var first = pay(buyer, group, key).is(201);
        var other = pay(buyer, group, shop.key()).is(201);
        assertThat(other.text("chargeId")).isEqualTo(first.text("chargeId"));
        assertThat(shop.count("ord_payment WHERE group_id = ?", group)).isEqualTo(1);
    }

    @Test
    void aBuyerWhoPaidWhileTheGatewayWasSilentIsFoundWhenItAnswers() {
        String buyer = shop.buyer();
        String group = unpaid(buyer);
        String payment = pay(buyer, group, shop.key()).is(201).text("paymentId");
        gateway.pay(payment);
        gateway.ill(true);
        for (int i = 0; i < 5; i++) {
            clock.forward(Duration.ofMinutes(2));
            asking.askDue();
        }
        assertThat(shop.state(shop.orderIds(group).getFirst())).isEqualTo("OPEN UNPAID RESERVED");
        gateway.ill(false);
        clock.forward(Duration.ofMinutes(9));
        asking.askDue();
        assertThat(shop.state(shop.orderIds(group).getFirst())).isEqualTo("OPEN PAID ALLOCATED");
    }

    @Test
    void aRefundThatWasNotAnsweredIsAskedForUnderItsOwnNumberAndPaidOnce() {
        String buyer = shop.buyer();
        String group = unpaid(buyer);
        var payment = pay(buyer, group, shop.key()).is(201);
        gateway.pay(payment.text("paymentId"));
        clock.forward(Duration.ofSeconds(31));
        asking.askDue();
        String order = shop.orderIds(group).getFirst();
        shop.cancel(buyer, order, shop.key()).is(200);
        gateway.ill(true);
        for (int i = 0; i < 4; i++) {
            refunding.payDue();
            clock.forward(Duration.ofMinutes(2));
        }
        assertThat(shop.state(order)).isEqualTo("CANCELLED REFUND_DUE GIVEN_BACK");
        gateway.ill(false);
        refunding.payDue();
        assertThat(shop.state(order)).isEqualTo("CANCELLED REFUNDED GIVEN_BACK");
        assertThat(gateway.refunds().values()).containsExactly(payment.number("amountFen"));
    }

    private String unpaid(String buyer) {
        return shop.unpaid(buyer, shop.offer("S1", 5_990, Map.of(StandInNetwork.HUB, 10L)), 2);
    }

    private Shop.Answer pay(String buyer, String group, String key) {
        return shop.send(
                buyer, "POST", "/api/shop/order-groups/" + group + "/payments", key, Map.of("gateway", "FLAKY"));
    }
}

package org.cunlu.orders.presale;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Accounts;
import org.cunlu.logistics.ExpectedGone;
import org.cunlu.orders.cancelling.ExpiryByHand;
import org.cunlu.orders.paying.AskingByHand;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.FlakyGateway;
import org.cunlu.orders.standin.MovedClock;
import org.cunlu.orders.standin.News;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInParcels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Deposits and the rest, and what time does: late, never, unpaid, cancelled. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DepositTest implements TestPropertyProvider {
    private static final long PRICE = Farm.PRICE;

    @Inject
    Shop shop;

    @Inject
    Farm farm;

    @Inject
    News news;

    @Inject
    Accounts accounts;

    @Inject
    StandInParcels parcels;

    @Inject
    ExpiryByHand expiry;

    @Inject
    AskingByHand asking;

    @Inject
    FlakyGateway flaky;

    @Inject
    MovedClock clock;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("deposit");
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void theDepositIsPaidNowAndTheRestOfWhatThereIsWhenItIsThere() {
        String id = farm.open(farm.offer(), 100, Map.of("depositPercent", 20));
        String buyer = shop.buyer();
        var quote = farm.quote(buyer, id, 4).is(200);
        long total = quote.number("totalFen");
        assertThat(quote.number("depositFen")).isEqualTo(4 * PRICE / 5);
        assertThat(quote.number("balanceFen")).isEqualTo(total - 4 * PRICE / 5);
        String order = farm.order(buyer, id, 4);
        assertThat(farm.pay(buyer, order)).isEqualTo(4 * PRICE / 5);
        assertThat(shop.state(order)).isEqualTo("OPEN DEPOSIT_PAID EXPECTED");
        assertThat(farm.prepaid(order)).isEqualTo(4 * PRICE / 5);
        shop.startPaying(buyer, farm.group(order)).is(409, "balance-not-due");
        farm.harvest(id, 3, shop.key()).is(200);
        assertThat(audit.violations()).isEmpty();
        farm.settle();
        assertThat(shop.state(order)).isEqualTo("OPEN BALANCE_DUE RESERVED");
        assertThat(farm.bought(buyer, order).number("dueFen")).isEqualTo(total - PRICE - 4 * PRICE / 5);
        assertThat(farm.pay(buyer, order)).isEqualTo(total - PRICE - 4 * PRICE / 5);
        assertThat(shop.state(order)).isEqualTo("OPEN PAID ALLOCATED");
        assertThat(parcels.state(order)).contains("BOOKED");
        assertThat(farm.prepaid(order)).isEqualTo(total - PRICE);
        assertThat(farm.refunded(order)).isZero();
        farm.step();
        assertThat(farm.text("SELECT state AS t FROM ord_presale WHERE presale_id = ?", id))
                .isEqualTo("DONE");
    }

    @Test
    void aDepositThatWasBegunTwiceIsNotTakenForTheRest() {
        String id = farm.open(farm.offer(), 100, Map.of("depositPercent", 20));
        String buyer = shop.buyer();
        long total = farm.quote(buyer, id, 5).is(200).number("totalFen");
        String order = farm.order(buyer, id, 5);
        String again = shop.send(
                        buyer,
                        "POST",
                        "/api/shop/order-groups/" + farm.group(order) + "/payments",
                        shop.key(),
                        Map.of("gateway", "FLAKY"))
                .is(201)
                .text("paymentId");
        farm.pay(buyer, order);
        farm.harvest(id, 5, shop.key()).is(200);
        farm.settle();
        flaky.pay(again);
        clock.forward(Duration.ofSeconds(31));
        asking.run();
        assertThat(shop.state(order)).isEqualTo("OPEN BALANCE_DUE RESERVED");
        assertThat(farm.refunded(order)).isEqualTo(PRICE);
        assertThat(farm.pay(buyer, order)).isEqualTo(total - PRICE);
        assertThat(shop.state(order)).isEqualTo("OPEN PAID ALLOCATED");
        assertThat(farm.prepaid(order)).isEqualTo(total);
    }

    @Test
    void aDepositBeyondWhatItCostsNowComesBackAndNothingIsAskedFor() {
        String id = farm.open(farm.offer(), 100, Map.of("depositFen", PRICE - 1));
        String buyer = shop.buyer();
        String order = farm.paid(buyer, id, 10);
        long total = farm.quote(buyer, id, 10).is(200).number("totalFen");
        farm.harvest(id, 1, shop.key()).is(200);
        farm.settle();
        assertThat(shop.state(order)).isEqualTo("OPEN PAID ALLOCATED");
        assertThat(farm.refunded(order)).isEqualTo(10 * (PRICE - 1) - (total - 9 * PRICE));
        assertThat(farm.prepaid(order)).isEqualTo(total - 9 * PRICE);
    }

    @Test
    void aRestThatIsNotPaidEndsTheOrderAndTheDepositGoesByTheTerms() {
        for (String terms : new String[] {"KEPT", "REFUNDED"}) {
            var orange = farm.offer();
            String id = farm.open(orange, 100, Map.of("depositPercent", 20, "unpaidDeposit", terms, "balanceDays", 2));
            String buyer = shop.buyer();
            String order = farm.paid(buyer, id, 5);
            farm.harvest(id, 5, shop.key()).is(200);
            farm.settle();
            clock.forward(Duration.ofDays(2).minusSeconds(1));
            expiry.run();
            assertThat(shop.state(order)).isEqualTo("OPEN BALANCE_DUE RESERVED");
            clock.forward(Duration.ofSeconds(1));
            expiry.run();
            assertThat(shop.state(order))
                    .isEqualTo("CANCELLED " + ("KEPT".equals(terms) ? "FORFEITED" : "REFUND_DUE") + " GIVEN_BACK");
            assertThat(farm.refunded(order)).isEqualTo("KEPT".equals(terms) ? 0 : PRICE);
            assertThat(shop.count("ord_journal WHERE kind = 'DEPOSIT_KEPT' AND cause = ?", order))
                    .isEqualTo("KEPT".equals(terms) ? 1 : 0);
            assertThat(shop.shelf(orange, Farm.HUB)).containsExactly(5, 0);
            shop.startPaying(buyer, farm.group(order)).is(409, "too-late");
        }
    }

    @Test
    void aRestThatWasPaidAndOfWhichNoNoticeCameIsFoundBeforeTheDepositIsKept() {
        String id =
                farm.open(farm.offer(), 100, Map.of("depositPercent", 20, "unpaidDeposit", "KEPT", "balanceDays", 2));
        String buyer = shop.buyer();
        String order = farm.paid(buyer, id, 5);
        farm.harvest(id, 5, shop.key()).is(200);
        farm.settle();
        String rest = shop.send(
                        buyer,
                        "POST",
                        "/api/shop/order-groups/" + farm.group(order) + "/payments",
                        shop.key(),
                        Map.of("gateway", "FLAKY"))
                .is(201)
                .text("paymentId");
        flaky.pay(rest);
        clock.forward(Duration.ofDays(2));
        flaky.ill(true);
        expiry.run();
        assertThat(shop.state(order)).as("nobody can say whether he paid").isEqualTo("OPEN BALANCE_DUE RESERVED");
        flaky.ill(false);
        clock.forward(Duration.ofMinutes(10));
        expiry.run();
        assertThat(shop.state(order)).isEqualTo("OPEN PAID ALLOCATED");
        assertThat(shop.count("ord_journal WHERE kind = 'DEPOSIT_KEPT' AND cause = ?", order))
                .isZero();
    }

    /** He did pay, and nobody can say so: he loses neither deposit nor rest, and the pieces are not kept from others for ever. */
    @Test
    void aGatewayThatNeverSaysPutsTheRestOffForTwoDaysAndThenAllOfItGoesBackWhateverTheTerms() {
        var orange = farm.offer();
        String id = farm.open(orange, 100, Map.of("depositPercent", 20, "unpaidDeposit", "KEPT", "balanceDays", 2));
        String buyer = shop.buyer();
        long total = farm.quote(buyer, id, 5).is(200).number("totalFen");
        String order = farm.paid(buyer, id, 5);
        farm.harvest(id, 5, shop.key()).is(200);
        farm.settle();
        String rest = shop.send(
                        buyer,
                        "POST",
                        "/api/shop/order-groups/" + farm.group(order) + "/payments",
                        shop.key(),
                        Map.of("gateway", "FLAKY"))
                .is(201)
                .text("paymentId");
        flaky.pay(rest);
        flaky.ill(true);
        try {
            clock.forward(Duration.ofDays(2));
            for (int i = 0; i < 5; i++) {
                expiry.run();
                clock.forward(Duration.ofMinutes(10));
            }
            clock.forward(Duration.ofDays(2).minusMinutes(50).minusSeconds(1));
            expiry.run();
            assertThat(shop.state(order)).isEqualTo("OPEN BALANCE_DUE RESERVED");
            clock.forward(Duration.ofSeconds(1));
            expiry.run();
        } finally {
            flaky.ill(false);
        }
        assertThat(shop.state(order)).isEqualTo("CANCELLED REFUND_DUE GIVEN_BACK");
        assertThat(farm.refunded(order)).isEqualTo(PRICE);
        assertThat(shop.count("ord_journal WHERE kind = 'DEPOSIT_KEPT' AND cause = ?", order))
                .isZero();
        assertThat(shop.shelf(orange, Farm.HUB)).containsExactly(5, 0);
        shop.startPaying(buyer, farm.group(order)).is(409, "too-late");
        clock.forward(Duration.ofDays(1));
        asking.run();
        assertThat(shop.state(order)).isEqualTo("CANCELLED REFUND_DUE GIVEN_BACK");
        assertThat(farm.refunded(order)).isEqualTo(total);
    }

    @Test
    void anUnpaidDepositGivesThePiecesBack() {
        String id = farm.open(farm.offer(), 100, Map.of("depositPercent", 20));
        String order = farm.order(shop.buyer(), id, 5);
        clock.forward(Duration.ofMinutes(31));
        expiry.run();
        assertThat(shop.state(order)).isEqualTo("CANCELLED UNPAID GIVEN_BACK");
        assertThat(shop.get(null, "/api/shop/presales/" + id).number("left")).isEqualTo(80);
    }

    @Test
    void whoMayCancelHasAllBackAndWhoseOrderBindsHimMayWhenItIsLate() {
        String free = farm.open(farm.offer(), 100, Map.of("depositPercent", 20));
        String buyer = shop.buyer();
        String order = farm.paid(buyer, free, 5);
        shop.cancel(buyer, order, shop.key()).is(200);
        assertThat(farm.refunded(order)).isEqualTo(PRICE);

        String bound = farm.open(farm.offer(), 100, Map.of("cancelling", "WHEN_LATE"));
        order = farm.paid(buyer, bound, 5);
        long total = farm.prepaid(order);
        shop.cancel(buyer, order, shop.key()).is(409, "presale-binding");
        var delay = Map.of(
                "shipFrom", farm.day(20).toString(), "shipTo", farm.day(25).toString(), "reason", "低温");
        farm.seller(bound, "delay", delay).is(200);
        assertThat(farm.step()).isPositive();
        shop.cancel(buyer, order, shop.key()).is(200);
        assertThat(farm.refunded(order)).isEqualTo(total);
        assertThat(shop.count("ker_outbox WHERE topic = 'orders.presale-late' AND subject = ?", bound))
                .isEqualTo(1);
    }

    @Test
    void whatIsLateIsToldOnceAndSentBackByItselfWhenItNeverComes() {
        String id = farm.open(farm.offer(), 100, Map.of("depositPercent", 20, "cancelling", "WHEN_LATE"));
        String buyer = accounts.register("13900000014", "kx93-mrt 忠橙", "张三丰");
        String order = farm.paid(buyer, id, 5);
        LocalDate last = farm.day(14);
        clock.forward(Duration.ofDays(14));
        farm.step();
        assertThat(told(order)).isZero();
        farm.quote(shop.buyer(), id, 1).is(409, "presale-over");
        clock.forward(Duration.ofDays(1));
        assertThat(farm.step()).isPositive();
        assertThat(told(order)).isEqualTo(1);
        assertThat(farm.step()).isZero();
        assertThat(read(buyer))
                .containsExactly("【村路】您的预售订单" + order + "未能在" + last + "前发货。您可免费取消并全额退款；" + last.plusDays(7)
                        + "后仍未发货将自动全额退款。 Your presale order " + order + " was not sent until " + last
                        + ". You may cancel it and have all back; after " + last.plusDays(7)
                        + " all goes back by itself.");
        assertThat(shop.get(null, "/api/shop/presales/" + id).raw()).contains("\"late\":true");
        // Said again by the seller, it is told again, and waited for longer.
        farm.seller(
                        id,
                        "delay",
                        Map.of(
                                "shipFrom",
                                farm.day(1).toString(),
                                "shipTo",
                                farm.day(3).toString(),
                                "reason",
                                "低温"))
                .is(200);
        LocalDate next = farm.day(3);
        farm.step();
        farm.step();
        assertThat(told(order)).isEqualTo(2);
        assertThat(read(buyer))
                .hasSize(2)
                .first()
                .isEqualTo("【村路】您的预售订单" + order + "延期，现预计" + next + "前发货。您可免费取消并全额退款；" + next.plusDays(7)
                        + "后仍未发货将自动全额退款。 Your presale order " + order + " is late: it is sent until " + next
                        + " now. You may cancel it and have all back; after " + next.plusDays(7)
                        + " all goes back by itself.");
        clock.forward(Duration.ofDays(10));
        farm.step();
        assertThat(shop.state(order)).isEqualTo("OPEN DEPOSIT_PAID EXPECTED");
        clock.forward(Duration.ofDays(1));
        farm.step();
        farm.step();
        assertThat(news.hear(ExpectedGone.TOPIC, order)).isEqualTo(1);
        assertThat(shop.state(order)).isEqualTo("CANCELLED REFUND_DUE GIVEN_BACK");
        assertThat(farm.refunded(order)).isEqualTo(PRICE);
        assertThat(farm.text("SELECT state AS t FROM ord_presale WHERE presale_id = ?", id))
                .isEqualTo("CALLED_OFF");
        farm.harvest(id, 5, shop.key()).is(409, "presale-state");
    }

    /** @return texts as the buyer reads them where he is signed in, the latest first */
    private List<String> read(String buyer) {
        var texts = new ArrayList<String>();
        for (var notice :
                shop.get(buyer, "/api/auth/notices").is(200).body().get("items").values()) {
            if (notice.get("kind").getStringValue().startsWith("PRESALE_")) {
                texts.add(notice.get("text").getStringValue());
            }
        }
        return texts;
    }

    private long told(String order) {
        return shop.sum("SELECT late_told AS fen FROM ord_presale_order WHERE order_id = ?", order);
    }

    @Test
    void theCountyCallsItOffAndEverybodyHasHisMoneyBack() {
        String id = farm.open(farm.offer(), 100, Map.of());
        String order = farm.paid(shop.buyer(), id, 2);
        long total = farm.prepaid(order);
        farm.county(id, "calling-off", Map.of("reason", "冰雹")).is(200);
        assertThat(audit.violations()).isEmpty();
        assertThat(news.hear(ExpectedGone.TOPIC, order)).isEqualTo(1);
        assertThat(farm.refunded(order)).isEqualTo(total);
        assertThat(shop.count("ker_trail WHERE act = 'orders.presale-called_off' AND subject = ?", id))
                .isEqualTo(1);
        farm.seller(id, "calling-off", Map.of("reason", "冰雹")).is(409, "presale-state");
    }
}

package org.cunlu.orders.paying;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.orders.sandbox.Forger;
import org.cunlu.orders.sandbox.Forger.Letter;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.MovedClock;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Notices that come often, late, wrong, or from somebody else. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoticeTest implements TestPropertyProvider {
    private static final String HUB = StandInNetwork.HUB;

    @Inject
    Shop shop;

    @Inject
    Forger forger;

    @Inject
    MovedClock clock;

    @Inject
    Audit audit;

    private String group;
    private String payment;
    private String charge;
    private long amount;

    @Override
    public Map<String, String> getProperties() {
        var properties = ShopServers.properties("notices");
        // So that a test may come from an address of its own.
        properties.put("cunlu.trusted-proxies", "127.0.0.0/8");
        return properties;
    }

    @BeforeEach
    void aGroupThatIsBeingPaid() {
        String buyer = shop.buyer();
        Offer rice = shop.offer("S1", 5_990, Map.of(HUB, 10L));
        group = shop.unpaid(buyer, rice, 3);
        var started = shop.startPaying(buyer, group).is(201);
        payment = started.text("paymentId");
        charge = started.text("chargeId");
        amount = started.number("amountFen");
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void oneNoticeAHundredTimesAtOnceHasOneEffectAndAHundredAnswers() throws Exception {
        Letter letter = forger.genuine(shop.buyer(), payment, charge, amount);
        var answers = Rivals.all(100, rival -> forger.send(letter));
        assertThat(answers).allSatisfy(answer -> answer.is(200));
        paidOnce();
    }

    @Test
    void manyNoticesOfOnePaymentHaveOneEffect() throws Exception {
        var answers = Rivals.all(20, rival -> forger.send(forger.genuine(shop.buyer(), payment, charge, amount)));
        assertThat(answers).allSatisfy(answer -> answer.is(200));
        paidOnce();
        assertThat(shop.count("ord_payment_notice WHERE payment_id = ?", payment))
                .isEqualTo(20);
    }

    @Test
    void aForgedTamperedOrUnsignedNoticeHasNoEffectAndLeavesARow() {
        long rows = refusals();
        Letter letter = forger.genuine(shop.buyer(), payment, charge, amount);
        letter.headers().put(Forger.signatureHeader(), "AAAA");
        forger.send(letter).is(400, "FAIL");
        Letter tampered = forger.genuine(shop.buyer(), payment, charge, amount);
        tampered.body()[tampered.body().length - 3] ^= 1;
        forger.send(tampered).is(400, "FAIL");
        Letter unsigned = forger.genuine(shop.buyer(), payment, charge, amount);
        unsigned.headers().clear();
        forger.send(unsigned).is(400, "FAIL");
        Letter rubbish = new Letter(unsigned.headers(), new byte[] {'{', '"', 0, (byte) 0xff});
        forger.send(rubbish).is(400, "FAIL");
        assertThat(refusals()).isEqualTo(rows + 4);
        unpaid();
    }

    @Test
    void whoForgesWithoutEndFillsNoTrail() {
        long rows = refusals();
        Letter letter = forger.genuine(shop.buyer(), payment, charge, amount);
        letter.headers().put(Forger.signatureHeader(), "AAAA");
        letter.headers().put("X-Forwarded-For", "203.0.113.7");
        for (int i = 0; i < 70; i++) {
            forger.send(letter).is(400, "FAIL");
        }
        // One more trickles in every minute, should the machine be slow.
        assertThat(refusals() - rows).isBetween(60L, 65L);
        letter.headers().put("X-Forwarded-For", "203.0.113.8");
        rows = refusals();
        forger.send(letter).is(400, "FAIL");
        assertThat(refusals()).as("another address has its own").isEqualTo(rows + 1);
        unpaid();
    }

    @Test
    void anOldNoticeIsRefusedByTheWorldsClockHoweverTheCountysWasMoved() {
        Letter old = forger.letter(
                shop.buyer(),
                "CUNLU-500233",
                payment,
                charge,
                "CNY",
                amount,
                Instant.now().minus(Duration.ofMinutes(6)));
        forger.send(old).is(400, "FAIL");
        unpaid();
        clock.forward(Duration.ofMinutes(20));
        forger.send(forger.genuine(shop.buyer(), payment, charge, amount)).is(200);
        paidOnce();
    }

    @Test
    void anotherMerchantCurrencyOrChargeIsNotOurMoney() {
        String notice = shop.buyer();
        Instant now = Instant.now();
        forger.send(forger.letter(notice, "OTHERS", payment, charge, "CNY", amount, now))
                .is(400, "FAIL");
        forger.send(forger.letter(notice, "CUNLU-500233", payment, charge, "USD", amount, now))
                .is(400, "FAIL");
        forger.send(forger.letter(notice, "CUNLU-500233", payment, shop.buyer(), "CNY", amount, now))
                .is(400, "FAIL");
        unpaid();
        // A refused notice did not use up its number.
        forger.send(forger.genuine(notice, payment, charge, amount)).is(200);
        paidOnce();
    }

    @Test
    void aPaymentThatNobodyStartedIsRefused() {
        forger.send(forger.genuine(shop.buyer(), shop.buyer(), charge, amount)).is(400, "FAIL");
        forger.send(forger.genuine(shop.buyer(), shop.buyer(), charge, amount)).is(400, "FAIL");
        assertThat(shop.count("ord_money_ticket WHERE kind = 'NOTICE_UNKNOWN' AND subject = ?", "SANDBOX:" + charge))
                .isEqualTo(1);
        forger.send(forger.genuine(shop.buyer(), "'; DROP TABLE x", charge, amount))
                .is(400, "FAIL");
    }

    @Test
    void aGatewayThatIsNotThereOrTellsNothingIsNotFound() {
        long rows = refusals();
        shop.send(null, "POST", "/api/hooks/payments/gold", null, Map.of()).is(404, "not-found");
        shop.send(null, "POST", "/api/hooks/payments/balance", null, Map.of()).is(404, "not-found");
        assertThat(refusals()).isEqualTo(rows);
    }

    @Test
    void aHeldPaymentStaysHeldWhenANoticeWithTheRightAmountFollows() {
        forger.send(forger.genuine(shop.buyer(), payment, charge, amount - 1)).is(200);
        forger.send(forger.genuine(shop.buyer(), payment, charge, amount)).is(200);
        assertThat(shop.count("ord_payment WHERE payment_id = ? AND status = 'HELD'", payment))
                .isEqualTo(1);
        unpaid();
    }

    private void paidOnce() {
        String order = shop.orderIds(group).getFirst();
        assertThat(shop.state(order)).isEqualTo("OPEN PAID ALLOCATED");
        assertThat(shop.count("ord_journal WHERE kind = 'PAYMENT_CAPTURED' AND cause = ?", payment))
                .isEqualTo(1);
        assertThat(shop.count("ord_posting WHERE account = ?", "buyer-prepaid:" + order))
                .isEqualTo(1);
        assertThat(shop.count("ker_outbox WHERE topic = 'orders.order-paid' AND subject = ?", order))
                .isEqualTo(1);
    }

    private void unpaid() {
        assertThat(shop.state(shop.orderIds(group).getFirst())).isEqualTo("OPEN UNPAID RESERVED");
    }

    private long refusals() {
        return shop.count("ker_trail WHERE act = 'payments.notice-refused'");
    }
}

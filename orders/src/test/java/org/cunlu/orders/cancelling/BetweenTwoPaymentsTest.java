package org.cunlu.orders.cancelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.orders.standin.Race.told;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.MovedClock;
import org.cunlu.orders.standin.Race;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A rival comes exactly between two steps of paying, paying back and paying out; read as the rows of {@link BetweenTwoStepsTest}. */
@MicronautTest(transactional = false)
@Tag("servers")
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BetweenTwoPaymentsTest implements TestPropertyProvider {
    @Inject
    Shop shop;

    @Inject
    Sides sides;

    @Inject
    MovedClock clock;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("betweentwopayments");
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(audit.violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "cancelling.asked,   200, paid, CANCELLED REFUND_DUE GIVEN_BACK",
        "cancelling.locked!, 200, paid, CANCELLED REFUND_DUE GIVEN_BACK",
        "cancelling.ended!,  200, paid, CANCELLED REFUND_DUE GIVEN_BACK",
    })
    void moneyForWhatIsBeingCancelledGoesBack(String moment, String first, String rival, String end) {
        Sides.Bought bought = sides.charged();
        new Race(() -> sides.cancel(bought), () -> sides.pay(bought), () -> shop.state(bought.order()))
                .run(moment, first, rival, end);
        sides.payBack();
        assertThat(shop.state(bought.order())).isEqualTo("CANCELLED REFUNDED GIVEN_BACK");
        assertThat(shop.count("ord_sandbox_refund WHERE charge_id = ?", bought.charge()))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "capturing.verified,   paid, 200, CANCELLED REFUND_DUE GIVEN_BACK",
        "capturing.locked!,    paid, 200, CANCELLED REFUND_DUE GIVEN_BACK",
        "capturing.fulfilled!, paid, 200, CANCELLED REFUND_DUE GIVEN_BACK",
        "capturing.settled,    paid, 200, CANCELLED REFUND_DUE GIVEN_BACK",
    })
    void whatIsCancelledWhileItIsBeingPaidIsOwedBack(String moment, String first, String rival, String end) {
        Sides.Bought bought = sides.charged();
        new Race(() -> sides.pay(bought), () -> sides.cancel(bought), () -> shop.state(bought.order()))
                .run(moment, first, rival, end);
        assertThat(shop.count("ord_refund WHERE order_id = ?", bought.order())).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "capturing.verified,   paid, paid, 1",
        "capturing.locked!,    paid, paid, 1",
        "capturing.marked!,    paid, paid, 1",
        "capturing.fulfilled!, paid, paid, 1",
        "capturing.settled,    paid, paid, 1",
    })
    void moneyThatIsToldOfTwiceIsBookedOnce(String moment, String first, String rival, String end) {
        Sides.Bought bought = sides.charged();
        new Race(
                        () -> sides.pay(bought),
                        () -> sides.pay(bought),
                        () -> sides.number("ord_posting WHERE account = ?", "buyer-prepaid:" + bought.order()))
                .run(moment, first, rival, end);
        assertThat(shop.state(bought.order())).isEqualTo("OPEN PAID ALLOCATED");
    }

    @ParameterizedTest
    @CsvSource({
        "once.taken,     201, 201, 1",
        "once.committed, 201, 201, 1",
        "paying.charged, 201, 201, 1",
    })
    void whoBeginsToPayTwiceHasOneCharge(String moment, String first, String rival, String end) {
        String buyer = shop.buyer();
        String group = shop.unpaid(buyer, sides.rice(9), 1);
        Supplier<String> ask = () -> told(shop.startPaying(buyer, group));
        new Race(
                        ask,
                        ask,
                        () -> sides.number(
                                "ord_sandbox_charge c JOIN ord_payment p ON p.payment_id = c.payment_id WHERE p.group_id = ?",
                                group))
                .run(moment, first, rival, end);
        assertThat(shop.count("ord_payment WHERE group_id = ?", group)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "once.taken,     409 too-late, 200, CANCELLED UNPAID GIVEN_BACK",
        "paying.charged, 201,          200, CANCELLED UNPAID GIVEN_BACK",
    })
    void whatIsCancelledWhileOneBeginsToPayIsNotToBePaid(String moment, String first, String rival, String end) {
        String buyer = shop.buyer();
        String group = shop.unpaid(buyer, sides.rice(9), 1);
        String order = shop.orderIds(group).getFirst();
        new Race(
                        () -> told(shop.startPaying(buyer, group)),
                        () -> told(shop.cancel(buyer, order, shop.key())),
                        () -> shop.state(order))
                .run(moment, first, rival, end);
    }

    @ParameterizedTest
    @CsvSource({
        "refunding.claimed,  done, done, 1",
        "refunding.answered, done, done, 1",
    })
    void twoInstancesPayBackOnceThoughOneIsTakenForDead(String moment, String first, String rival, String end) {
        Sides.Bought bought = sides.charged();
        sides.pay(bought);
        sides.cancel(bought);
        new Race(
                        sides::payBack,
                        () -> {
                            // So long that the other is believed to have died.
                            clock.forward(Duration.ofSeconds(11));
                            return sides.payBack();
                        },
                        () -> sides.number("ord_sandbox_refund WHERE charge_id = ?", bought.charge()))
                .run(moment, first, rival, end);
        assertThat(shop.state(bought.order())).isEqualTo("CANCELLED REFUNDED GIVEN_BACK");
        assertThat(shop.count("ord_money_ticket WHERE kind = 'REFUND_TWICE'")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "payout.read,     409 batch-decided, 200,               DECLINED",
        "payout.sent!,    200,               409 batch-decided, SENT",
        "payout.approved, 200,               409 batch-decided, SENT",
    })
    void aPayoutIsApprovedOrDeclined(String moment, String first, String rival, String end) {
        Sides.Payout payout = sides.payout();
        new Race(
                        () -> sides.says(Sides.TWO, payout, "approval"),
                        () -> sides.says(Sides.THREE, payout, "refusal"),
                        () -> sides.state(payout))
                .run(moment, first, rival, end);
    }

    @ParameterizedTest
    @CsvSource({
        "payout.read,  409 batch-decided, 200,               SENT",
        "payout.sent!, 200,               409 batch-decided, SENT",
    })
    void oneOfTwoApproves(String moment, String first, String rival, String end) {
        Sides.Payout payout = sides.payout();
        new Race(
                        () -> sides.says(Sides.TWO, payout, "approval"),
                        () -> sides.says(Sides.THREE, payout, "approval"),
                        () -> sides.state(payout))
                .run(moment, first, rival, end);
        assertThat(shop.count(
                        "ord_journal j JOIN ord_payout p ON p.payout_id = j.cause WHERE j.kind = 'PAYOUT_SENT'"
                                + " AND p.batch_id = ?",
                        payout.batch()))
                .isEqualTo(1);
    }
}

package org.cunlu.orders.cancelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.orders.standin.Race.told;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.cunlu.catalog.BrandRight.Unit;
import org.cunlu.catalog.Offer;
import org.cunlu.orders.branding.BrandShop;
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

/**
 * A rival comes exactly between two steps of placing, paying, cancelling, expiring, refunding and paying out. Each row is an
 * interleaving: where he comes, what the first is told, what he is told, and what is there then. {@code !} says that he has to wait.
 */
@MicronautTest(transactional = false)
@Tag("servers")
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BetweenTwoStepsTest implements TestPropertyProvider {
    @Inject
    Shop shop;

    @Inject
    Sides sides;

    @Inject
    BrandShop brands;

    @Inject
    MovedClock clock;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("betweentwosteps");
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(audit.violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "placing.reckoned,   409 sold-out, 201,          1 of 1 sold",
        "placing.written,    409 sold-out, 201,          1 of 1 sold",
        "placing.held!,      201,          409 sold-out, 1 of 1 sold",
        "placing.committed,  201,          409 sold-out, 1 of 1 sold",
    })
    void theLastPieceIsOnes(String moment, String first, String rival, String end) {
        Offer rice = sides.rice(1);
        var one = sides.inCart(shop.buyer(), rice);
        var other = sides.inCart(shop.buyer(), rice);
        new Race(() -> told(one.get()), () -> told(other.get()), () -> sides.sold(rice)).run(moment, first, rival, end);
    }

    @ParameterizedTest
    @CsvSource({
        "placing.reckoned,   201, 201, 1 of 9 sold",
        "placing.written!,   201, 201, 1 of 9 sold",
        "placing.held!,      201, 201, 1 of 9 sold",
        "placing.committed,  201, 201, 1 of 9 sold",
    })
    void whatIsAskedTwiceWithOneKeyIsOneOrder(String moment, String first, String rival, String end) {
        Offer rice = sides.rice(9);
        var ask = sides.inCart(shop.buyer(), rice);
        var groups = new HashMap<String, String>();
        new Race(() -> kept(groups, "first", ask.get()), () -> kept(groups, "rival", ask.get()), () -> sides.sold(rice))
                .run(moment, first, rival, end);
        assertThat(groups.get("first")).isEqualTo(groups.get("rival"));
    }

    @ParameterizedTest
    @CsvSource({
        "placing.reckoned,   409 cart-empty, 201,            1 of 9 sold",
        "placing.written!,   201,            409 cart-empty, 1 of 9 sold",
    })
    void oneCartIsOneOrderThoughTwoPagesHaveIt(String moment, String first, String rival, String end) {
        Offer rice = sides.rice(9);
        String buyer = shop.buyer();
        var ask = sides.inCart(buyer, rice);
        var again = sides.atPrice(buyer);
        new Race(() -> told(ask.get()), () -> told(again.get()), () -> sides.sold(rice)).run(moment, first, rival, end);
    }

    @ParameterizedTest
    @CsvSource({
        "placing.reckoned,   409 brand-not-authorised, revoked, 0 of 9 sold",
        "placing.written,    409 brand-not-authorised, revoked, 0 of 9 sold",
        "placing.held!,      201,                      revoked, 1 of 9 sold",
    })
    void nothingIsPlacedUnderARightThatWasRevoked(String moment, String first, String rival, String end) {
        String right = brands.authorized("S1", Unit.PIECES, 100);
        Offer orange = brands.branded(sides.rice(9), right);
        var ask = sides.inCart(shop.buyer(), orange);
        new Race(
                        () -> told(ask.get()),
                        () -> {
                            brands.revoke(right);
                            return "revoked";
                        },
                        () -> sides.sold(orange))
                .run(moment, first, rival, end);
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
        "cancelling.asked,   409 too-late, 200,          1",
        "cancelling.locked!, 200,          409 too-late, 1",
        "cancelling.ended!,  200,          409 too-late, 1",
        "once.committed,     200,          409 too-late, 1",
    })
    void oneOfTwoWhoCancelDoesSo(String moment, String first, String rival, String end) {
        Sides.Bought bought = sides.charged();
        new Race(() -> sides.cancel(bought), () -> sides.cancel(bought), () -> sides.givenBack(bought))
                .run(moment, first, rival, end);
    }

    @ParameterizedTest
    @CsvSource({
        "once.taken!,        200, 200, 1",
        "cancelling.locked!, 200, 200, 1",
        "once.committed,     200, 200, 1",
    })
    void cancellingTwiceWithOneKeyIsAnsweredTwiceAndDoneOnce(String moment, String first, String rival, String end) {
        Sides.Bought bought = sides.charged();
        String key = shop.key();
        Supplier<String> ask = () -> told(shop.cancel(bought.buyer(), bought.order(), key));
        new Race(ask, ask, () -> sides.givenBack(bought)).run(moment, first, rival, end);
    }

    @ParameterizedTest
    @CsvSource({
        "expiring.overdue,     0, paid, OPEN PAID ALLOCATED",
        "expiring.given-back!, 1, paid, OPEN PAID ALLOCATED",
    })
    void whatIsPaidWhileItExpiresIsBroughtBack(String moment, String first, String rival, String end) {
        Sides.Bought bought = sides.overdue();
        new Race(sides::expire, () -> sides.pay(bought), () -> shop.state(bought.order()))
                .run(moment, first, rival, end);
    }

    @ParameterizedTest
    @CsvSource({
        "capturing.verified,  paid, 1, OPEN PAID ALLOCATED",
        "capturing.locked,    paid, 0, OPEN PAID ALLOCATED",
        "capturing.fulfilled, paid, 0, OPEN PAID ALLOCATED",
        "capturing.settled,   paid, 0, OPEN PAID ALLOCATED",
    })
    void whatExpiresWhileItIsBeingPaidIsSentAllTheSame(String moment, String first, String rival, String end) {
        Sides.Bought bought = sides.overdue();
        new Race(() -> sides.pay(bought), sides::expire, () -> shop.state(bought.order()))
                .run(moment, first, rival, end);
    }

    @ParameterizedTest
    @CsvSource({
        "capturing.verified, paid, 1 and 201,  CANCELLED REFUND_DUE GIVEN_BACK",
        "capturing.locked,   paid, 0 and 409, OPEN PAID ALLOCATED",
    })
    void whatOthersBoughtWhenItExpiredIsNotSentTwice(String moment, String first, String rival, String end) {
        Offer rice = sides.rice(1);
        Sides.Bought bought = sides.overdue(rice);
        String other = shop.buyer();
        new Race(
                        () -> sides.pay(bought),
                        () -> sides.expire() + " and " + sides.buys(other, rice),
                        () -> shop.state(bought.order()))
                .run(moment, first, rival, end);
        assertThat(sides.sold(rice)).isEqualTo("1 of 1 sold");
    }

    @ParameterizedTest
    @CsvSource({
        "expiring.overdue,     0, 200,          CANCELLED UNPAID GIVEN_BACK",
        "expiring.given-back!, 1, 409 too-late, CANCELLED UNPAID GIVEN_BACK",
    })
    void whatIsCancelledWhileItExpiresIsGivenBackOnce(String moment, String first, String rival, String end) {
        Sides.Bought bought = sides.overdue();
        new Race(sides::expire, () -> sides.cancel(bought), () -> shop.state(bought.order()))
                .run(moment, first, rival, end);
        assertThat(sides.givenBack(bought)).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({
        "cancelling.asked,  409 too-late, 1, CANCELLED UNPAID GIVEN_BACK",
        "cancelling.locked, 200,          0, CANCELLED UNPAID GIVEN_BACK",
    })
    void whatExpiresWhileItIsBeingCancelledIsGivenBackOnce(String moment, String first, String rival, String end) {
        Sides.Bought bought = sides.overdue();
        new Race(() -> sides.cancel(bought), sides::expire, () -> shop.state(bought.order()))
                .run(moment, first, rival, end);
        assertThat(sides.givenBack(bought)).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({"expiring.overdue,    0, 1, 1", "expiring.given-back, 1, 0, 1"})
    void twoInstancesExpireAGroupOnce(String moment, String first, String rival, String end) {
        Sides.Bought bought = sides.overdue();
        new Race(sides::expire, sides::expire, () -> sides.givenBack(bought)).run(moment, first, rival, end);
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

    private static String kept(Map<String, String> groups, String who, Shop.Answer answer) {
        groups.put(who, answer.text("groupId"));
        return told(answer);
    }
}

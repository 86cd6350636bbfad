package org.cunlu.orders.cancelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.orders.standin.Race.told;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.cunlu.catalog.BrandRight.Unit;
import org.cunlu.catalog.Offer;
import org.cunlu.orders.branding.BrandShop;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.Race;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A rival comes exactly between two steps of placing, cancelling and expiring. Each row is an interleaving: where he comes, what the first is told, what he is told, and what is there then. {@code !} says that he has to wait.
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

    private static String kept(Map<String, String> groups, String who, Shop.Answer answer) {
        groups.put(who, answer.text("groupId"));
        return told(answer);
    }
}

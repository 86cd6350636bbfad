package org.cunlu.app.whole;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Placing, cancelling and expiring; paying, being told of it, and paying back. */
class KilledWhileBuyingTest extends KillPoints {
    private BuyingDeeds buying;

    KilledWhileBuyingTest() {
        super("killedbuying");
    }

    @Override
    void ready(SmallCounty county) {
        buying = new BuyingDeeds(county);
    }

    @Override
    Stream<Arguments> acts() {
        return Stream.of(
                act(
                        "placing",
                        buying::placing,
                        "placing.reckoned=0",
                        "placing.written=0",
                        "placing.held=0",
                        "placing.committed=1"),
                act("expiring", buying::expiring, "expiring.overdue:2=1", "expiring.given-back=1"),
                act(
                        "cancelling",
                        buying::cancelling,
                        "once.taken=0",
                        "cancelling.locked=0",
                        "cancelling.ended=0",
                        "once.committed=1"),
                act("paying", buying::paying, "once.committed=1", "paying.charged=1"),
                act(
                        "capturing",
                        buying::capturing,
                        "capturing.verified=0",
                        "capturing.marked=0",
                        "capturing.fulfilled=0",
                        "capturing.settled=1"),
                act("refunding", buying::refunding, "refunding.claimed=0", "refunding.answered=0"));
    }
}

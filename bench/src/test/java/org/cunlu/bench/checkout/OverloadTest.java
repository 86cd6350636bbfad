package org.cunlu.bench.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.cunlu.bench.measuring.ClosedLoop.Turn;
import org.cunlu.bench.measuring.Round;
import org.cunlu.bench.standin.StandInShop;
import org.cunlu.bench.standin.StandInShop.Fault;
import org.junit.jupiter.api.Test;

class OverloadTest {
    private static final Duration SHORT = Duration.ofMillis(500);

    @Test
    void whatIsOrderedIsCancelledSoThatThereIsRoomForTheNext() throws IOException {
        try (var shop = new StandInShop(3, Fault.NONE);
                var overload = Overload.prepare(shop.address(), 3, 5)) {
            Round round = overload.saturated(2, SHORT);
            assertThat(round.outcomes()).containsOnlyKeys(Turn.DONE);
            assertThat(round.outcomes().get(Turn.DONE)).isGreaterThan(3);
            assertThat(shop.sold()).isZero();
        }
    }

    @Test
    void whoIsPutOffAsHeShouldBeIsToldFromWhoIsNot() throws IOException {
        assertThat(outcomes(Fault.PUTS_OFF))
                .contains(Turn.DONE)
                .anyMatch(Overload::putOff)
                .allMatch(Overload::right);
        assertThat(outcomes(Fault.PUTS_OFF_RUDELY))
                .contains(Turn.DONE, "http-503")
                .noneMatch(Overload::putOff)
                .anyMatch(outcome -> !Overload.right(outcome));
    }

    private static Set<String> outcomes(Fault fault) throws IOException {
        try (var shop = new StandInShop(100, fault);
                var overload = Overload.prepare(shop.address(), 30, 5)) {
            return overload.open(100, SHORT).outcomes().keySet();
        }
    }
}

package org.cunlu.kernel.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.cunlu.kernel.limits.Gate.Ticket;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final Duration BURST = Duration.ofSeconds(10);
    private static final Duration STEADY = Duration.ofMillis(400);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final Gate gate = new Gate(settings(2, 3, BURST, STEADY), now::get);

    @Test
    void asManyAsCanBeWorkedOnAreLetInAndTheNextOneWhenOneLeaves() {
        Ticket first = gate.come(false);
        Ticket second = gate.come(false);
        Ticket third = gate.come(false);
        Ticket fourth = gate.come(false);
        assertThat(List.of(first, second)).allSatisfy(GateTest::isIn);
        assertThat(List.of(third, fourth)).allSatisfy(GateTest::waits);
        second.leave();
        isIn(third);
        waits(fourth);
        assertThat(gate.inside()).isEqualTo(2);
        assertThat(gate.waiting()).isEqualTo(1);
    }

    @Test
    void beyondTheLineOneIsToldAtOnceToComeAgain() {
        List<Ticket> tickets =
                IntStream.range(0, 6).mapToObj(_ -> gate.come(false)).toList();
        tickets.subList(2, 5).forEach(GateTest::waits);
        isSentAway(tickets.get(5));
        tickets.get(5).leave();
        assertThat(gate.inside()).isEqualTo(2);
        assertThat(gate.waiting()).isEqualTo(3);
    }

    @Test
    void whatWasBegunGoesFirst() {
        Ticket inside = gate.come(false);
        gate.come(false);
        Ticket other = gate.come(false);
        Ticket begun = gate.come(true);
        inside.leave();
        isIn(begun);
        waits(other);
    }

    @Test
    void aRushIsWaitedOut() {
        fill();
        Ticket waiting = gate.come(false);
        pass(BURST);
        gate.sendAway();
        waits(waiting);
        pass(Duration.ofNanos(1));
        gate.sendAway();
        isSentAway(waiting);
    }

    @Test
    void whereTheLineIsNeverEmptyNobodyWaitsLongButWhoGoesOnWithWhatWasBegun() {
        fill();
        gate.come(true);
        pass(BURST);
        Ticket waiting = gate.come(false);
        Ticket begun = gate.come(true);
        pass(STEADY);
        gate.sendAway();
        waits(waiting);
        pass(Duration.ofNanos(1));
        gate.sendAway();
        isSentAway(waiting);
        waits(begun);
    }

    @Test
    void onceTheLineWasEmptyTheNextRushIsWaitedOutAgain() {
        fill().leave();
        Ticket inside = gate.come(false);
        pass(BURST);
        gate.sendAway();
        Ticket waiting = gate.come(false);
        pass(STEADY.multipliedBy(2));
        gate.sendAway();
        waits(waiting);
        inside.leave();
        isIn(waiting);
    }

    @Test
    void whoGoesAwayWhileWaitingOrLeavesTwiceFreesNoPlaceOfOthers() {
        Ticket inside = fill();
        Ticket gone = gate.come(false);
        Ticket next = gate.come(false);
        gone.leave();
        assertThat(gate.waiting()).isEqualTo(1);
        inside.leave();
        inside.leave();
        isIn(next);
        assertThat(gate.inside()).isEqualTo(2);
        assertThat(gate.waiting()).isZero();
    }

    @Test
    void settingsThatLetNobodyInOrWaitAreRefused() {
        assertThatThrownBy(() -> settings(0, 1, BURST, STEADY)).hasMessageContaining("at-once");
        assertThatThrownBy(() -> new GateSettings(1, 1, BURST, STEADY, Duration.ZERO))
                .hasMessageContaining("glance");
        assertThatThrownBy(() -> settings(1, -1, BURST, STEADY)).hasMessageContaining("line-max");
        assertThatThrownBy(() -> settings(1, 1, STEADY, BURST)).hasMessageContaining("steady");
        assertThatThrownBy(() -> settings(1, 1, BURST, Duration.ZERO)).hasMessageContaining("steady");
    }

    private static GateSettings settings(int atOnce, int lineMax, Duration burst, Duration steady) {
        return new GateSettings(atOnce, lineMax, burst, steady, Duration.ofSeconds(12));
    }

    /** @return one of those that hold both places */
    private Ticket fill() {
        gate.come(false);
        return gate.come(false);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static void isIn(Ticket ticket) {
        assertThat(ticket.turn()).isCompletedWithValue(true);
    }

    private static void isSentAway(Ticket ticket) {
        assertThat(ticket.turn()).isCompletedWithValue(false);
    }

    private static void waits(Ticket ticket) {
        assertThat(ticket.turn()).isNotDone();
    }
}

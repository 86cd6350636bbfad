package org.cunlu.logistics.cash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE12;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE21;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.CashDrawer;
import org.cunlu.logistics.Shifts;
import org.cunlu.logistics.Shifts.Counted;
import org.cunlu.logistics.Shifts.Shift;
import org.cunlu.logistics.parcel.Work;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.Room;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A shift is counted on both sides against the book, and what differs is explained. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShiftTest implements TestPropertyProvider {
    @Inject
    Work work;

    @Inject
    Shifts shifts;

    @Inject
    HandingIn handingIn;

    @Inject
    Audit audit;

    @Inject
    Clock clock;

    private int day;

    private final Caller keeper = Work.keeper(VILLAGE12);
    private final Caller stranger = Work.keeper(VILLAGE21);

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @BeforeEach
    void anEmptyDrawerAndNoShift() {
        work.at(++day, 10, 0);
        shifts.running(keeper, VILLAGE12)
                .ifPresent(left -> shifts.end(keeper, left.shiftId(), new Counted(0, "忘了"), false, key()));
        long left = handingIn.inDrawer(VILLAGE12);
        if (left > 0) {
            handingIn.offer(keeper, VILLAGE12, left, key());
        }
        work.at(day, 11, 0);
    }

    @AfterEach
    void nothingIsOutOfOrder() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void isBegunAndEndedWithACountAndGivesTheDrawerUp() {
        took(500);
        String key = key();
        Shift begun = shifts.begin(keeper, VILLAGE12, new Counted(500, null), key);
        assertThat(shifts.begin(keeper, VILLAGE12, new Counted(500, null), key)).isEqualTo(begun);
        assertThat(begun.own()).isTrue();
        assertThat(begun.ended()).isNull();
        assertThat(begun.began().differenceFen()).isZero();
        work.at(day, 15, 0);
        took(1290);
        String end = key();
        Shift ended = shifts.end(keeper, begun.shiftId(), new Counted(1790, null), true, end);
        assertThat(shifts.end(keeper, begun.shiftId(), new Counted(1790, null), true, end))
                .isEqualTo(ended);
        assertThat(ended.ended().expectedFen()).isEqualTo(1790);
        assertThat(ended.handoverId()).isNotNull();
        assertThat(ended.handedFen()).isEqualTo(1790);
        assertThat(handingIn.inDrawer(VILLAGE12)).isZero();
        assertThat(shifts.running(keeper, VILLAGE12)).isEmpty();
        assertThat(shifts.of(keeper, VILLAGE12, null, 1).items()).containsExactly(ended);
        handingIn.withdraw(keeper, ended.handoverId());
        assertThat(shifts.of(keeper, VILLAGE12, null, 1).items().getFirst().handedFen())
                .as("what was put back was not handed on")
                .isZero();
    }

    @Test
    void anotherSumThanTheBookSaysIsRefusedUntilItIsExplained() {
        took(500);
        assertThat(refusal(() -> begin(keeper, 499, null))).isEqualTo("difference-unexplained");
        assertThat(refusal(() -> begin(keeper, 501, " "))).isEqualTo("difference-unexplained");
        assertThat(refusal(() -> begin(keeper, 499, "找\u202e零"))).isEqualTo("why-invalid");
        assertThat(refusal(() -> begin(keeper, 499, "多".repeat(201)))).isEqualTo("why-invalid");
        assertThat(refusal(() -> begin(keeper, -1, "x"))).isEqualTo("amount-invalid");
        assertThat(shifts.running(keeper, VILLAGE12)).isEmpty();
        Shift begun = begin(keeper, 499, " 少找了一分 ");
        assertThat(begun.began().why()).isEqualTo("少找了一分");
        assertThat(begun.began().differenceFen()).isEqualTo(-1);
        assertThat(refusal(() -> end(keeper, begun, 0, null))).isEqualTo("difference-unexplained");
        assertThat(shifts.running(keeper, VILLAGE12)).isPresent();
        assertThat(end(keeper, begun, 510, "多收").ended().differenceFen()).isEqualTo(10);
    }

    @Test
    void oneRunsAtANodeAtATimeAndAnotherOfTheNodeMayEndIt() {
        var second = new Caller(key(), keeper.grants());
        Shift begun = begin(keeper, 0, null);
        assertThat(refusal(() -> begin(keeper, 0, null))).isEqualTo("shift-running");
        assertThat(refusal(() -> begin(second, 0, null))).isEqualTo("shift-running");
        Shift ended = end(second, begun, 0, null);
        assertThat(ended.endedByAnother()).isTrue();
        assertThat(refusal(() -> end(keeper, begun, 0, null))).isEqualTo("shift-ended");
        assertThat(begin(second, 0, null).ended()).isNull();
    }

    @Test
    void manyWhoBeginAtOnceBeginOne() throws Exception {
        List<Callable<String>> all = IntStream.range(0, 6)
                .mapToObj(n -> (Callable<String>) () -> {
                    try {
                        return begin(keeper, 0, null).shiftId();
                    } catch (ProblemException refused) {
                        return refused.code();
                    }
                })
                .toList();
        try (var pool = Executors.newFixedThreadPool(6)) {
            var answers = pool.invokeAll(all).stream().map(Future::resultNow).toList();
            assertThat(answers).filteredOn("shift-running"::equals).hasSize(5);
        }
    }

    @Test
    void anothersNodeAndShiftAreAsAbsentOnes() {
        Shift begun = begin(keeper, 0, null);
        assertThat(refusal(() -> begin(stranger, 0, null))).isEqualTo("not-found");
        assertThat(refusal(() -> end(stranger, begun, 0, null))).isEqualTo("not-found");
        assertThat(refusal(() -> shifts.of(stranger, VILLAGE12, null, null))).isEqualTo("not-found");
        assertThat(refusal(() -> shifts.running(stranger, VILLAGE12))).isEqualTo("not-found");
        assertThat(refusal(() -> shifts.end(keeper, "0ABCDEFGHJKMN", new Counted(0, null), false, key())))
                .isEqualTo("not-found");
        assertThat(shifts.of(stranger, VILLAGE21, null, null).items()).isEmpty();
        assertThat(shifts.running(keeper, VILLAGE12)).isPresent();
    }

    private Shift begin(Caller who, long fen, String why) {
        return shifts.begin(who, VILLAGE12, new Counted(fen, why), key());
    }

    private Shift end(Caller who, Shift shift, long fen, String why) {
        return shifts.end(who, shift.shiftId(), new Counted(fen, why), false, key());
    }

    private void took(long fen) {
        String barcode = key();
        work.transactions.run(() -> handingIn.took(new CashDrawer.Taken(
                barcode, "500233", "0ABCDEFGHJKMN", VILLAGE12, fen, keeper.accountId(), clock.instant())));
    }

    private String key() {
        return work.ids.next();
    }

    private static String refusal(Runnable attempt) {
        return catchThrowableOfType(ProblemException.class, attempt::run).code();
    }
}

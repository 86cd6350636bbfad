package org.cunlu.logistics.parcel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cunlu.logistics.StationWork.ScanKind.PACK;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN1;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE11;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE12;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.parcel.Work.Booked;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.Rivals;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInRecipients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Codes open one parcel once, guessing is limited, cash is exact. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PickupTest implements TestPropertyProvider {
    @Inject
    Work work;

    @Inject
    MovedClock clock;

    @Inject
    StandInRecipients recipients;

    @Inject
    Audit audit;

    private Caller keeper;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @BeforeEach
    void aKeeperWhoHasNotGuessedYet() {
        work.at(10, 0);
        keeper = anyKeeper();
    }

    @AfterEach
    void historyIsLegal() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void aCodeOpensOnceAndTheSameRequestIsAnsweredTheSame() {
        Booked booked = ready(0);
        String code = work.code(booked);
        String request = work.ids.next();
        var first = work.desk.pickUp(keeper, request, VILLAGE11, code, null);
        assertThat(first.barcode()).isEqualTo(booked.barcode());
        assertThat(first.state()).isEqualTo(ParcelState.HANDED_OVER);
        assertThat(work.desk.pickUp(keeper, request, VILLAGE11, code, null)).isEqualTo(first);
        refused(409, "pickup-code-wrong", code, null);
    }

    @Test
    void aCodeOpensAtItsOwnStationOnly() {
        String code = work.code(ready(0));
        assertThatThrownBy(() -> work.desk.pickUp(keeper, work.ids.next(), VILLAGE12, code, null))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo("pickup-code-wrong"));
        assertThatThrownBy(() -> work.desk.pickUp(Work.keeper(VILLAGE12), work.ids.next(), VILLAGE11, code, null))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.status()).isEqualTo(404));
    }

    @Test
    void fourWrongCodesLeaveTheFifthTryAndFiveDoNot() {
        Booked four = ready(0);
        guess(4);
        assertThat(work.desk
                        .pickUp(keeper, work.ids.next(), VILLAGE11, work.code(four), null)
                        .barcode())
                .isEqualTo(four.barcode());
        // A right code in between does not give new guesses.
        guess(1);
        Booked next = ready(0);
        refused(429, "too-many-guesses", work.code(next), null);
        // Nobody else is hindered.
        assertThat(work.desk
                        .pickUp(anyKeeper(), work.ids.next(), VILLAGE11, work.code(next), null)
                        .barcode())
                .isEqualTo(next.barcode());
    }

    @Test
    void afterTenMinutesGuessingBeginsAnew() {
        Booked booked = ready(0);
        guess(5);
        clock.set(work.now().plus(Duration.ofMinutes(10)).minusMillis(1));
        refused(429, "too-many-guesses", work.code(booked), null);
        clock.set(work.now().plusMillis(1));
        guess(4);
        assertThat(work.desk
                        .pickUp(keeper, work.ids.next(), VILLAGE11, work.code(booked), null)
                        .barcode())
                .isEqualTo(booked.barcode());
    }

    @Test
    void wrongCodesOfLongAgoAreForgotten() {
        guess(4);
        clock.set(work.now().plus(Duration.ofMinutes(10)));
        guess(4);
        String code = work.code(ready(0));
        assertThat(work.desk
                        .pickUp(keeper, work.ids.next(), VILLAGE11, code, null)
                        .state())
                .isEqualTo(ParcelState.HANDED_OVER);
    }

    @Test
    void guessesThatComeAtOnceAreCountedOneByOne() throws Exception {
        var answers = Rivals.all(16, rival -> problem("00000000").code());
        assertThat(answers.stream().filter("pickup-code-wrong"::equals)).hasSize(5);
        assertThat(answers.stream().filter("too-many-guesses"::equals)).hasSize(11);
    }

    @Test
    void oneParcelIsGuessedFiveTimesByAllTogether() {
        Booked booked = ready(0);
        Booked other = ready(0);
        for (int i = 0; i < 5; i++) {
            assertThat(handOver(anyKeeper(), booked, "00000000")).isEqualTo("pickup-code-wrong");
        }
        assertThat(handOver(anyKeeper(), booked, work.code(booked))).isEqualTo("too-many-guesses");
        assertThat(handOver(anyKeeper(), other, work.code(other))).isEqualTo("HANDED_OVER");
        clock.set(work.now().plus(Duration.ofMinutes(10)));
        assertThat(handOver(anyKeeper(), booked, work.code(booked))).isEqualTo("HANDED_OVER");
    }

    @Test
    void theCodeOfAnotherParcelIsWrong() {
        Booked mine = ready(0);
        recipients.name("NEIGHBOUR0001", "李四", "13900001111", null);
        Booked neighbours = work.bookFor("NEIGHBOUR0001", StorageClass.DRY, 0, VILLAGE11);
        assertThat(work.does(PACK, VILLAGE11, neighbours.barcode(), null)).isEqualTo("READY");
        assertThat(handOver(keeper, mine, work.code(neighbours))).isEqualTo("pickup-code-wrong");
    }

    @Test
    void cashIsExactAndNoneIsTakenWhereNoneIsDue() {
        Booked due = ready(1290);
        String code = work.code(due);
        refused(409, "cash-mismatch", code, null);
        refused(409, "cash-mismatch", code, 1289L);
        refused(409, "cash-mismatch", code, 1291L);
        assertThat(problem(code).problem("").facts()).containsEntry("cashDueFen", 1290L);
        assertThat(work.desk
                        .pickUp(keeper, work.ids.next(), VILLAGE11, code, 1290L)
                        .state())
                .isEqualTo(ParcelState.HANDED_OVER);
        String paid = work.code(ready(0));
        refused(409, "cash-mismatch", paid, 1L);
        assertThat(work.desk
                        .pickUp(keeper, work.ids.next(), VILLAGE11, paid, 0L)
                        .state())
                .isEqualTo(ParcelState.HANDED_OVER);
    }

    private Booked ready(long cashDueFen) {
        Booked booked = work.book(StorageClass.DRY, cashDueFen, VILLAGE11);
        assertThat(work.does(PACK, VILLAGE11, booked.barcode(), null)).isEqualTo("READY");
        return booked;
    }

    private Caller anyKeeper() {
        return new Caller(
                work.ids.next(),
                List.of(
                        new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, VILLAGE11)),
                        new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, VILLAGE12)),
                        new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, TOWN1))));
    }

    private void guess(int times) {
        for (int i = 0; i < times; i++) {
            refused(409, "pickup-code-wrong", "00000000", null);
        }
    }

    private ProblemException problem(String code) {
        return problem(code, null);
    }

    private ProblemException problem(String code, Long cashFen) {
        try {
            work.desk.pickUp(keeper, work.ids.next(), VILLAGE11, code, cashFen);
        } catch (ProblemException problem) {
            return problem;
        }
        throw new AssertionError("it was handed over");
    }

    private void refused(int status, String code, String pickupCode, Long cashFen) {
        var problem = problem(pickupCode, cashFen);
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.status()).isEqualTo(status);
    }

    private String handOver(Caller caller, Booked booked, String code) {
        return Work.told(work.desk
                .scan(caller, List.of(work.handOver(VILLAGE11, booked.barcode(), code, null)))
                .getFirst());
    }
}

package org.cunlu.logistics.slip;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.ClosingWays.Wish;
import org.cunlu.logistics.Closure.Kind;
import org.cunlu.logistics.DepartureRoom;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Promise.Reason;
import org.cunlu.logistics.Promises;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What closures mean for those who have no parcel yet: who asks for a promise, and who holds room and has not paid. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClosedWaysTest implements TestPropertyProvider {
    private static final Caller DISPATCHER = Closing.dispatcher("DISPATCHER0001", "H");
    private static final Load KILO = new Load(1000, 1000);

    @Inject
    Valley valley;

    @Inject
    ClosureActs acts;

    @Inject
    Promises promises;

    @Inject
    DepartureRoom room;

    @Override
    public Map<String, String> getProperties() {
        return Valley.properties("closedways");
    }

    @BeforeAll
    void build() {
        valley.build();
    }

    @BeforeEach
    void morning() {
        valley.at(0, 7, 0);
    }

    @AfterEach
    void nobodyHolds() {
        valley.transactions.run(() -> room.free(List.of("UNPAID")));
    }

    @Test
    void aPromiseThatAClosurePreventsSaysSo() {
        assertThat(whileClosed(new Wish(Kind.NODE, "A2", null, null, null, null, "停电"), () -> promise("H", "A2")))
                .isEqualTo(new Promise.Refused(Reason.WAY_CLOSED));
        assertThat(whileClosed(new Wish(Kind.LINE, null, null, "BACK", null, null, "停运"), () -> promise("A2", "H")))
                .isEqualTo(new Promise.Refused(Reason.WAY_CLOSED));
        assertThat(promise("B1", "H"))
                .as("nothing ever led there")
                .isEqualTo(new Promise.Refused(Reason.NO_CONNECTION));
        assertThat(promise("H", "A2")).isInstanceOf(Promise.Kept.class);
    }

    @Test
    void roomThatIsHeldOnWhatIsClosedServesNobodyUntilItIsOpenAgain() {
        var kept = (Promise.Kept) promise("H", "A1");
        room.prepare(kept.legs());
        valley.transactions.run(() ->
                room.hold(Valley.COUNTY, Map.of("UNPAID", new DepartureRoom.Way(kept.legs(), KILO))));
        assertThat(room.standing("UNPAID", valley.now())).isPresent();
        for (Wish wish : List.of(
                new Wish(Kind.ROAD, "A1", "A", null, null, null, "滑坡"),
                new Wish(Kind.NODE, "A1", null, null, null, null, "停电"),
                new Wish(Kind.NODE, "H", null, null, null, null, "停电"),
                new Wish(Kind.LINE, null, null, "MORN", null, null, "停运"))) {
            assertThat(whileClosed(wish, () -> room.standing("UNPAID", valley.now())))
                    .as("%s", wish)
                    .isEmpty();
        }
        for (Wish wish : List.of(
                until(Valley.moment(0, 8, 59)),
                new Wish(Kind.ROAD, "A1", "A2", null, null, null, "滑坡"),
                new Wish(Kind.NODE, "A", null, null, null, null, "停电"))) {
            assertThat(whileClosed(wish, () -> room.standing("UNPAID", valley.now())))
                    .as("%s", wish)
                    .isPresent();
        }
        assertThat(whileClosed(until(Valley.moment(0, 9, 6)), () -> room.standing("UNPAID", valley.now())))
                .isEmpty();
    }

    private static Wish until(Instant moment) {
        return new Wish(Kind.ROAD, "A", "A1", null, null, moment, "滑坡");
    }

    private Promise promise(String from, String to) {
        return promises.promise(from, to, KILO, valley.now());
    }

    private <T> T whileClosed(Wish wish, java.util.function.Supplier<T> work) {
        String id = acts.close(DISPATCHER, valley.ids.next(), wish)
                .closed()
                .closure()
                .id();
        try {
            return work.get();
        } finally {
            acts.lift(DISPATCHER, id);
        }
    }
}

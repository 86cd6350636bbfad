package org.cunlu.logistics.recycling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.cunlu.logistics.standin.StandInNetwork.HUB;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN1;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN2;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE11;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE12;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE22;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Recyclables;
import org.cunlu.logistics.parcel.Work;
import org.cunlu.logistics.recycling.BroughtTable.Brought;
import org.cunlu.logistics.recycling.BroughtTable.Load;
import org.cunlu.logistics.recycling.KindTable.Kind;
import org.cunlu.logistics.recycling.TakingBack.Order;
import org.cunlu.logistics.recycling.TakingBack.Receipt;
import org.cunlu.logistics.standin.Rivals;
import org.cunlu.logistics.standin.Room;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What people bring back is weighed, goes up as a load, and is summed by station and month. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecyclingTest implements TestPropertyProvider {
    @Inject
    Work work;

    @Inject
    TakingBack takingBack;

    @Inject
    RecyclingController controller;

    @Inject
    BroughtTable table;

    @Inject
    Recyclables recyclables;

    private final Caller keeper = Work.keeper(VILLAGE12);

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @BeforeEach
    void nothingHere() {
        work.at(7, 0);
        if (!table.here(VILLAGE12).isEmpty()) {
            takingBack.send(keeper, VILLAGE12, work.ids.next());
        }
    }

    @Test
    void isTakenOnceForEachRequestAndCreditedOnlyAsTheCountySays() {
        String key = work.ids.next();
        Brought done = takingBack.take(keeper, order(VILLAGE12, "CARTON", 3, 2_500), key);
        assertThat(takingBack.take(keeper, order(VILLAGE12, "CARTON", 3, 2_500), key))
                .isEqualTo(done);
        assertThat(done.creditFen()).isZero();
        String code = "CAN-" + work.ids.next().substring(7);
        controller.put(operator(HUB), code, new Kind(code, "易拉罐", "cans", StorageClass.DRY, 5, 99, true));
        assertThat(take(order(VILLAGE12, code, 3, 1_999)).creditFen()).isEqualTo(3 * 5 + 197);
        controller.put(operator(HUB), code, new Kind(code, "易拉罐", "cans", StorageClass.DRY, 5, 99, false));
        assertThat(code(() -> take(order(VILLAGE12, code, 3, 2_000)))).isEqualTo("kind-unknown");
        assertThat(code(() -> controller.put(
                        operator(HUB), "OTHER", new Kind(code, "易拉罐", "cans", StorageClass.DRY, 5, 99, true))))
                .isEqualTo("code-differs");
        assertThat(table.here(VILLAGE12))
                .filteredOn(each -> each.kind().equals("CARTON"))
                .singleElement()
                .satisfies(each -> assertThat(each.weightGrams()).isEqualTo(2_500));
    }

    @Test
    void onlyWhereItIsTakenBackAndMayBeKept() {
        assertThat(code(() -> take(order(VILLAGE11, "CARTON", 1, 1)))).isEqualTo("no-recycling");
        assertThat(code(() -> take(order(VILLAGE22, "PESTICIDE-BOTTLE", 1, 1)))).isEqualTo("class-not-held");
        assertThat(code(() -> take(order(VILLAGE12, "NO-SUCH", 1, 1)))).isEqualTo("kind-unknown");
        assertThat(code(() -> takingBack.take(keeper, order(VILLAGE22, "FILM", 1, 1), work.ids.next())))
                .isEqualTo("not-found");
        assertThat(take(order(VILLAGE12, "PESTICIDE-BOTTLE", 1, 1)).kind()).isEqualTo("PESTICIDE-BOTTLE");
    }

    @Test
    void goesUpWithTheNextDepartureAndIsWeighedThereOnce() throws Exception {
        take(order(VILLAGE12, "CARTON", 3, 2_500));
        take(order(VILLAGE12, "FILM", 1, 700));
        assertThat(recyclables.waiting(VILLAGE12))
                .extracting(Recyclables.Waiting::kind, Recyclables.Waiting::weightGrams)
                .contains(tuple("CARTON", 2_500L), tuple("FILM", 700L));
        var loads = Rivals.all(4, rival -> {
            try {
                return takingBack.send(keeper, VILLAGE12, work.ids.next());
            } catch (ProblemException late) {
                assertThat(late.code()).isEqualTo("nothing-here");
                return null;
            }
        });
        Load load = loads.stream()
                .filter(Objects::nonNull)
                .reduce((one, two) -> null)
                .orElseThrow();
        assertThat(load.weightGrams()).isEqualTo(3_200);
        assertThat(load.toNode()).isEqualTo(TOWN1);
        assertThat(load.lineCode()).isEqualTo("V12-T1");
        assertThat(table.here(VILLAGE12)).isEmpty();
        assertThat(forTheCrew(load)).as("the crew sees it").contains(load.loadId());
        assertThat(code(() -> takingBack.receive(
                        Work.keeper(TOWN2), load.loadId(), new Receipt(TOWN2, 3_200L), work.ids.next())))
                .isEqualTo("not-found");
        String key = work.ids.next();
        Load got = takingBack.receive(Work.keeper(TOWN1), load.loadId(), new Receipt(TOWN1, 3_150L), key);
        assertThat(got.receivedGrams()).isEqualTo(3_150);
        assertThat(forTheCrew(load)).doesNotContain(load.loadId());
        assertThat(takingBack.receive(Work.keeper(TOWN1), load.loadId(), new Receipt(TOWN1, 3_150L), key))
                .isEqualTo(got);
        assertThat(code(() ->
                        takingBack.receive(Work.keeper(TOWN1), load.loadId(), new Receipt(TOWN1, 1L), work.ids.next())))
                .isEqualTo("received-already");
        take(order(VILLAGE22, "FILM", 1, 700));
        assertThat(code(() -> takingBack.send(Work.keeper(VILLAGE22), VILLAGE22, work.ids.next())))
                .isEqualTo("no-connection");
    }

    @Test
    void isSummedByStationAndTheCountysMonthForOnesOwnNodesAlsoForASpreadsheet() {
        // 1 January 2031 has begun in the county, not yet in UTC.
        work.at(1500, 0, 30);
        String month = "2031-01";
        take(order(VILLAGE12, "CARTON", 3, 2_500));
        take(order(VILLAGE12, "CARTON", 1, 500));
        String line = String.join(",", month, VILLAGE12, "CARTON", "2", "4", "3000", "0");
        assertThat(controller.csv(operator(TOWN1), month, month)).contains(line + "\r\n");
        assertThat(controller.csv(operator(TOWN2), month, month)).doesNotContain(VILLAGE12);
        assertThat(controller.totals(operator(HUB), month, month).items())
                .filteredOn(each -> each.kind().equals("CARTON"))
                .singleElement()
                .satisfies(each -> assertThat(each.pieces()).isEqualTo(4));
        assertThat(controller.totals(operator(HUB), "1999-01", "1999-12").items())
                .isEmpty();
    }

    private static Order order(String node, String kind, long pieces, long grams) {
        return new Order(node, kind, pieces, grams, null);
    }

    private Brought take(Order order) {
        return takingBack.take(Work.keeper(order.node()), order, work.ids.next());
    }

    private Caller operator(String node) {
        return new Caller(
                work.ids.next(), List.of(new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, node))));
    }

    private static String code(Runnable attempt) {
        return catchThrowableOfType(ProblemException.class, attempt::run).code();
    }

    private List<String> forTheCrew(Load load) {
        return recyclables
                .loads(load.lineCode(), CountyTime.date(load.departsAt()))
                .getOrDefault(VILLAGE12, List.of())
                .stream()
                .map(Recyclables.Load::loadId)
                .toList();
    }
}

package org.cunlu.logistics.slip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.util.ArrayList;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.ClosingWays;
import org.cunlu.logistics.ClosingWays.Account;
import org.cunlu.logistics.ClosingWays.Wish;
import org.cunlu.logistics.Closure.Kind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who may close what, how often, and that nothing is lost by it however much there is. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClosureActsTest extends Closing {
    @Test
    void theSameKeyClosesOnceAndLiftingTwiceIsLiftingOnce() {
        var parcel = valley.book("H", "A1");
        Wish wish = road("A", "A1");
        ClosingWays.Foreseen foreseen = acts.foresee(DISPATCHER, wish);
        assertThat(valley.slips(parcel)).as("to look changes nothing").isEmpty();
        Account first = acts.close(DISPATCHER, "key-0123456789", wish);
        closed.add(first.closed().closure().id());
        assertThat((long) foreseen.parcels()).isPositive().isEqualTo(first.rerouted() + first.waiting());
        assertThat(foreseen.lines()).contains("MORN");
        assertThat(foreseen.lying()).isZero();
        Account again = acts.close(DISPATCHER, "key-0123456789", wish);
        assertThat(again).isEqualTo(first);
        assertThat(valley.slips(parcel)).hasSize(1);
        assertThat(valley.trail("logistics.close-way", first.closed().closure().id()))
                .isEqualTo(1);
        acts.lift(DISPATCHER, first.closed().closure().id());
        acts.lift(DISPATCHER, first.closed().closure().id());
        assertThat(valley.trail("logistics.open-way", first.closed().closure().id()))
                .isEqualTo(1);
        assertThatThrownBy(() -> acts.close(DISPATCHER, "key-0123456789", node("A1")))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void anothersRoadIsNotThereAndTheAttemptIsWrittenDown() {
        var other = dispatcher("DISPATCHER0003", "B");
        notFound(() -> acts.close(other, valley.ids.next(), road("A", "A1")));
        notFound(() -> acts.close(other, valley.ids.next(), node("A1")));
        notFound(() -> acts.close(other, valley.ids.next(), new Wish(Kind.LINE, null, null, "NOON", null, null, "试试")));
        notFound(() -> acts.close(other, valley.ids.next(), new Wish(Kind.LINE, null, null, "NONE", null, null, "试试")));
        notFound(() -> acts.close(other, valley.ids.next(), node("NOWHERE")));
        notFound(() -> acts.foresee(other, node("A1")));
        assertThat(valley.trail("logistics.foresee-closure.refused", "A1")).isEqualTo(1);
        assertThat(valley.trail("logistics.close-way.refused", "A1")).isEqualTo(1);
        assertThat(valley.trail("logistics.close-way.refused", "NOON")).isEqualTo(1);
        Account his = close(node("A1"));
        String id = his.closed().closure().id();
        notFound(() -> acts.read(other, id));
        notFound(() -> acts.lift(other, id));
        assertThat(valley.trail("logistics.open-way.refused", id)).isEqualTo(1);
        assertThat(acts.list(other, true, null, 10).items()).isEmpty();
        assertThat(acts.list(DISPATCHER, true, null, 10).items()).hasSize(1);
    }

    @Test
    void whatMakesNoClosureIsRefused() {
        refused(new Wish(Kind.NODE, "A1", "A", null, null, null, "多填了"), "closure-invalid");
        refused(new Wish(Kind.NODE, null, null, null, null, null, "没有填"), "closure-invalid");
        refused(new Wish(Kind.ROAD, "A", "A", null, null, null, "同一处"), "closure-invalid");
        refused(new Wish(Kind.ROAD, "A1", "B1", "MORN", null, null, "多填了"), "closure-invalid");
        refused(new Wish(Kind.ROAD, "H", "A1", null, null, null, "不相邻"), "no-such-road");
        refused(window(null, Valley.moment(0, 6, 59)), "closure-invalid");
        refused(window(Valley.moment(0, 9, 0), Valley.moment(0, 9, 0)), "closure-invalid");
        refused(window(Valley.moment(-2, 9, 0), null), "closure-invalid");
        refused(window(Valley.moment(400, 9, 0), null), "closure-invalid");
        refused(window(null, Valley.moment(367, 9, 0)), "closure-invalid");
    }

    @Test
    void aThousandParcelsAreReroutedInSecondsAndAKillInBetweenLosesNone() {
        int count = 1000;
        String sku = valley.sku("H", 2 * count);
        var parcels = new ArrayList<Valley.Parcel>();
        for (int i = 0; i < count; i++) {
            parcels.add(valley.book(sku, "H", "A1"));
        }
        String id = valley.closeOnly(road("A", "A1"), DISPATCHER);
        closed.add(id);
        sweeping.step(id);
        sweeping.step(id);
        int before = sweeps.find(id).orElseThrow().rerouted();
        assertThat(before).as("a part is done when it is killed").isBetween(1, count - 1);
        long start = System.nanoTime();
        valley.watch.round();
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        System.out.println("re-routed " + (count - before) + " parcels in " + seconds + " s");
        assertThat(seconds).isLessThan(30);
        Account account = acts.read(DISPATCHER, id);
        assertThat(account.finished()).isTrue();
        assertThat(account.rerouted()).isEqualTo(count);
        assertThat(valley.counted("SELECT COUNT(*) AS n FROM log_slip WHERE cause = 'closure:" + id + "'"))
                .isEqualTo(count);
        assertThat(valley.counted(
                        "SELECT COUNT(*) AS n FROM log_parcel p JOIN log_parcel_leg l ON l.barcode = p.barcode"
                                + " WHERE p.state = 'BOOKED' AND l.line_code = 'MORN' AND l.seq > p.legs_done"
                                + " AND l.service_date = '2026-11-23' AND p.to_node = 'A1'"))
                .isZero();
    }
}

package org.cunlu.logistics.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.cunlu.catalog.StorageClass;
import org.cunlu.logistics.TourDesk.Act;
import org.cunlu.logistics.dispatch.DayChanges.BrokenDown;
import org.cunlu.logistics.dispatch.DayChanges.Late;
import org.cunlu.logistics.dispatch.DayChanges.Pickup;
import org.cunlu.logistics.dispatch.Editing.Edit;
import org.cunlu.logistics.dispatch.JobTable.Job;
import org.cunlu.logistics.dispatch.JobTable.State;
import org.cunlu.logistics.dispatch.PlanController.HandEdit;
import org.cunlu.logistics.dispatch.PlanController.Wanted;
import org.cunlu.logistics.dispatch.PlanDesk.Begun;
import org.cunlu.logistics.dispatch.Publishing.Publication;
import org.cunlu.logistics.slip.Valley;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanDayTest extends DispatchDay {
    @Test
    void whatLiesAtTheHubAndAtItsStationsBecomesStopsAndIsPlannedInOneTrip() {
        String id = planned();
        PlanDesk.Seen seen = plans.plan(DISPATCHER, id);
        assertThat(seen.comes().broken()).isEmpty();
        assertThat(seen.comes().leftOut()).isEmpty();
        Sheet.Stop far = seen.sheet().stop("A2");
        assertThat(far.delivers().pieces()).isEqualTo(1);
        assertThat(far.collects().pieces()).isEqualTo(1);
        assertThat(far.opens()).isEqualTo(6 * 3600);
        assertThat(seen.comes().tours()).hasSize(1);
    }

    @Test
    void goodsThatAreStillToComeWaitForTheirTrip() {
        packed("A2", "B");
        Begun begun = plans.begin(DISPATCHER, new Wanted("H", date().plusDays(1)), null);
        List<Sheet.Stop> stops = plans.plan(DISPATCHER, begun.plan()).sheet().stops();
        assertThat(stops).anySatisfy(stop -> {
            assertThat(stop.node()).isEqualTo("B");
            assertThat(stop.releasedBy()).isEqualTo("BACK/" + date());
        });
    }

    @Test
    void aStationThatIsNotServedThatDayIsNamed() {
        var before = terms.station(DISPATCHER, "B1");
        var but = java.util.EnumSet.complementOf(java.util.EnumSet.of(date().getDayOfWeek()));
        terms.days(DISPATCHER, "B1", new TermsController.Days(but, before.version()));
        assertCode(
                () -> terms.days(DISPATCHER, "B1", new TermsController.Days(but, before.version() + 7)),
                "terms-changed");
        packed("H", "B1");
        Begun begun = begun();
        // What is promised for today is brought all the same.
        boolean today = plans.plan(DISPATCHER, begun.plan()).sheet().stops().stream()
                .anyMatch(stop -> stop.node().equals("B1"));
        assertThat(today || begun.notToday().contains("B1")).isTrue();
        terms.days(DISPATCHER, "B1", new TermsController.Days(before.days(), before.version() + 1));
    }

    @Test
    void onlyOneSearchAtATimeForADepotAndDay() {
        packed("H", "A1");
        Begun one = begun();
        Begun other = begun();
        Job job = asked(one.plan(), 1);
        assertCode(() -> asked(other.plan(), 1), "planner-busy");
        jobs.cancel(DISPATCHER, job.job());
        jobs.cancel(DISPATCHER, job.job());
        assertThat(jobs.job(DISPATCHER, job.job()).state()).isEqualTo(State.CANCELLED);
        worker.search(job.job());
        assertThat(jobs.job(DISPATCHER, job.job()).attempts()).isZero();
        Job next = asked(other.plan(), 1);
        assertThat(next.state()).isEqualTo(State.ASKED);
        jobs.cancel(DISPATCHER, next.job());
    }

    @Test
    void whatAKilledWorkerLeftIsTakenUpOnceAndItsLateWordCountsForNothing() {
        packed("H", "A1");
        Begun begun = begun();
        Job job = asked(begun.plan(), 1);
        assertThat(valley.transactions.run(() -> table.claim(job.job(), "DEAD")))
                .isTrue();
        worker.search(job.job());
        assertThat(jobs.job(DISPATCHER, job.job()).state()).as("the lease runs").isEqualTo(State.RUNNING);
        assertThat(watch.watch()).isZero();
        valley.transactions.run(() -> valley.sql.change(
                "UPDATE log_tour_job SET leased_until = CURRENT_TIMESTAMP(3) - INTERVAL 1 SECOND WHERE job_id = ?",
                job.job()));
        assertThat(watch.watch()).isEqualTo(1);
        assertThat(watch.watch()).isZero();
        worker.search(job.job());
        assertThat(jobs.job(DISPATCHER, job.job()).state()).isEqualTo(State.DONE);
        assertThat(valley.transactions.run(() -> table.end(job.job(), "DEAD", State.FAILED, false, null)))
                .isFalse();
        assertThat(plans.plan(DISPATCHER, begun.plan()).version()).isEqualTo(2);
        worker.search(job.job());
        assertThat(plans.plan(DISPATCHER, begun.plan()).version()).isEqualTo(2);
    }

    @Test
    void aSearchThatIsCancelledKeepsTheBestSoFar() {
        packed("H", "A1");
        packed("H", "B1");
        Begun begun = begun();
        Job job = jobs.ask(DISPATCHER, new JobController.Wanted(begun.plan(), 1, 300, 1L), null);
        var running = CompletableFuture.runAsync(() -> worker.search(job.job()));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> running.isDone() || jobs.job(DISPATCHER, job.job()).vehicles() != null);
        jobs.cancel(DISPATCHER, job.job());
        running.join();
        Job over = jobs.job(DISPATCHER, job.job());
        assertThat(over.state()).isEqualTo(State.CANCELLED);
        assertThat(over.taken()).isTrue();
        assertThat(plans.plan(DISPATCHER, begun.plan()).comes().tours()).isNotEmpty();
    }

    @Test
    void aPlanIsPublishedWholeOnceAndStaleOnesNotAtAll() {
        String one = planned();
        Begun other = begun();
        worker.search(asked(other.plan(), 1).job());
        assertCode(() -> plans.publish(DISPATCHER, one, new Publication(1, null), null), "plan-changed");
        var rivals = List.of(
                CompletableFuture.supplyAsync(
                        () -> code(() -> plans.publish(DISPATCHER, one, new Publication(2, null), null))),
                CompletableFuture.supplyAsync(
                        () -> code(() -> plans.publish(DISPATCHER, other.plan(), new Publication(2, null), null))));
        List<String> told = rivals.stream().map(CompletableFuture::join).toList();
        assertThat(told).containsOnlyOnce("done");
        assertThat(valley.counted(
                        "SELECT COUNT(*) AS n FROM log_tour_plan WHERE service_date = '" + date() + "' AND live = 1"))
                .isEqualTo(1);
        String loser = told.getFirst().equals("done") ? other.plan() : one;
        assertThat(told).containsAnyOf("plan-stale", "plan-changed");
        assertThat(valley.counted("SELECT COUNT(*) AS n FROM log_tour WHERE plan_id = '" + loser + "'"))
                .isZero();
        assertCode(
                () -> plans.edit(
                        DISPATCHER,
                        told.getFirst().equals("done") ? one : other.plan(),
                        hand(3, Act.REMOVE, "A1", null)),
                "plan-published");
    }

    private static HandEdit hand(int version, Act act, String stop, String van) {
        return new HandEdit(version, new Edit(act, stop, van, 0, 0, null));
    }

    @Test
    void aDragIsTriedThenDoneAndALockedTourIsLeftAlone() {
        String id = planned();
        String van = plans.plan(DISPATCHER, id).comes().tours().getFirst().van();
        String free = van.equals("VAN-1") ? "VAN-2" : "VAN-1";
        var trial = plans.attempt(DISPATCHER, id, hand(2, Act.MOVE, "A1", free));
        assertThat(trial.holds()).isTrue();
        assertThat(trial.costFen()).isPositive();
        assertThat(plans.plan(DISPATCHER, id).version()).isEqualTo(2);
        plans.edit(DISPATCHER, id, hand(2, Act.MOVE, "A1", free));
        assertThat(plans.plan(DISPATCHER, id).comes().tours()).hasSize(2);
        plans.edit(DISPATCHER, id, hand(3, Act.LOCK, null, free));
        assertCode(() -> plans.edit(DISPATCHER, id, hand(4, Act.MOVE, "A1", van)), "tour-locked");
        assertCode(() -> plans.edit(DISPATCHER, id, hand(3, Act.UNLOCK, null, free)), "plan-changed");
        assertCode(() -> plans.attempt(DISPATCHER, id, hand(4, Act.MOVE, "NOBODY", van)), "unknown-stop");
        Job job = asked(id, 4);
        worker.search(job.job());
        assertThat(plans.plan(DISPATCHER, id).comes().tours()).anySatisfy(tour -> {
            assertThat(tour.van()).isEqualTo(free);
            assertThat(tour.trips().getFirst().stops())
                    .extracting(Reckoning.StopSeen::stop)
                    .containsExactly("A1");
        });
    }

    /** As the driver of a run told it. */
    private void been(String run, int seq, String node, Instant arrived, Instant left) {
        valley.transactions.run(() -> valley.sql.change(
                "INSERT INTO log_run_stop (line_code, service_date, seq, county_code, node_code, arrived_at, departed_at)"
                        + " VALUES (?, ?, ?, '500233', ?, ?, ?)",
                run.substring(0, run.indexOf('/')),
                date(),
                seq,
                node,
                arrived,
                left));
    }

    @Test
    void aDayIsChangedByABreakdownComparedAndLearntFrom() {
        String id = planned();
        String van = plans.plan(DISPATCHER, id).comes().tours().getFirst().van();
        assertCode(
                () -> plans.publish(DISPATCHER, id, new Publication(2, Map.of(van, DISPATCHER.accountId())), null),
                "not-a-driver");
        var published = plans.publish(DISPATCHER, id, new Publication(2, null), null);
        assertThat(published.moved()).isEqualTo(3);
        assertThat(published.kept()).isEmpty();
        String run = published.runs().getFirst().trip();
        assertThat(trips.pieces(run)).hasSize(3);
        String at = plans.plan(DISPATCHER, id)
                .comes()
                .tours()
                .getFirst()
                .trips()
                .getFirst()
                .stops()
                .getFirst()
                .node();
        valley.at(day, 9, 0);
        been(run, 1, at, Valley.moment(day, 8, 30), Valley.moment(day, 8, 40));

        var offers = changes.offers(DISPATCHER, id, new Pickup("B1", 5_000, 2, 8_000, StorageClass.DRY, null))
                .offers();
        assertThat(offers).isNotEmpty();
        assertThat(offers).allSatisfy(offer -> assertThat(offer.begins()).isGreaterThanOrEqualTo(9 * 3600));
        var broken = changes.breakdown(DISPATCHER, id, new BrokenDown(van, at), null);
        assertThat(broken.orphans()).isNotEmpty();
        assertThat(broken.left()).isEmpty();
        assertThat(plans.plan(DISPATCHER, id).version())
                .as("nothing published is changed")
                .isEqualTo(published.version());
        var instead = plans.publish(DISPATCHER, broken.plan(), new Publication(1, null), null);
        assertThat(instead.runs())
                .isNotEmpty()
                .noneMatch(each -> each.trip().equals(run))
                .noneMatch(each -> each.van().equals(van));
        assertThat(instead.runs().stream().flatMap(each -> trips.pieces(each.trip()).stream()))
                .as("what waits to be fetched rides with who comes instead")
                .hasSize(1)
                .allMatch(piece -> piece.toNode().equals("H"));
        assertThat(valley.counted("SELECT COUNT(*) AS n FROM log_run WHERE vehicle_code = '" + van
                        + "' AND service_date = '" + date() + "'"))
                .as("free for whoever mends it")
                .isZero();
        assertThat(plans.plans(DISPATCHER, "H", date()).plans())
                .extracting(PlanTable.Short::state)
                .containsExactlyInAnyOrder(PlanTable.State.PUBLISHED, PlanTable.State.REPLACED);

        var comparison = changes.close(DISPATCHER, id);
        assertThat(comparison.all().served()).isEqualTo(1);
        assertThat(comparison.all().onTime()).isEqualTo(1);
        assertThat(comparison.all().plannedKm()).isPositive();
        assertThat(comparison.all().drivenKm()).isPositive();
        long visits = terms.station(DISPATCHER, at).visits();
        assertThat(visits).isPositive();
        changes.close(DISPATCHER, id);
        assertThat(terms.station(DISPATCHER, at).visits()).isEqualTo(visits);
    }

    @Test
    void whatIsPublishedRidesWithItsToursAndBackByTheTimetableWhenItIsPlannedNoMore() {
        var far = packed("H", "A2");
        var near = packed("H", "A1");
        List<String> before = valley.way(far);
        Begun begun = begun();
        worker.search(asked(begun.plan(), 1).job());
        var first = plans.publish(DISPATCHER, begun.plan(), new Publication(2, null), null);
        String run = first.runs().getFirst().trip();
        assertThat(valley.way(far)).allMatch(leg -> leg.contains(">TOUR."));
        Begun again = begun();
        assertThat(again.stops()).isEqualTo(2);
        plans.edit(
                DISPATCHER,
                again.plan(),
                hand(1, Act.MOVE, "A2", first.runs().getFirst().van()));
        var second = plans.publish(DISPATCHER, again.plan(), new Publication(2, null), null);
        assertThat(second.runs())
                .extracting(Publishing.Run::trip)
                .as("his run goes on")
                .containsExactly(run);
        assertThat(valley.way(near)).noneMatch(leg -> leg.contains(">TOUR."));
        assertThat(valley.way(far)).allMatch(leg -> leg.contains(">TOUR."));
        plans.publish(DISPATCHER, begun().plan(), new Publication(1, null), null);
        assertThat(valley.way(far)).isEqualTo(before);
    }

    @Test
    void aLateTripMovesItsGoodsAndWhatIsNotOfThePlanIsAbsent() {
        packed("A2", "B");
        Begun begun = plans.begin(DISPATCHER, new Wanted("H", date().plusDays(1)), null);
        Late trip = new Late("BACK/" + date(), Valley.moment(day + 1, 14, 0));
        var late = changes.late(DISPATCHER, begun.plan(), trip, null);
        assertThat(plans.plan(DISPATCHER, late.plan()).sheet().stops())
                .filteredOn(stop -> stop.releasedBy() != null)
                .isNotEmpty()
                .allSatisfy(stop -> assertThat(stop.released()).isEqualTo(14 * 3600 + 600));
        assertCode(
                () -> changes.late(
                        DISPATCHER, begun.plan(), new Late("NONE/" + date(), Valley.moment(day + 1, 14, 0)), null),
                "not-found");
    }

    @Test
    void anothersPlanIsAsAbsentAsNone() {
        Begun begun = begun();
        assertCode(() -> plans.plan(OTHER, begun.plan()), "not-found");
        assertCode(() -> plans.begin(OTHER, new Wanted("H", date()), null), "not-found");
        assertCode(() -> jobs.ask(OTHER, new JobController.Wanted(begun.plan(), 1, 1, 1L), null), "not-found");
        assertCode(() -> plans.plan(DISPATCHER, "0000000000000"), "not-found");
    }

    @Test
    void theSameKeyBeginsOnePlan() {
        String key = ids.next();
        Begun one = plans.begin(DISPATCHER, new Wanted("H", date()), key);
        assertThat(plans.begin(DISPATCHER, new Wanted("H", date()), key)).isEqualTo(one);
    }

    @Test
    void measuredRoadsAreLoadedWholeOrNotAtAll() {
        String head = "from_node,to_node,metres,seconds\n";
        assertThat(codes(head + "A,B,NaN,5\nB,A,3,4\n")).isNotEmpty();
        assertThat(codes(head + "A,B,-3,5\nB,A,3,4\n")).isNotEmpty();
        assertThat(codes(head + "A,B,,5\nB,A,3,4\n")).isNotEmpty();
        assertThat(codes(head + "A,B,3,5\n")).containsExactly("way-missing");
        assertThat(codes(head + "A,X,3,5\nX,A,3,5\n")).contains("node-unknown");
        assertThat(valley.counted("SELECT COUNT(*) AS n FROM log_road_way")).isZero();
        assertThat(codes(head + "A,B,77,5\nB,A,-,-\n")).isEmpty();
        var matrix = planTable.roads(begun().plan());
        List<String> places = plans.plan(DISPATCHER, begun().plan()).sheet().places();
        assertThat(matrix.metres(places.indexOf("A"), places.indexOf("B"))).isEqualTo(77);
        assertThat(matrix.metres(places.indexOf("B"), places.indexOf("A"))).isInfinite();
        valley.transactions.run(() -> valley.sql.change("DELETE FROM log_road_way"));
    }

    private List<String> codes(String csv) {
        return roads.roads(new StringReader(csv), "tester").faults().stream()
                .map(org.cunlu.kernel.bulk.RowFault::code)
                .toList();
    }
}

package org.cunlu.app.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.cunlu.app.day.Day;
import org.cunlu.app.day.DayReport;
import org.cunlu.app.day.DaySize;
import org.cunlu.app.play.Api;
import org.cunlu.app.play.Outcome;
import org.cunlu.app.play.People;
import org.cunlu.app.play.Play;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.audit.AuditRow;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole county, app instances as processes of their own, on real servers. */
@Tag("servers")
@Tag("any-engine")
class CountyDayTest {
    /**
     * Both instances are killed at once somewhere among the orders, as by a power cut: then nobody is left who could have held
     * what was acknowledged. The play asks again for every order that was, and carries each to its hand-over.
     */
    @Test
    void twoInstancesPlayTheDayToTheEndAndLoseNoOrderThatTheyAcknowledgedWhenKilledAmongTheOrders() throws Exception {
        var configuration = TestServers.properties("twoinstances");
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        int groupsBeforeTheKill = 3 + new Random(seed).nextInt(25);
        try (var one = new AppProcess("one", configuration);
                var other = new AppProcess("other", configuration)) {
            one.start();
            other.start();
            var api = new Api(one.url() + "," + other.url());
            var outcome = CompletableFuture.supplyAsync(
                    () -> new Play(api, System.out::println).run(), Thread::startVirtualThread);
            awaitGroups(configuration, groupsBeforeTheKill, outcome);
            one.kill();
            other.kill();
            one.start();
            other.start();
            assertGood(outcome.join());
            aDayWithEveryMishapComesToItsEnd(api);
        }
    }

    /** Of every three parcels one meets a mishap, so that each kind of them does. */
    private static void aDayWithEveryMishapComesToItsEnd(Api api) {
        var people = new People(api);
        var day = new Day(api, people, new DaySize(60, 30, 8, 33, 5), System.out::println).run();
        assertThat(day.parcels()).isEqualTo(98).isEqualTo(day.ended());
        assertThat(day.mishaps())
                .hasSizeGreaterThanOrEqualTo(8)
                .allSatisfy(kind -> assertThat(kind.ended()).as(kind.kind()).isEqualTo(kind.happened()));
        assertThat(day.exceptionsWanted())
                .as("of 98 parcels 33 of 100 are to meet one")
                .isEqualTo(32);
        assertThat(day.exceptional()).as("%d did", day.exceptions()).isTrue();
        assertThat(day.tours())
                .extracting(Outcome.Tours::depot)
                .as("the hub's day and townships' days are planned")
                .contains("500233")
                .anySatisfy(depot -> assertThat(depot).hasSize("500233114".length()));
        assertThat(day.timetable().departures()).isGreaterThan(day.parcels());
        assertThat(day.timetable().arrivals()).isGreaterThan(day.parcels());
        assertThat(day.timetable().some()).as("scans before their departure").isEmpty();
        assertThat(day.timetable().kept()).isTrue();
        assertThat(day.ways())
                .extracting(DayReport.Way::direction, DayReport.Way::parcels)
                .containsExactly(tuple("across", 8), tuple("down", 60), tuple("up", 30));
        assertThat(day.lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.fill()).as(line.line()).isBetween(0.0, 1.0));
        clean(Play.audit(api, people));
    }

    private static void assertGood(Outcome outcome) {
        clean(outcome.audit());
        assertThat(outcome.scenarios())
                .hasSize(4)
                .allSatisfy(scenario -> assertThat(scenario.arrived())
                        .as(scenario.what())
                        .isPositive()
                        .isEqualTo(scenario.parcels()));
        assertThat(outcome.money().statements())
                .as("each kind of party has its statement")
                .extracting(Outcome.Statement::kind)
                .contains("SELLER", "HOST", "STATION", "CARRIER");
        assertThat(outcome.flood().villages()).isEqualTo(40);
        assertThat(outcome.flood().minutes()).isBetween(1L, 24 * 60L);
        assertThat(outcome.flood().lines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.reserve()).as(line.name()).isPositive());
        // Of rice the reserve did not do: what was for sale gave way, an order's pieces among it.
        assertThat(outcome.flood().lines().getFirst().sale()).isPositive();
        assertThat(outcome.flood().order()).isIn("ORDER_FROM_ELSEWHERE", "ORDER_CALLED_UP");
        assertThat(outcome.flood().statements()).hasSize(3);
        assertThat(outcome.tours()).isNotEmpty().allSatisfy(tour -> {
            assertThat(tour.served()).as(tour.depot()).isPositive().isEqualTo(tour.stops());
            assertThat(tour.onTime()).as(tour.depot()).isEqualTo(tour.stops());
            assertThat(tour.km()).as(tour.depot()).isPositive().isLessThanOrEqualTo(tour.apartKm() + 0.001);
            assertThat(tour.drivenMinutes()).as(tour.depot()).isPositive();
        });
        assertThat(outcome.good()).isTrue();
    }

    private static void clean(List<AuditRow> audit) {
        assertThat(audit)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.violations())
                        .as("%s: %s", row.name(), row.examples())
                        .isZero());
    }

    private static void awaitGroups(Map<String, String> configuration, int wanted, CompletableFuture<Outcome> play)
            throws SQLException {
        try (var connection = DriverManager.getConnection(
                        configuration.get("cunlu.db.url"),
                        configuration.get("cunlu.db.user"),
                        configuration.get("cunlu.db.password"));
                var count = connection.prepareStatement("SELECT COUNT(*) FROM ord_group")) {
            while (!play.isDone()) {
                try (var result = count.executeQuery()) {
                    result.next();
                    if (result.getInt(1) >= wanted) {
                        return;
                    }
                }
                LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
            }
        }
        throw new IllegalStateException("the play ended before " + wanted + " orders were there", play.exceptionNow());
    }
}

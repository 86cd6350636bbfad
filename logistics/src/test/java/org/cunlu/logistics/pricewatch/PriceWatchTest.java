package org.cunlu.logistics.pricewatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.StringReader;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.ReleaseProposals;
import org.cunlu.logistics.pricewatch.Report.State;
import org.cunlu.logistics.pricewatch.Reporting.Place;
import org.cunlu.logistics.pricewatch.Reporting.Said;
import org.cunlu.logistics.pricewatch.Watched.Commodity;
import org.cunlu.logistics.pricewatch.Watched.Need;
import org.cunlu.logistics.pricewatch.Watched.Outlet;
import org.cunlu.logistics.pricewatch.Watched.People;
import org.cunlu.logistics.pricewatch.Watched.Ratio;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Reports of prices and stock, and what crosses a threshold. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PriceWatchTest implements TestPropertyProvider {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-23");

    @Inject
    Reporting reporting;

    @Inject
    Settings settings;

    @Inject
    Watching watching;

    @Inject
    Supplies supplies;

    @Inject
    PriceController door;

    @Inject
    Places places;

    @Inject
    AlertTable alerts;

    @Inject
    Proposed proposals;

    @Inject
    MovedClock clock;

    @Inject
    Audit audit;

    @Inject
    Ids ids;

    private final Caller auditor =
            new Caller("acct-auditor", List.of(new Grant(Role.RESERVE_AUDITOR, new Scope(Scope.Kind.LEVEL, "COUNTY"))));
    private final Caller keeper = person("keeper", Role.RESERVE_OFFICER);
    private final Caller officer = person("officer", Role.RESERVE_OFFICER);
    private final Caller boss = person("boss", Role.RESERVE_AUTHORITY);
    private String rice;
    private Place station;

    /** Keeps what was proposed. */
    @Singleton
    @Primary
    @Requires(property = "logistics.proposals-stand-in", value = "true")
    static class Proposed implements ReleaseProposals {
        final Map<String, String> triggers = new ConcurrentHashMap<>();

        @Override
        public String propose(
                String alertId, String levelCode, String countyCode, String commodity, String trigger, LocalDate day) {
            triggers.put(commodity, trigger);
            return "rel-" + alertId;
        }
    }

    @Override
    public Map<String, String> getProperties() {
        var properties = new HashMap<>(Room.properties());
        properties.put("logistics.proposals-stand-in", "true");
        return properties;
    }

    @BeforeEach
    void aWatchedCommodity() {
        clock.set(Instant.parse("2026-11-23T04:00:00Z"));
        rice = watched(3_000, 0, 0);
        station = places.any(StandInNetwork.VILLAGE11);
    }

    private static Caller person(String account, Role role) {
        return new Caller(account, List.of(new Grant(role, new Scope(Scope.Kind.LEVEL, "COUNTY"))));
    }

    private String watched(int riseBp, int stockDays, int headGrams) {
        String code = "RICE." + ids.next();
        settings.set(
                boss, new Commodity(code, "大米", "COUNTY", riseBp, 7, 100, 5_000, stockDays, headGrams, "南阳市粮食应急预案"));
        return code;
    }

    private Report said(String commodity, LocalDate day, long fen) {
        return reporting
                .take(station, List.of(new Said(commodity, day, fen, null)), "keeper")
                .getFirst();
    }

    @Test
    void nonsenseIsRefusedAndNothingOfItIsKept() {
        refused("price-not-positive", () -> said(rice, TODAY, 0));
        refused("price-not-positive", () -> said(rice, TODAY, -500));
        refused("day-in-future", () -> said(rice, TODAY.plusDays(1), 500));
        refused("day-too-old", () -> said(rice, TODAY.minusDays(8), 500));
        refused("commodity-unknown", () -> said("NOBODY", TODAY, 500));
        var good = new Said(rice, TODAY, 500, 1L);
        refused(
                "stock-negative",
                () -> reporting.take(station, List.of(good, new Said(rice, TODAY.minusDays(1), 500, -1L)), "keeper"));
        refused("report-twice", () -> reporting.take(station, List.of(good, good), "keeper"));
        assertThat(door.curve(auditor, rice, null, TODAY.minusDays(9), TODAY).items())
                .isEmpty();
        assertThat(said(rice, TODAY.minusDays(7), 500).state()).isEqualTo(State.ACCEPTED);
    }

    @Test
    void aFileIsTakenWholeOrNotAtAll() {
        refused(
                "file-faulty",
                () -> ReportFile.read(new StringReader("commodity,day,price_fen\n" + rice + ",2026-11-23,-5\n")));
        refused("file-faulty", () -> ReportFile.read(new StringReader("commodity,price_fen\nA,5\n")));
        var said = ReportFile.read(
                new StringReader("commodity,day,price_fen,stock_grams\n" + rice + ",2026-11-23,520,90000\n"));
        assertThat(reporting.take(station, said, "keeper").getFirst().stockGrams())
                .isEqualTo(90_000);
    }

    @Test
    void aPriceThatIsFarOffWaitsUntilSomebodyElseSaysThatItIsRight() {
        said(rice, TODAY.minusDays(1), 500);
        assertThat(said(rice, TODAY, 2_499).state()).isEqualTo(State.ACCEPTED);
        String other = watched(3_000, 0, 0);
        said(other, TODAY.minusDays(1), 500);
        Report held = said(other, TODAY, 2_500);
        assertThat(held.state()).isEqualTo(State.HELD);
        assertThat(said(other, TODAY, 2_500)).isEqualTo(held);
        assertThat(said(other, TODAY.minusDays(2), 500 * 100).state()).isEqualTo(State.HELD);
        assertThat(said(other, TODAY.minusDays(3), 5).state()).isEqualTo(State.HELD);
        assertThat(door.curve(auditor, other, null, TODAY, TODAY).items()).isEmpty();
        refused("report-not-held", () -> reporting.decide(keeper, held.reportId(), true));
        assertThat(reporting.decide(officer, held.reportId(), true).state()).isEqualTo(State.ACCEPTED);
        assertThat(reporting.decide(officer, held.reportId(), true).state()).isEqualTo(State.ACCEPTED);
        assertThat(door.curve(auditor, other, null, TODAY, TODAY)
                        .items()
                        .getFirst()
                        .fen())
                .isEqualTo(2_500);
    }

    @Test
    void anotherWordOnTheSameDayIsANewVersionAndTheOnlyOneThatCounts() {
        said(rice, TODAY, 500);
        assertThat(said(rice, TODAY, 510).version()).isEqualTo(2);
        assertThat(said(rice, TODAY, 510).version()).isEqualTo(2);
        var points = door.curve(auditor, rice, null, TODAY, TODAY).items();
        assertThat(points).containsExactly(new PriceViews.Point(TODAY, 510, 1));
    }

    @Test
    void aRiseOpensOneProposalWhenItIsMoreThanTheThresholdAndNotAtIt() {
        String exact = watched(3_000, 0, 0);
        for (String each : List.of(rice, exact)) {
            said(each, TODAY.minusDays(2), 900);
            said(each, TODAY.minusDays(1), 1_100);
        }
        said(exact, TODAY, 1_300);
        said(rice, TODAY, 1_301);
        watching.look(TODAY);
        watching.look(TODAY);
        assertThat(proposals.triggers).containsKey(rice).doesNotContainKey(exact);
        Alert alert = of(rice);
        assertThat(alert.releaseId()).isEqualTo("rel-" + alert.alertId());
        assertThat(alert.found()).isEqualTo(3_010);
        watching.close(officer, alert.alertId(), "promotion ended");
        assertThat(watching.look(TODAY)).as("not twice on one day").isZero();
        assertThat(alerts.find("500233", alert.alertId()).orElseThrow().closedWhy())
                .isEqualTo("promotion ended");
        assertThat(audit.violations()).isEmpty();
    }

    private Alert of(String about) {
        return alerts.page("500233", false, null, 100).stream()
                .filter(each -> each.about().equals(about))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aRatioOutsideOfItsBandOpensAProposalAndOnItsEdgeNot() {
        String hog = watched(0, 0, 0);
        String maize = watched(0, 0, 0);
        String ratio = "HOG." + ids.next();
        settings.set(boss, new Ratio(ratio, hog, maize, "COUNTY", 5_500, 8_500, "泉州市 5.5:1-8.5:1"));
        said(maize, TODAY, 200);
        said(hog, TODAY, 1_100);
        watching.look(TODAY);
        assertThat(proposals.triggers).doesNotContainKey(hog);
        said(hog, TODAY, 1_099);
        watching.look(TODAY);
        assertThat(proposals.triggers.get(hog)).contains("5495‰");
    }

    @Test
    void stockUnderItsDaysOpensAProposalForTheTownshipAndManyLooksOpenOne() throws Exception {
        String flour = watched(0, 10, 400);
        settings.set(officer, new People(StandInNetwork.TOWN1, 1_000, "七普"));
        // 400 kg a day: 3,999 kg are not ten days.
        reporting.take(station, List.of(new Said(flour, TODAY, 500, 3_999_000L)), "keeper");
        try (var pool = Executors.newFixedThreadPool(4)) {
            int opened = 0;
            for (var each : pool.invokeAll(Collections.<Callable<Integer>>nCopies(4, () -> watching.look(TODAY)))) {
                each.get();
            }
            for (Alert each : alerts.page("500233", false, null, 100)) {
                opened += each.about().equals(flour) ? 1 : 0;
            }
            assertThat(opened).isEqualTo(1);
        }
        assertThat(of(flour).placeCode()).isEqualTo(StandInNetwork.TOWN1);
        String enough = watched(0, 10, 400);
        reporting.take(station, List.of(new Said(enough, TODAY, 500, 4_000_000L)), "keeper");
        watching.look(TODAY);
        assertThat(proposals.triggers).doesNotContainKey(enough);
        assertThat(door.map(auditor, flour, TODAY).items().getFirst().days()).isEqualTo(9);
    }

    @Test
    void inputsAreHeldAgainstTheSownAreaOfTheSeason() {
        String urea = watched(0, 0, 0);
        settings.set(
                officer, new Need(StandInNetwork.TOWN1, urea, TODAY.minusDays(10), TODAY, 1_000, 20_000, "made up"));
        assertThat(covered(urea).coveredBp()).isZero();
        settings.set(officer, new Outlet("OUT." + urea.substring(5), StandInNetwork.TOWN1, "供销农资店"));
        reporting.take(
                places.any("OUT." + urea.substring(5)), List.of(new Said(urea, TODAY, 300, 5_000_000L)), "officer");
        assertThat(covered(urea).coveredBp()).isEqualTo(2_500);
        assertThat(supplies.inputs(TODAY.plusDays(1)))
                .noneMatch(each -> each.commodity().equals(urea));
        refused("township-unknown", () -> {
            settings.set(officer, new People(StandInNetwork.VILLAGE11, 9, "x"));
            return null;
        });
    }

    private Supplies.Covered covered(String commodity) {
        return supplies.inputs(TODAY).stream()
                .filter(each -> each.commodity().equals(commodity))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoHasNoRoleInALevelSeesNothing() {
        var holder = new Caller("acct-h", List.of(new Grant(Role.RESERVE_HOLDER, new Scope(Scope.Kind.HOLDING, "H1"))));
        refused("not-found", () -> door.map(holder, rice, TODAY));
        assertThat(new String(door.mapCsv(auditor, rice, TODAY).body())).contains("township,name");
    }

    private static void refused(String code, Callable<?> act) {
        assertThatThrownBy(act::call).isInstanceOf(ProblemException.class).hasFieldOrPropertyWithValue("code", code);
    }
}

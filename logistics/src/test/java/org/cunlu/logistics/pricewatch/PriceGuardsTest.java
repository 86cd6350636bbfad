package org.cunlu.logistics.pricewatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.Reader;
import java.io.StringReader;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.pricewatch.Report.State;
import org.cunlu.logistics.pricewatch.Reporting.Said;
import org.cunlu.logistics.pricewatch.Watched.Commodity;
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

/** No single report blinds the watch, and no level switches off another's. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PriceGuardsTest implements TestPropertyProvider {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-23");
    private static final String HEADER = "commodity,day,price_fen,stock_grams\n";

    /** What 1,000 people need at 400 g a day, for 366 days. */
    private static final long YEAR = 366L * 1_000 * 400;

    @Inject
    Reporting reporting;

    @Inject
    Settings settings;

    @Inject
    Watching watching;

    @Inject
    Supplies supplies;

    @Inject
    Places places;

    @Inject
    AlertTable alerts;

    @Inject
    WatchTable watch;

    @Inject
    MovedClock clock;

    @Inject
    Transactions transactions;

    @Inject
    Sql sql;

    @Inject
    Audit audit;

    @Inject
    Ids ids;

    private final Caller boss = person("COUNTY", Role.RESERVE_AUTHORITY);
    private final Caller nation = person("NATIONAL", Role.RESERVE_AUTHORITY);
    private final Caller officer = person("COUNTY", Role.RESERVE_OFFICER);

    /** Without the releases: none of these alerts becomes a proposal of other tests' holdings. */
    @Override
    public Map<String, String> getProperties() {
        var properties = new HashMap<>(Room.properties());
        properties.put("logistics.proposals-stand-in", "true");
        return properties;
    }

    @BeforeEach
    void aTownshipOf1000() {
        clock.set(Instant.parse("2026-11-23T04:00:00Z"));
        settings.set(officer, new People(StandInNetwork.TOWN1, 1_000, "七普"));
    }

    private static Caller person(String level, Role role) {
        return new Caller(
                "acct-" + level + "-" + role.name().charAt(8),
                List.of(new Grant(role, new Scope(Scope.Kind.LEVEL, level))));
    }

    private Commodity made(String level, int riseBp, int stockDays) {
        return new Commodity("G." + ids.next(), "面粉", level, riseBp, 7, 100, 5_000, stockDays, 400, "made up");
    }

    private String watched(int riseBp, int stockDays) {
        Commodity made = made("COUNTY", riseBp, stockDays);
        settings.set(boss, made);
        return made.commodity();
    }

    private Report says(String place, String commodity, LocalDate day, long fen, Long grams) {
        return reporting
                .take(places.any(place), List.of(new Said(commodity, day, fen, grams)), "keeper")
                .getFirst();
    }

    @Test
    void figuresBeyondWhatACountyCouldHaveAreRefusedInBothForms() {
        String flour = watched(0, 0);
        String place = StandInNetwork.VILLAGE11;
        refused("stock-too-large", () -> says(place, flour, TODAY, 500, Report.STOCK_MAX + 1));
        refused("price-too-high", () -> says(place, flour, TODAY, Report.PRICE_MAX + 1, null));
        String row = flour + "," + TODAY + ",500,";
        refused("file-faulty", () -> ReportFile.read(new StringReader(HEADER + row + (Report.STOCK_MAX + 1) + "\n")));
        refused("file-faulty", () -> ReportFile.read(new StringReader(HEADER + row + Long.MAX_VALUE + "\n")));
        assertThat(ReportFile.read(new StringReader(HEADER + row + Report.STOCK_MAX + "\n"))
                        .getFirst()
                        .stockGrams())
                .isEqualTo(Report.STOCK_MAX);
    }

    @Test
    void aFileIsReadNoFurtherThanItsLastRowThatMayBe() {
        String row = "A,2026-11-23,500,\n";
        assertThat(ReportFile.read(new StringReader(HEADER + row.repeat(ReportFile.ROWS_MAX))))
                .hasSize(ReportFile.ROWS_MAX);
        var endless = new Endless(HEADER, row);
        assertThatThrownBy(() -> ReportFile.read(endless))
                .isInstanceOf(ProblemException.class)
                .hasFieldOrPropertyWithValue("code", "file-faulty");
        assertThat(endless.given).isLessThan(500_000);
        var ofAnotherLength = new Endless(HEADER, "A\n");
        refused("file-faulty", () -> ReportFile.read(ofAnotherLength));
        assertThat(ofAnotherLength.given).isLessThan(500_000);
    }

    /** The same row again and again. */
    private static final class Endless extends Reader {
        private final String head;
        private final String row;
        private int given;

        Endless(String head, String row) {
            this.head = head;
            this.row = row;
        }

        @Override
        public int read(char[] into, int offset, int length) {
            if (given > 5_000_000) {
                return -1;
            }
            for (int i = 0; i < length; i++, given++) {
                into[offset + i] =
                        given < head.length() ? head.charAt(given) : row.charAt((given - head.length()) % row.length());
            }
            return length;
        }

        @Override
        public void close() {}
    }

    @Test
    void stockThatIsFarOffWaitsAndSilencesNoAlertMeanwhile() {
        String flour = watched(0, 10);
        String place = StandInNetwork.VILLAGE11;
        assertThat(says(place, flour, TODAY.minusDays(1), 500, 1_000_000L).state())
                .isEqualTo(State.ACCEPTED);
        Report held = says(place, flour, TODAY, 500, 20_000_000L);
        assertThat(held.state()).isEqualTo(State.HELD);
        watching.look(TODAY);
        assertThat(alerts.page("500233", true, null, 200))
                .filteredOn(each -> each.about().equals(flour))
                .hasSize(1);
        assertThat(says(place, flour, TODAY, 500, 19_999_999L).state()).isEqualTo(State.ACCEPTED);
        String other = watched(0, 10);
        assertThat(says(place, other, TODAY, 500, YEAR).state()).isEqualTo(State.HELD);
        assertThat(says(place, other, TODAY, 500, YEAR - 1).state()).isEqualTo(State.ACCEPTED);
        assertThat(says(place, other, TODAY, 500, 0L).state()).isEqualTo(State.ACCEPTED);
    }

    @Test
    void whatCannotBeReckonedOfOneTakesNothingFromTheOthers() {
        String spoilt = watched(3_000, 10);
        String fine = watched(3_000, 10);
        for (String each : List.of(spoilt, fine)) {
            says(StandInNetwork.VILLAGE11, each, TODAY.minusDays(1), 500, 1_000L);
            says(StandInNetwork.VILLAGE12, each, TODAY, 700, 1_000L);
        }
        // As such reports were taken before there was a limit.
        transactions.run(() -> sql.change(
                "UPDATE log_price_report SET price_fen = ?, stock_grams = ? WHERE commodity = ?",
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                spoilt));
        watching.look(TODAY);
        assertThat(alerts.page("500233", true, null, 200))
                .filteredOn(each -> each.about().equals(fine))
                .extracting(Alert::kind)
                .containsExactlyInAnyOrder(Alert.Kind.RISE, Alert.Kind.STOCK);
        assertThat(supplies.supply(TODAY))
                .filteredOn(each -> each.commodity().equals(spoilt))
                .extracting(Supplies.Supply::stockGrams)
                .containsExactly(2 * Report.STOCK_MAX);
        transactions.run(() -> sql.change("DELETE FROM log_price_report WHERE commodity = ?", spoilt));
    }

    @Test
    void noLevelSetsOrTakesOverWhatAnotherWatches() {
        Commodity nations = made("NATIONAL", 3_000, 10);
        refused("not-found", () -> set(boss, nations));
        settings.set(nation, nations);
        Commodity off = new Commodity(nations.commodity(), "面粉", "COUNTY", 0, 7, 100, 5_000, 0, 400, "made up");
        refused("not-found", () -> set(boss, off));
        refused("not-found", () -> set(nation, off));
        refused("level-unknown", () -> set(boss, made("X", 3_000, 10)));
        assertThat(watch.commodity("500233", nations.commodity())).contains(nations);
        assertThat(trail(nations.commodity()))
                .containsExactly(
                        "logistics.price-watch-set.refused null not-found",
                        "logistics.price-watch-set null " + nations,
                        "logistics.price-watch-set.refused null not-found",
                        "logistics.price-watch-set.refused null not-found");
        var ratio = new Ratio("R." + ids.next(), "A", "B", "NATIONAL", 1, 2, "made up");
        settings.set(nation, ratio);
        refused("not-found", () -> {
            settings.set(boss, new Ratio(ratio.code(), "A", "B", "COUNTY", 1, 1_000_000, "made up"));
            return null;
        });
        assertThat(watch.ratio("500233", ratio.code())).contains(ratio);
        assertThat(audit.violations()).isEmpty();
    }

    private Void set(Caller caller, Commodity commodity) {
        settings.set(caller, commodity);
        return null;
    }

    @Test
    void theTrailKeepsTheNumberThatStoodBeforeAndTheSameAgainLeavesNoRow() {
        var town = StandInNetwork.TOWN2;
        settings.set(officer, new People(town, 800, "六普"));
        int rows = trail(town).size();
        settings.set(officer, new People(town, 900, "七普"));
        settings.set(officer, new People(town, 900, "七普"));
        refused("not-found", () -> {
            settings.set(boss, new People(town, 1, "x"));
            return null;
        });
        assertThat(trail(town).subList(rows, rows + 2))
                .containsExactly(
                        "logistics.price-watch-set " + new People(town, 800, "六普") + " " + new People(town, 900, "七普"),
                        "logistics.price-watch-set.refused null not-found");
        assertThat(trail(town)).hasSize(rows + 2);
    }

    @Test
    void reportsAndAlertsAreDecidedByTheLevelThatWatches() {
        Commodity flour = made("NATIONAL", 3_000, 10);
        settings.set(nation, flour);
        says(StandInNetwork.VILLAGE11, flour.commodity(), TODAY.minusDays(1), 500, 1_000L);
        Report held = says(StandInNetwork.VILLAGE11, flour.commodity(), TODAY, 5_001, null);
        Caller theirs = person("NATIONAL", Role.RESERVE_OFFICER);
        refused("not-found", () -> reporting.decide(officer, held.reportId(), true));
        assertThat(reporting.decide(theirs, held.reportId(), true).state()).isEqualTo(State.ACCEPTED);
        watching.look(TODAY);
        Alert alert = alerts.page("500233", true, null, 200).stream()
                .filter(each -> each.about().equals(flour.commodity()))
                .findFirst()
                .orElseThrow();
        refused("not-found", () -> watching.close(officer, alert.alertId(), "nothing to see"));
        assertThat(watching.close(theirs, alert.alertId(), "promotion").closedWhy())
                .isEqualTo("promotion");
        assertThat(trail(alert.alertId()))
                .anyMatch(row -> row.equals("logistics.price-alert-closed.refused null not-found"));
        assertThat(trail(held.reportId())).anyMatch(row -> row.startsWith("logistics.price-report-decided.refused"));
    }

    private List<String> trail(String subject) {
        return transactions.read(() -> sql.list(
                "SELECT act, state_before, state_after FROM ker_trail WHERE subject = ? ORDER BY trail_id",
                row -> row.string("act") + " " + row.string("state_before") + " " + row.string("state_after"),
                subject));
    }

    private static void refused(String code, Callable<?> act) {
        assertThatThrownBy(act::call).isInstanceOf(ProblemException.class).hasFieldOrPropertyWithValue("code", code);
    }
}

package org.cunlu.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.moment.Halting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** Scanning and handing over with the events that tell of it; publishing, releasing, paying out; and the first start. */
class KilledWhileWorkingTest extends KillPoints {
    /** With all tables to be made on a busy machine. */
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(4);

    private StationDeeds station;
    private OfficeDeeds office;

    KilledWhileWorkingTest() {
        super("killedworking");
    }

    @Override
    void ready(SmallCounty county) {
        station = new StationDeeds(county);
        office = new OfficeDeeds(county);
    }

    @Override
    Stream<Arguments> acts() {
        return Stream.of(
                act("scanning", station::scanning, "scanning.asked=0", "scanning.taken=0", "scanning.committed=1"),
                act("scanning a phone's batch", station::batch, "scanning.some=2", "scanning.some:3=3"),
                act(
                        "relaying and consuming",
                        station::handingOver,
                        "relay.claimed=0",
                        "relay.sent=0",
                        "relay.confirmed=0",
                        "hearing.done=?",
                        "hearing.heard=?"),
                act(
                        "publishing a plan",
                        office::publishing,
                        "publishing.reckoned=0",
                        "publishing.replaced=0",
                        "publishing.written=0",
                        "publishing.committed=1"),
                act(
                        "approving a release",
                        office::releasing,
                        "releasing.planned=0",
                        "releasing.taken=0",
                        "releasing.approved=1"),
                act("proposing a payout", office::proposing, "payout.proposed=1"),
                act("approving a payout", office::payingOut, "payout.sent=0", "payout.approved=1"));
    }

    @Test
    void whoeverIsKilledWhileTheTablesAreMadeMakesTheRestWhenStartedAgain() throws SQLException {
        var servers = TestServers.bare("halfmade");
        var room = Instances.room(servers, Map.of("cunlu.demo", "true"));
        try (var first = new AppProcess("halfmade", Mortal.mortal(room, "starting.migrated:3"))) {
            first.launch();
            assertThat(first.ends(STARTS_WITHIN)).isEqualTo(Halting.EXIT);
            assertThat(first.last("halted at ")).isEqualTo("halted at starting.migrated");
        }
        assertThat(histories(servers)).as("modules whose tables are made").isEqualTo(3);
        try (var second = new AppProcess("halfmade", Mortal.mortal(room, "starting.never"))) {
            second.start();
        }
    }

    private static int histories(Map<String, String> servers) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        servers.get("cunlu.db.url"), servers.get("cunlu.db.user"), servers.get("cunlu.db.password"));
                var tables = connection.createStatement().executeQuery("SHOW TABLES LIKE 'flyway\\_%'")) {
            int count = 0;
            while (tables.next()) {
                count++;
            }
            return count;
        }
    }

    @Test
    void outsideDemoModeNoProcessStartsThatIsToldWhereToDie() {
        var room = Instances.room("production", Map.of());
        var configuration = Mortal.mortal(room, "placing.held");
        configuration.put("cunlu.demo", "false");
        try (var process = new AppProcess("production", configuration)) {
            process.launch();
            assertThat(process.ends(STARTS_WITHIN)).isNotZero().isNotEqualTo(Halting.EXIT);
            assertThat(process.log()).contains(Halting.AT + " is for rehearsals");
        }
    }
}

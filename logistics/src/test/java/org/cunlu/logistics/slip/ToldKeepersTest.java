package org.cunlu.logistics.slip;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Grants;
import org.cunlu.accounts.HeldGrant;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.logistics.ParcelSlipped;
import org.cunlu.logistics.SlipReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Keepers are told of a reason once for all that slips together. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ToldKeepersTest implements TestPropertyProvider {
    @Inject
    ToldTable table;

    @Inject
    Valley valley;

    private final List<String> sent = new ArrayList<>();

    @BeforeEach
    void nothingIsTold() {
        sent.clear();
    }

    @Override
    public Map<String, String> getProperties() {
        return Valley.properties("slipaudit");
    }

    @Test
    void onceForEachReasonAndStation() {
        var keepers = new ToldKeepers(table, new TwoKeepers(), new Sent(), Duration.ofMinutes(30));
        Instant monday = Valley.moment(10, 8, 0);
        for (int i = 0; i < 300; i++) {
            tell(keepers, "A1", SlipReason.ROAD_CLOSED, monday);
        }
        assertThat(sent).containsExactly("K1 A1 道路或线路中断", "K2 A1 道路或线路中断");
        tell(keepers, "A1", SlipReason.RAN_LATE, monday);
        tell(keepers, "A2", SlipReason.ROAD_CLOSED, monday);
        tell(keepers, "A1", SlipReason.ROAD_CLOSED, Valley.moment(11, 8, 0));
        assertThat(sent).hasSize(8);
    }

    @Test
    void whatComesHalfAnHourLaterIsToldAgain() {
        var keepers = new ToldKeepers(table, new TwoKeepers(), new Sent(), Duration.ofMinutes(30));
        Instant first = Valley.moment(12, 8, 0);
        tell(keepers, "B1", SlipReason.ROAD_CLOSED, first);
        tell(
                keepers,
                "B1",
                SlipReason.ROAD_CLOSED,
                first.plus(Duration.ofMinutes(30)).minusMillis(1));
        assertThat(sent).hasSize(2);
        tell(keepers, "B1", SlipReason.ROAD_CLOSED, first.plus(Duration.ofMinutes(30)));
        assertThat(sent).hasSize(4);
    }

    @Test
    void theStationThatItWasBoundForHearsThatItGoesElsewhere() {
        var keepers = new ToldKeepers(table, new TwoKeepers(), new Sent(), Duration.ofMinutes(30));
        Instant at = Valley.moment(13, 8, 0);
        var event = new ParcelSlipped("O1", "B1", 1, SlipReason.NODE_CLOSED, at, at, "B2", true, at, "B3");
        valley.transactions.run(() -> keepers.on(event, null));
        assertThat(sent).extracting(one -> one.substring(0, 5)).containsExactly("K1 B2", "K2 B2", "K1 B3", "K2 B3");
    }

    private void tell(ToldKeepers keepers, String node, SlipReason reason, Instant at) {
        var event = new ParcelSlipped("O1", "B1", 1, reason, at, at, node, false, at, node);
        valley.transactions.run(() -> keepers.on(event, null));
    }

    private static final class TwoKeepers implements Grants {
        @Override
        public List<String> holders(Role role, Scope scope) {
            assertThat(role).isEqualTo(Role.STATION_KEEPER);
            return List.of("K1 " + scope.value(), "K2 " + scope.value());
        }

        @Override
        public List<Grant> of(String accountId) {
            return List.of();
        }

        @Override
        public List<HeldGrant> standing(String accountId) {
            return List.of();
        }

        @Override
        public boolean powerful(String accountId) {
            return false;
        }

        @Override
        public void give(String accountId, Grant grant, String givenBy) {}

        @Override
        public void end(String accountId, Grant grant, String endedBy) {}
    }

    private final class Sent implements Notices {
        @Override
        public void tell(String accountId, Kind kind, Map<String, String> facts) {
            assertThat(kind).isEqualTo(Kind.STATION_PARCELS_LATE);
            sent.add(accountId + " " + facts.get("reason"));
        }

        @Override
        public void tell(String accountId, MobileNumber to, Kind kind, Map<String, String> facts) {
            throw new AssertionError(kind);
        }

        @Override
        public void queue(MobileNumber to, Kind kind, Map<String, String> facts) {
            throw new AssertionError(kind);
        }
    }
}

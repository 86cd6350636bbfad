package org.cunlu.logistics.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cunlu.catalog.StorageClass;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.NodeProfile;
import org.cunlu.logistics.Opening;
import org.cunlu.logistics.dispatch.DemandTable.Ride;
import org.junit.jupiter.api.Test;

/** Reachable and dispatchable are two things: what no vehicle reaches is listed, what no tour may call at is left out. */
class FlagsOfNodesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

    @Test
    void whatIsNeitherReachedNorDispatchedIsToldApart() {
        var plain = bundles(true, true);
        assertThat(plain.stops().getFirst().vans()).isNull();
        assertThat(plain.notToday()).isEmpty();

        var unreached = bundles(false, true);
        assertThat(unreached.stops().getFirst().vans()).isEmpty();
        assertThat(unreached.notToday()).isEmpty();

        var leftOut = bundles(true, false);
        assertThat(leftOut.stops()).isEmpty();
        assertThat(leftOut.notToday()).containsExactly("V");
    }

    @Test
    void aVanIsLetInBeforeTheStationOpensWhereTheTimetableComesEarlierAndBringsWhatIsPromisedForThen() {
        var hours = new Opening(EnumSet.allOf(DayOfWeek.class), LocalTime.of(7, 0), LocalTime.of(20, 0), null, null, 0);
        var early = bundles(true, true, Map.of("V", hours), Instant.parse("2026-11-22T21:53:00Z"))
                .stops()
                .getFirst();
        assertThat(early.opens()).isEqualTo(LocalTime.of(5, 53).toSecondOfDay());
        assertThat(early.closes()).isEqualTo(LocalTime.of(7, 0).toSecondOfDay());

        var late = bundles(true, true, Map.of("V", hours), Instant.parse("2026-11-23T02:00:00Z"))
                .stops()
                .getFirst();
        assertThat(late.opens()).isEqualTo(LocalTime.of(7, 0).toSecondOfDay());
    }

    private static Bundles bundles(boolean reachable, boolean dispatchable) {
        return bundles(reachable, dispatchable, Map.of(), Instant.parse("2026-11-23T02:00:00Z"));
    }

    private static Bundles bundles(boolean reachable, boolean dispatchable, Map<String, Opening> hours, Instant comes) {
        var profile = new NodeProfile(null, Set.of(), null, null, null, true, true, reachable, dispatchable);
        var nodes = Map.of("H", node("H", NodeProfile.PLAIN), "V", node("V", profile));
        var map = new NetworkMap(1, nodes, hours, List.of(), Map.of());
        var bundles = new Bundles("H", DAY, map, Map.of());
        var promised = Instant.parse("2026-11-22T23:00:00Z");
        bundles.add(new Ride("CN1", "H", "V", StorageClass.DRY, 1_000, 1_000, promised, null, null, comes, promised));
        return bundles;
    }

    private static Node node(String code, NodeProfile profile) {
        return new Node(
                code,
                "H",
                code,
                code.equals("H") ? Node.Tier.HUB : Node.Tier.VILLAGE,
                code.equals("H") ? null : "H",
                code.equals("H") ? "/H" : "/H/V",
                Node.Status.OPEN,
                30,
                108,
                false,
                Set.of(StorageClass.values()),
                profile);
    }
}

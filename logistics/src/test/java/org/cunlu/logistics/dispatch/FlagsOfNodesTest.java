package org.cunlu.logistics.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cunlu.catalog.StorageClass;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.NodeProfile;
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

    private static Bundles bundles(boolean reachable, boolean dispatchable) {
        var profile = new NodeProfile(null, Set.of(), null, null, null, true, true, reachable, dispatchable);
        var nodes = Map.of("H", node("H", NodeProfile.PLAIN), "V", node("V", profile));
        var map = new NetworkMap(1, nodes, Map.of(), List.of(), Map.of());
        var bundles = new Bundles("H", DAY, map, Map.of());
        var promised = Instant.parse("2026-11-23T04:00:00Z");
        bundles.add(new Ride("CN1", "H", "V", StorageClass.DRY, 1_000, 1_000, promised, null, null, null));
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

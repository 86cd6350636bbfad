package org.cunlu.logistics.epcis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cunlu.kernel.id.CheckDigit;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.NodeProfile;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private static final String GLN = "690023300001" + CheckDigit.of("690023300001");

    private static Node node(String code, String gln) {
        return new Node(
                code,
                "500233",
                code,
                Node.Tier.VILLAGE,
                "500233",
                "/500233/" + code,
                Node.Status.OPEN,
                30,
                108,
                true,
                Set.of(),
                new NodeProfile(gln, Set.of(), null, null, null, true, true, true, true));
    }

    private final Places places = new Places(() -> new NetworkMap(
            1,
            Map.of("500233101201", node("500233101201", GLN), "500233101202", node("500233101202", null)),
            Map.of(),
            List.of(),
            Map.of()));

    @Test
    void aNodeWithANumberOfGs1IsNamedByItAndTheOthersByOurs() {
        assertThat(places.of("500233101201")).isEqualTo("https://id.gs1.org/414/" + GLN);
        assertThat(places.of("500233101202")).isEqualTo("urn:cunlu:node:500233101202");
        // It may be gone from the network; what happened there is told all the same.
        assertThat(places.of("500233101999")).isEqualTo("urn:cunlu:node:500233101999");
    }

    @Test
    void aQueryMayNameItEitherWay() {
        assertThat(places.nodeOf("https://id.gs1.org/414/" + GLN)).contains("500233101201");
        assertThat(places.nodeOf("urn:cunlu:node:500233101201")).contains("500233101201");
        assertThat(places.nodeOf("https://id.gs1.org/414/6900233000023")).isEmpty();
        assertThat(places.nodeOf("https://id.gs1.org/417/" + GLN)).isEmpty();
    }
}

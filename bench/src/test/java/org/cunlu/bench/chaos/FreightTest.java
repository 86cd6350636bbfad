package org.cunlu.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import org.cunlu.bench.chaos.Freight.Ride;
import org.junit.jupiter.api.Test;

class FreightTest {
    private static final Ride FIRST =
            new Ride("H", "T", Instant.parse("2026-11-28T00:00:00Z"), Instant.parse("2026-11-28T01:00:00Z"));
    private static final Ride SECOND =
            new Ride("T", "V", Instant.parse("2026-11-28T02:00:00Z"), Instant.parse("2026-11-28T03:00:00Z"));

    @Test
    void whereItLiesItWaitsForTheRideFromThere() throws IOException {
        Freight freight =
                freight("\"AT_NODE\"", "\"T\"", "{\"what\":\"OUT\",\"place\":\"H\"},{\"what\":\"IN\",\"place\":\"T\"}");

        assertThat(freight.next()).contains(SECOND);
        assertThat(freight.riding()).isEmpty();
        assertThat(freight.scanned("OUT")).isEqualTo(1);
        assertThat(freight.scanned("PACK")).isZero();
    }

    @Test
    void onItsWayItIsOnTheRideThatItWasLastLoadedFor() throws IOException {
        Freight freight = freight(
                "\"ON_TRIP\"", "null", "{\"what\":\"PACK\",\"place\":\"H\"},{\"what\":\"OUT\",\"place\":\"H\"}");

        assertThat(freight.riding()).contains(FIRST);
        assertThat(freight.next()).isEmpty();
    }

    @Test
    void anOrderWithoutAParcelHasNoFreight() throws IOException {
        assertThat(Freight.of(json("{\"orderId\":\"o1\",\"lifecycle\":\"OPEN\"}")))
                .isEmpty();
        assertThat(Freight.of(json("{\"orderId\":\"o1\",\"lifecycle\":\"OPEN\",\"tracking\":null}")))
                .isEmpty();
    }

    private static Freight freight(String state, String node, String steps) throws IOException {
        String legs = leg(FIRST) + "," + leg(SECOND);
        return Freight.of(json(
                        "{\"orderId\":\"o1\",\"lifecycle\":\"OPEN\",\"tracking\":{\"barcode\":\"P1\",\"state\":" + state
                                + ",\"atNode\":" + node + ",\"fromNode\":\"H\",\"toNode\":\"V\",\"legs\":[" + legs
                                + "],\"steps\":["
                                + steps + "]}}"))
                .orElseThrow();
    }

    private static String leg(Ride ride) {
        return "{\"fromNode\":\"%s\",\"toNode\":\"%s\",\"departsAt\":\"%s\",\"arrivesAt\":\"%s\"}"
                .formatted(ride.from(), ride.to(), ride.departsAt(), ride.arrivesAt());
    }

    private static JsonNode json(String text) throws IOException {
        return ObjectMapper.getDefault().readValue(text, JsonNode.class);
    }
}

package org.cunlu.app.day;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.tree.JsonNode;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cunlu.logistics.Line;
import org.junit.jupiter.api.Test;

/** What is early is seen, on both sides of a minute; the van leaves H at 08:00 and is at T at 09:00, county time. */
class ByTheTimetableTest {
    private static final Line VAN = new Line(
            "VAN",
            "van",
            null,
            Line.Mode.VAN,
            Set.of(DayOfWeek.values()),
            null,
            null,
            100_000,
            1_000_000,
            List.of(new Line.Stop("H", 480, 480), new Line.Stop("T", 540, 545), new Line.Stop("H", 600, 600)));
    private static final String TRIP = "VAN/2026-11-23";

    @Test
    void whatLeavesAndComesByTheTimetableIsKeptHoweverEarlyItIsLoaded() {
        var held = held(List.of(
                step("PACK", "H", "H", "2026-11-22T23:00:00Z"),
                step("LOAD", "H", TRIP, "2026-11-22T23:55:00Z"),
                step("DEPART", "H", TRIP, "2026-11-23T00:00:00Z"),
                step("UNLOAD", "T", "T", "2026-11-23T01:00:00Z"),
                step("UNBAG", "T", "T", "2026-11-23T01:00:00Z")));
        assertThat(held).isEqualTo(new ByTheTimetable.Held(1, 1, 0, List.of()));
        assertThat(held.kept()).isTrue();
    }

    @Test
    void aScanBeforeItsDepartureOrBeforeTheVehicleIsThereIsToldOfEachParcel() {
        var held = held(
                List.of(step("OUT", "H", TRIP, "2026-11-22T23:59:59Z"), step("IN", "T", "T", "2026-11-23T00:59:59Z")));
        assertThat(held.early()).isEqualTo(2);
        assertThat(held.kept()).isFalse();
        assertThat(held.some()).hasSize(2).allMatch(early -> early.startsWith("P1 ") && early.contains(TRIP));
        // At its last stop the van is an hour later, though it began there.
        assertThat(held(List.of(
                                step("OUT", "T", TRIP, "2026-11-23T01:05:00Z"),
                                step("IN", "H", "H", "2026-11-23T01:59:59Z")))
                        .early())
                .isEqualTo(1);
    }

    @Test
    void aDayOnWhichNothingRodeProvesNothing() {
        assertThat(held(List.of(step("PACK", "H", "H", "2026-11-22T23:00:00Z"))).kept())
                .isFalse();
    }

    private static ByTheTimetable.Held held(List<Map<String, Object>> steps) {
        Map<String, Object> tracking = Map.of("barcode", "P1", "steps", steps);
        var views = new ArrayList<JsonNode>();
        views.add(JsonNode.from(Map.of("orderId", "O1", "tracking", tracking)));
        views.add(JsonNode.from(Map.of("orderId", "O2")));
        return new ByTheTimetable(Map.of("VAN", VAN)).held(views);
    }

    private static Map<String, Object> step(String what, String place, String holder, String at) {
        return Map.of("what", what, "place", place, "holder", holder, "at", at);
    }
}

package org.cunlu.orders.sourcing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.Node;
import org.junit.jupiter.api.Test;

class LegCostsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
    private static final LegCostTariff TARIFF = new LegCostTariff(20, 700, 30, 200, 50, 500, 100, 500, 1_400);
    /** A degree of latitude is 111.195 km on the sphere; 1.4 times that by road. */
    private static final double ROAD_KM = 111.195 * 1.4;

    private final LegCosts costs = new LegCosts(LegCostsTest::map, TARIFF);

    private static NetworkMap map() {
        return MAP;
    }

    private static final NetworkMap MAP = new NetworkMap(
            1,
            Map.of("A", node("A", 30), "B", node("B", 31)),
            Map.of(),
            List.of(line("VAN1", Line.Mode.VAN), line("BUS1", Line.Mode.BUS)),
            Map.of());

    @Test
    void aRideCostsByTheParcelAndByKilogramAndKilometre() {
        double van = 20 + 2 * ROAD_KM * 0.7;
        double bus = 30 + 2 * ROAD_KM * 0.2;
        assertThat(fen(costs.nanoFen(List.of(leg("VAN1", "A", "B")), new Load(2_000, 1))))
                .isCloseTo(van, within(0.1));
        assertThat(fen(costs.nanoFen(List.of(leg("BUS1", "B", "A")), new Load(2_000, 1))))
                .isCloseTo(bus, within(0.1));
        assertThat(fen(costs.nanoFen(List.of(leg("VAN1", "A", "B"), leg("BUS1", "B", "A")), new Load(2_000, 1))))
                .isCloseTo(van + bus, within(0.2));
    }

    @Test
    void goodsThatStandWhereTheyAreCollectedCostNothing() {
        assertThat(costs.nanoFen(List.of(), new Load(2_000, 1))).isZero();
    }

    @Test
    void aLineThatIsGoneCountsAsAVanAndANodeThatIsGoneLiesOnTheWay() {
        assertThat(costs.nanoFen(List.of(leg("GONE", "A", "B")), new Load(2_000, 1)))
                .isEqualTo(costs.nanoFen(List.of(leg("VAN1", "A", "B")), new Load(2_000, 1)));
        assertThat(fen(costs.nanoFen(List.of(leg("BUS1", "A", "GONE")), new Load(2_000, 1))))
                .isEqualTo(30);
    }

    @Test
    void whatDoesNotFitIsNoNumber() {
        assertThatThrownBy(() -> costs.nanoFen(List.of(leg("VAN1", "A", "B")), new Load(Long.MAX_VALUE / 2, 1)))
                .isInstanceOf(ArithmeticException.class);
    }

    private static double fen(long nanoFen) {
        return nanoFen / 1e9;
    }

    private static Leg leg(String line, String from, String to) {
        return new Leg(from, to, line, LocalDate.parse("2026-11-23"), NOW, NOW);
    }

    private static Node node(String code, double latitude) {
        return new Node(code, "C", code, Node.Tier.HUB, null, "/" + code, Node.Status.OPEN, latitude, 108, true);
    }

    private static Line line(String code, Line.Mode mode) {
        return new Line(
                code,
                code,
                null,
                mode,
                Set.of(DayOfWeek.MONDAY),
                null,
                null,
                1,
                1,
                List.of(new Line.Stop("A", 0, 0), new Line.Stop("B", 60, 60)));
    }
}

package org.cunlu.logistics.departure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.Aboard;
import org.cunlu.logistics.DatedDeparture;
import org.cunlu.logistics.DrivenWays.Driven;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.PublishedTours;
import org.cunlu.logistics.RoadMatrix;
import org.cunlu.logistics.Workplaces;
import org.junit.jupiter.api.Test;

class DrivingTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
    private static final Caller DISPATCHER = new Caller("0DISPATCHER00", List.of());
    /** Metres from H to the others, and between these; there and back alike. */
    private static final Map<String, Double> METRES = Map.of("AB", 3_000.0, "AH", 10_000.0, "BH", 12_000.0);

    private List<DatedDeparture> runs = List.of();
    private List<PublishedTours.Tour> tours = List.of();
    private Map<String, List<Aboard.Carried>> carried = Map.of();
    private String foreign = "";

    @Test
    void aLineIsEmptyWhereNothingWasLoadedAndItsTripsAddUp() {
        runs = List.of(run(MONDAY, 4, 0), run(MONDAY.plusDays(1), 0, 0));
        assertThat(driven()).containsExactly(new Driven("V1", "Line 1", Line.Mode.VAN, false, 2, 26_000, 16_000));
    }

    @Test
    void aTourIsItsVehiclesAndTheWayBackIsEmptyWhenNothingIsAboard() {
        tours = List.of(tour("TOUR.1", "H", "A", "B", "H"));
        carried = Map.of("TOUR.1", List.of(new Aboard.Carried("H", "B", 2, 2, 5_000, 9_000)));
        assertThat(driven()).containsExactly(new Driven("CAR", "CAR", Line.Mode.VAN, true, 1, 25_000, 12_000));
        // What was planned and never left was not aboard.
        carried = Map.of("TOUR.1", List.of(new Aboard.Carried("H", "B", 2, 0, 5_000, 9_000)));
        assertThat(driven()).containsExactly(new Driven("CAR", "CAR", Line.Mode.VAN, true, 1, 25_000, 25_000));
    }

    @Test
    void anothersToursAndWaysThatNobodyKnowsCountForNothing() {
        tours = List.of(tour("TOUR.1", "H", "A", "H"));
        foreign = "AH";
        assertThat(driven()).isEmpty();
        foreign = "";
        tours = List.of(tour("TOUR.1", "H", "GONE", "H"));
        assertThat(driven()).containsExactly(new Driven("CAR", "CAR", Line.Mode.VAN, true, 1, 0, 0));
    }

    private List<Driven> driven() {
        var list = new DepartureList(null, null, null, null, null, null, null) {
            @Override
            Page<DatedDeparture> of(
                    Caller caller, String line, LocalDate from, LocalDate to, String cursor, int limit) {
                return new Page<>(runs, null);
            }
        };
        return new Driving(list, new Tours(), new Carrier(), DrivingTest::roads, () -> map(), new Places())
                .driven(DISPATCHER, MONDAY, MONDAY.plusDays(1));
    }

    private static DatedDeparture run(LocalDate day, int outward, int onward) {
        return new DatedDeparture(
                "V1",
                "Line 1",
                Line.Mode.VAN,
                day,
                Instant.EPOCH,
                Instant.EPOCH,
                false,
                false,
                0,
                0,
                List.of(section("H", "A", outward), section("A", "B", onward)));
    }

    private static DatedDeparture.Section section(String from, String to, int loaded) {
        var none = new DatedDeparture.Measure(1, 1, null);
        return new DatedDeparture.Section(from, to, Instant.EPOCH, none, none, loaded);
    }

    private static PublishedTours.Tour tour(String code, String... nodes) {
        List<Line.Stop> stops =
                Stream.of(nodes).map(node -> new Line.Stop(node, 480, 480)).collect(Collectors.toList());
        var line = new Line(
                code,
                code,
                null,
                Line.Mode.VAN,
                EnumSet.allOf(DayOfWeek.class),
                null,
                null,
                1_000,
                1_000,
                null,
                Set.of(StorageClass.DRY),
                List.of(),
                stops);
        return new PublishedTours.Tour(line, MONDAY, "CAR", true);
    }

    private static RoadMatrix.Matrix roads(List<RoadMatrix.Point> points) {
        int size = points.size();
        var metres = new double[size][size];
        for (int from = 0; from < size; from++) {
            for (int to = 0; to < size; to++) {
                String way = Stream.of(points.get(from).code(), points.get(to).code())
                        .sorted()
                        .collect(Collectors.joining());
                metres[from][to] = from == to ? 0 : METRES.get(way);
            }
        }
        return new RoadMatrix.Matrix(metres, metres);
    }

    private static NetworkMap map() {
        Map<String, Node> nodes = Stream.of("H", "A", "B")
                .collect(Collectors.toMap(
                        code -> code,
                        code -> new Node(
                                code,
                                "H",
                                code,
                                code.equals("H") ? Node.Tier.HUB : Node.Tier.VILLAGE,
                                code.equals("H") ? null : "H",
                                code.equals("H") ? "/H" : "/H/" + code,
                                Node.Status.OPEN,
                                30,
                                108,
                                true)));
        return new NetworkMap(1, nodes, Map.of(), List.of(), Map.of());
    }

    private class Tours implements PublishedTours {
        @Override
        public Optional<Tour> find(String lineCode) {
            return Optional.empty();
        }

        @Override
        public List<Tour> of(Collection<String> lineCodes) {
            return List.of();
        }

        @Override
        public List<Tour> on(LocalDate date) {
            return date.equals(MONDAY) ? tours : List.of();
        }
    }

    private class Carrier implements Aboard {
        @Override
        public List<Piece> pieces(String trip) {
            return List.of();
        }

        @Override
        public Map<String, List<String>> riding(String trip) {
            return Map.of();
        }

        @Override
        public Map<String, List<Carried>> carried(LocalDate serviceDate) {
            return carried;
        }
    }

    private class Places implements Workplaces {
        @Override
        public Node own(Caller caller, String nodeCode, String act, List<Role> roles) {
            throw new AssertionError(nodeCode);
        }

        @Override
        public Optional<Node> hands(Caller caller, String nodeCode) {
            return Optional.empty();
        }

        @Override
        public boolean covers(Caller caller, String nodeCode, List<Role> roles) {
            return !foreign.contains(nodeCode);
        }
    }
}

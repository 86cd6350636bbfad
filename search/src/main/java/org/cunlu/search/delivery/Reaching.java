package org.cunlu.search.delivery;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Promises;
import org.cunlu.logistics.Supply;
import org.cunlu.search.Deliveries;
import org.cunlu.search.Way;

/** Asks the timetable in process, and remembers its answers for a few seconds: many look, and little changes meanwhile. */
@Singleton
class Reaching implements Deliveries {
    private static final Duration BELIEVABLE = Duration.ofSeconds(3);
    private static final int STATIONS_MAX = 500;
    private static final double METRES_A_DEGREE = 111_195;

    private final Network network;
    private final Promises promises;
    private final Supply supply;
    private final Clock clock;
    private final Map<String, Remembered> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
            return size() > STATIONS_MAX;
        }
    };

    Reaching(Network network, Promises promises, Supply supply, Clock clock) {
        this.network = network;
        this.promises = promises;
        this.supply = supply;
        this.clock = clock;
    }

    /** @param at by the county's clock, which may be moved, and really, which may not */
    private record Remembered(Instant at, long nanos, Map<Way, Optional<Arriving>> answers) {
        boolean believable(Instant now) {
            return System.nanoTime() - nanos < BELIEVABLE.toNanos()
                    && Duration.between(at, now).abs().compareTo(BELIEVABLE) < 0;
        }
    }

    @Override
    public Place to(String place) {
        Node station = network.node(place)
                .filter(Node::serves)
                .or(() -> network.stationOf(place))
                .orElseThrow(() -> ProblemException.invalid(
                        "village",
                        "village-unknown",
                        "不在服务范围的村 · No village of this network (see /api/shop/villages)"));
        Set<String> within = Arrays.stream(station.path().split("/"))
                .filter(code -> !code.isEmpty())
                .collect(Collectors.toSet());
        return new Place(station.code(), within);
    }

    @Override
    public Map<Way, Arriving> arrivals(Place place, Collection<Way> ways) {
        Instant now = clock.instant();
        Map<Way, Optional<Arriving>> known = known(place.stationCode(), now);
        var arrivals = new HashMap<Way, Arriving>();
        for (Way way : ways) {
            Optional<Arriving> answer;
            synchronized (known) {
                answer = known.get(way);
            }
            if (answer == null) {
                answer = arriving(place, way, now);
                synchronized (known) {
                    known.put(way, answer);
                }
            }
            answer.ifPresent(arriving -> arrivals.put(way, arriving));
        }
        return arrivals;
    }

    @Override
    public Map<String, Long> metres(Place place, Collection<String> nodeCodes) {
        var codes = new TreeSet<>(nodeCodes);
        codes.add(place.stationCode());
        Map<String, Node> nodes = network.nodes(codes);
        Node to = nodes.get(place.stationCode());
        return to == null
                ? Map.of()
                : nodes.values().stream().collect(Collectors.toMap(Node::code, node -> metres(node, to)));
    }

    private Map<Way, Optional<Arriving>> known(String station, Instant now) {
        synchronized (remembered) {
            Remembered last = remembered.get(station);
            if (last == null || !last.believable(now)) {
                last = new Remembered(now, System.nanoTime(), new HashMap<>());
                remembered.put(station, last);
            }
            return last.answers();
        }
    }

    private Optional<Arriving> arriving(Place place, Way way, Instant now) {
        if (way.programme() != null
                && !supply.may(way.programme(), way.nodeCode(), place.stationCode(), CountyTime.date(now))) {
            return Optional.empty();
        }
        Instant ready = now.plus(Duration.ofDays(way.leadDays()));
        return switch (promises.offered(way.nodeCode(), place.stationCode(), way.load(), ready)) {
            case Promise.Kept kept -> Optional.of(new Arriving(kept.availableAt(), kept.arrival(), way.nodeCode()));
            case Promise.Refused _ -> Optional.empty();
        };
    }

    /** Flat enough within a county. */
    private static long metres(Node from, Node to) {
        double north = (from.latitude() - to.latitude()) * METRES_A_DEGREE;
        double east = (from.longitude() - to.longitude())
                * METRES_A_DEGREE
                * Math.cos(Math.toRadians((from.latitude() + to.latitude()) / 2));
        return Math.round(Math.hypot(north, east));
    }
}

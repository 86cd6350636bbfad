package org.cunlu.web.dispatch;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.TourDesk;
import org.cunlu.logistics.Workplaces;

/** Which part of the county a dispatcher looks at, and on which day. */
@Singleton
class Reach {
    private static final List<Role> WHO = List.of(Role.DISPATCHER, Role.COUNTY_OPERATOR);

    private final TourDesk tours;
    private final NetworkMaps maps;
    private final Workplaces workplaces;
    private final Clock clock;

    Reach(TourDesk tours, NetworkMaps maps, Workplaces workplaces, Clock clock) {
        this.tours = tours;
        this.maps = maps;
        this.workplaces = workplaces;
        this.clock = clock;
    }

    LocalDate today() {
        return CountyTime.date(clock.instant());
    }

    boolean ahead(Instant moment) {
        return moment.isAfter(clock.instant());
    }

    LocalDate day(@Nullable String asked) {
        return Shown.day(asked == null ? "" : asked, today());
    }

    /** @return names of the caller's depots by code, the highest first */
    Map<String, String> depots(Caller caller) {
        return tours.depots(caller).stream()
                .collect(Collectors.toMap(Node::code, Node::name, (one, other) -> one, LinkedHashMap::new));
    }

    /** @return names of the caller's nodes by code */
    Map<String, String> nodes(Caller caller) {
        return maps.current().nodes().values().stream()
                .filter(node -> node.status() != Node.Status.PLANNED && workplaces.covers(caller, node.code(), WHO))
                .sorted(Comparator.comparing(Node::tier).thenComparing(Node::code))
                .collect(Collectors.toMap(Node::code, Node::name, (one, other) -> one, LinkedHashMap::new));
    }

    /** @return names by code of lines all of whose stops are the caller's */
    Map<String, String> lines(Caller caller) {
        return maps.current().lines().stream()
                .filter(line -> line.stops().stream().allMatch(stop -> workplaces.covers(caller, stop.nodeCode(), WHO)))
                .sorted(Comparator.comparing(Line::code))
                .collect(Collectors.toMap(Line::code, Line::name, (one, other) -> one, LinkedHashMap::new));
    }

    boolean covers(Caller caller, String node) {
        return workplaces.covers(caller, node, WHO);
    }

    Node node(String code) {
        return maps.current().nodes().get(code);
    }
}

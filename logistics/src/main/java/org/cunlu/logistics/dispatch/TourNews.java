package org.cunlu.logistics.dispatch;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cunlu.accounts.Grants;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;

/** Stations are told when a van comes for the first time that day, and again only when that changes by more than a little. */
@Singleton
class TourNews {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final Duration LITTLE = Duration.ofMinutes(15);

    private final Network network;
    private final Grants grants;
    private final Notices notices;

    TourNews(Network network, Grants grants, Notices notices) {
        this.network = network;
        this.grants = grants;
        this.notices = notices;
    }

    /** Joins the transaction of the publication. */
    void tell(LocalDate day, Collection<TourTable.Stop> before, Collection<TourTable.Stop> now) {
        Map<String, TourTable.Stop> knew = first(before);
        Map<String, TourTable.Stop> comes = first(now);
        Map<String, Node> nodes = network.nodes(comes.keySet());
        comes.forEach((node, stop) -> {
            TourTable.Stop old = knew.get(node);
            boolean same = old != null
                    && Duration.between(old.beginsAt(), stop.beginsAt()).abs().compareTo(LITTLE) <= 0;
            if (!same && stop.arrivedAt() == null && nodes.containsKey(node)) {
                tell(day, nodes.get(node), stop, now);
            }
        });
    }

    private static Map<String, TourTable.Stop> first(Collection<TourTable.Stop> stops) {
        return stops.stream()
                .filter(stop -> stop.arrivedAt() == null)
                .collect(Collectors.toMap(
                        TourTable.Stop::node,
                        stop -> stop,
                        (one, other) -> other.beginsAt().isBefore(one.beginsAt()) ? other : one,
                        TreeMap::new));
    }

    private void tell(LocalDate day, Node node, TourTable.Stop stop, Collection<TourTable.Stop> all) {
        int brings = all.stream()
                .filter(each -> each.node().equals(node.code()))
                .mapToInt(TourTable.Stop::delivers)
                .sum();
        int takes = all.stream()
                .filter(each -> each.node().equals(node.code()))
                .mapToInt(TourTable.Stop::collects)
                .sum();
        var facts = Map.of(
                "station", node.name(),
                "date", day.toString(),
                "time", TIME.format(CountyTime.at(stop.beginsAt())),
                "brings", String.valueOf(brings),
                "takes", String.valueOf(takes));
        grants.holders(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, node.code()))
                .forEach(keeper -> notices.tell(keeper, Notices.Kind.TOUR_COMES, facts));
    }
}

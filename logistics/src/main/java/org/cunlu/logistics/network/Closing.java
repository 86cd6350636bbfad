package org.cunlu.logistics.network;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.NodeContents;
import org.cunlu.logistics.NodeContents.Found;
import org.cunlu.logistics.NodeContents.What;
import org.cunlu.logistics.NodeDesk.Outlook;
import org.cunlu.logistics.SupplyLine;

/** What stands in the way of a node's closing, and what closing it would move. */
@Singleton
class Closing implements StandingThere {
    private final List<NodeContents> contents;
    private final Clock clock;

    Closing(List<NodeContents> contents, Clock clock) {
        this.contents = contents;
        this.clock = clock;
    }

    @Override
    public Set<StorageClass> classes(String code) {
        return contents.stream().flatMap(each -> each.classesAt(code).stream()).collect(Collectors.toSet());
    }

    /** Parcels and stock at a node or coming to it. */
    @Override
    public List<Found> hindrance(String code) {
        var found = new ArrayList<Found>();
        contents.forEach(each -> found.addAll(each.at(code)));
        found.sort(Comparator.comparing(Found::what));
        return found;
    }

    Outlook outlook(String code, Snapshot now) {
        return new Outlook(
                code,
                all(code, now.tables()),
                lines(code, now.tables()),
                supplies(code, now.tables()),
                villages(code, now));
    }

    /** Nodes below it, parcels and stock. */
    List<Found> all(String code, Tables tables) {
        List<String> below = tables.places().values().stream()
                .map(Place::node)
                .filter(node -> code.equals(node.parentCode()) && node.status() != Node.Status.CLOSED)
                .map(Node::code)
                .toList();
        List<Found> found = hindrance(code);
        if (!below.isEmpty()) {
            found.addFirst(new Found(
                    What.NODE_BELOW, below.size(), below.subList(0, Math.min(NodeContents.NAMED_MAX, below.size()))));
        }
        return found;
    }

    private List<String> lines(String code, Tables tables) {
        LocalDate today = CountyTime.date(clock.instant());
        return tables.lines().values().stream()
                .filter(line -> line.validTo() == null || !line.validTo().isBefore(today))
                .filter(line ->
                        line.stops().stream().anyMatch(stop -> stop.nodeCode().equals(code)))
                .map(Line::code)
                .toList();
    }

    private List<SupplyLine> supplies(String code, Tables tables) {
        LocalDate today = CountyTime.date(clock.instant());
        return tables.supply().values().stream()
                .filter(line -> line.supplier().equals(code) || line.supplied().equals(code))
                .filter(line -> line.validTo() == null || !line.validTo().isBefore(today))
                .toList();
    }

    private static List<String> villages(String code, Snapshot now) {
        return now.byCode().stream()
                .filter(village -> village.stationCode().equals(code))
                .map(village -> village.code())
                .toList();
    }
}

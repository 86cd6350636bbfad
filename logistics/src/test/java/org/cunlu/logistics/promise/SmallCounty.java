package org.cunlu.logistics.promise;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.NodeProfile;
import org.cunlu.logistics.Opening;
import org.cunlu.logistics.Room;
import org.cunlu.logistics.StationShelves;

/** A network made by hand. Nodes open 06:00 to 20:00 every day without handling time, unless said otherwise. */
final class SmallCounty {
    /** A Monday. */
    static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<String, Opening> openings = new HashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, Map<String, Integer>> leads = new HashMap<>();

    SmallCounty node(String code, String opens, String closes, String cutOff, int handling, DayOfWeek... days) {
        var status = code.startsWith("planned") ? Node.Status.PLANNED : Node.Status.OPEN;
        var tier = code.equals("out") ? Node.Tier.GATEWAY : code.equals("hub") ? Node.Tier.HUB : Node.Tier.VILLAGE;
        nodes.put(code, new Node(code, "500233", code, tier, null, "/" + code, status, 30, 108, true));
        Set<DayOfWeek> open = days.length == 0 ? EnumSet.allOf(DayOfWeek.class) : Set.of(days);
        LocalTime last = cutOff == null ? null : LocalTime.parse(cutOff);
        openings.put(code, new Opening(open, LocalTime.parse(opens), LocalTime.parse(closes), last, handling));
        return this;
    }

    SmallCounty sortsUntil(String code, String sortCutOff) {
        Opening o = openings.get(code);
        LocalTime last = LocalTime.parse(sortCutOff);
        openings.put(code, new Opening(o.days(), o.opens(), o.closes(), o.cutOff(), last, o.handlingMinutes()));
        return this;
    }

    SmallCounty holds(String code, StorageClass... classes) {
        Node n = nodes.get(code);
        nodes.put(
                code,
                new Node(code, "500233", code, n.tier(), null, n.path(), n.status(), 30, 108, true, Set.of(classes)));
        return this;
    }

    SmallCounty nodes(String... codes) {
        for (String code : codes) {
            node(code, "06:00", "20:00", null, 0);
        }
        return this;
    }

    SmallCounty does(String code, NodeProfile.Service... services) {
        return is(code, new NodeProfile(null, Set.of(services), null, null, null, true, true, true, true));
    }

    SmallCounty disabled(String code) {
        return is(code, new NodeProfile(null, Set.of(), null, null, null, false, true, true, true));
    }

    private SmallCounty is(String code, NodeProfile profile) {
        Node n = nodes.get(code);
        nodes.put(
                code,
                new Node(
                        code, "500233", code, n.tier(), null, n.path(), n.status(), 30, 108, true, n.holds(), profile));
        return this;
    }

    /** @param stops {@code a 08:00} for each stop, or {@code a 08:00 08:10} where it waits */
    SmallCounty line(String code, String... stops) {
        return line(code, EnumSet.allOf(DayOfWeek.class), null, null, 100_000, stops);
    }

    SmallCounty line(String code, Set<DayOfWeek> days, LocalDate from, LocalDate to, long grams, String... stops) {
        List<Line.Stop> calls = new ArrayList<>();
        for (String each : stops) {
            String[] parts = each.split(" ");
            calls.add(new Line.Stop(parts[0], minute(parts[1]), minute(parts[parts.length - 1])));
        }
        var mode = stops.length == 1 ? Line.Mode.CARRIER : Line.Mode.VAN;
        lines.add(new Line(code, code, null, mode, days, from, to, grams, 1_000_000, calls));
        return this;
    }

    /** Of the line that was added last. */
    SmallCounty that(Line.Mode mode, Integer pieces, Set<StorageClass> carries, Line.Holiday... holidays) {
        Line l = lines.removeLast();
        lines.add(new Line(
                l.code(),
                l.name(),
                l.route(),
                mode,
                l.days(),
                l.validFrom(),
                l.validTo(),
                l.weightGrams(),
                l.volumeCm3(),
                pieces,
                carries,
                List.of(holidays),
                l.stops()));
        return this;
    }

    /** The line that was added last has no compartment for hazardous goods. */
    SmallCounty undivided(Set<StorageClass> carries) {
        Line l = lines.removeLast();
        lines.add(new Line(
                l.code(),
                l.name(),
                l.route(),
                l.mode(),
                l.days(),
                l.validFrom(),
                l.validTo(),
                l.weightGrams(),
                l.volumeCm3(),
                null,
                carries,
                false,
                List.of(),
                l.stops()));
        return this;
    }

    SmallCounty lead(String province, int days) {
        leads.computeIfAbsent("out", gateway -> new HashMap<>()).put(province, days);
        return this;
    }

    NetworkMap map() {
        return new NetworkMap(1, nodes, openings, lines, leads);
    }

    CountyPromises promises() {
        return promises(new WholeRoom(), 7);
    }

    CountyPromises promises(Room room, int transfersMax) {
        NetworkMap map = map();
        return new CountyPromises(() -> map, room, node -> StationShelves.Filled.NOTHING, transfersMax);
    }

    /** @param dayAndTime {@code 0 08:00} is Monday at eight */
    static Instant at(String dayAndTime) {
        String[] parts = dayAndTime.split(" ");
        return LocalDateTime.of(MONDAY.plusDays(Long.parseLong(parts[0])), LocalTime.parse(parts[1]))
                .atZone(CountyTime.ZONE)
                .toInstant();
    }

    private static int minute(String clock) {
        return Integer.parseInt(clock.substring(0, 2)) * 60 + Integer.parseInt(clock.substring(3));
    }
}

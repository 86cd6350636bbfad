package org.cunlu.logistics.promise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.Node;

/** One version of the network as arrays, for the search. Only read after it is made, but for days added when first asked. */
final class Chart {
    /** Days kept; a clock that is moved far asks for ever new ones. */
    private static final int DAYS_MAX = 400;

    final NetworkMap map;
    final String[] code;
    final Node[] node;
    final Hours[] hours;
    final int rides;

    private final Map<String, Integer> index = new HashMap<>();
    private final List<Ride> lines = new ArrayList<>();
    private final Map<String, List<Ride>> carriers = new HashMap<>();
    private final Map<String, Map<String, Integer>> leads = new HashMap<>();
    private final Map<Integer, Departures> days = new ConcurrentHashMap<>();

    Chart(NetworkMap map) {
        this.map = map;
        // In a fixed order, so that all instances break ties alike.
        code = map.nodes().keySet().stream().sorted().toArray(String[]::new);
        node = new Node[code.length];
        hours = new Hours[code.length];
        for (int i = 0; i < code.length; i++) {
            index.put(code[i], i);
            node[i] = map.nodes().get(code[i]);
            hours[i] = new Hours(map.openings().get(code[i]));
        }
        map.lines().stream().sorted(Comparator.comparing(Line::code)).forEach(this::add);
        rides = lines.size();
        map.leads().forEach((gateway, of) -> {
            var normal = new HashMap<String, Integer>();
            of.forEach((province, days) -> normal.put(Provinces.normal(province), days));
            leads.put(gateway, normal);
        });
    }

    /** @return index of the node, or -1 */
    int indexOf(String nodeCode) {
        return nodeCode == null ? -1 : index.getOrDefault(nodeCode, -1);
    }

    Departures on(int day) {
        Departures known = days.get(day);
        if (known != null) {
            return known;
        }
        if (days.size() >= DAYS_MAX) {
            days.clear();
        }
        return days.computeIfAbsent(day, of -> new Departures(lines, of));
    }

    List<Ride> carriersAt(String gateway) {
        return carriers.getOrDefault(gateway, List.of());
    }

    /** @return days of the carrier to this province, else anywhere; 0 when the county has told none */
    int leadDays(String gateway, String province) {
        Map<String, Integer> of = leads.getOrDefault(gateway, Map.of());
        int anywhere = of.getOrDefault(NetworkMap.ANYWHERE, 0);
        return province == null ? anywhere : of.getOrDefault(Provinces.normal(province), anywhere);
    }

    private void add(Line line) {
        boolean known = line.stops().stream().allMatch(stop -> index.containsKey(stop.nodeCode()));
        if (!known) {
            return;
        }
        if (line.mode() == Line.Mode.CARRIER) {
            carriers.computeIfAbsent(line.stops().getFirst().nodeCode(), gateway -> new ArrayList<>())
                    .add(ride(-1, line));
        } else if (line.stops().size() > 1) {
            lines.add(ride(lines.size(), line));
        }
    }

    private Ride ride(int number, Line line) {
        var weekdays = new boolean[7];
        line.days().forEach(day -> weekdays[day.ordinal()] = true);
        return new Ride(
                number,
                line.code(),
                weekdays,
                line.validFrom() == null ? Integer.MIN_VALUE : line.validFrom().toEpochDay(),
                line.validTo() == null ? Integer.MAX_VALUE : line.validTo().toEpochDay(),
                line.weightGrams(),
                line.volumeCm3(),
                line.stops().stream()
                        .mapToInt(stop -> index.get(stop.nodeCode()))
                        .toArray(),
                line.stops().stream().mapToInt(Line.Stop::arriveMinute).toArray(),
                line.stops().stream().mapToInt(Line.Stop::departMinute).toArray());
    }
}

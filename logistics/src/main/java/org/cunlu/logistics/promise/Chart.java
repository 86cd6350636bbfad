package org.cunlu.logistics.promise;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import org.cunlu.catalog.StorageClass;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Timetable;

/** One version of the network as arrays, for the search. Only read after it is made. */
final class Chart {
    final NetworkMap map;
    /** Most rides on one way. */
    final int ridesMax;

    final String[] code;
    final Node[] node;
    final Hours[] hours;
    /** Per node: bits of the storage classes that may stand there, none when it is not open. */
    final byte[] holds;

    final List<Ride> rides = new ArrayList<>();
    final Closed closed;
    final Blocks blocks;
    final Block[] block;

    private final Map<String, Integer> index = new HashMap<>();
    private final Map<String, Line> lines = new HashMap<>();
    private final Map<String, List<Ride>> carriers = new HashMap<>();
    private final Map<String, Map<String, Integer>> leads = new HashMap<>();
    /** Not one per thread: of virtual threads there are too many. More than can run at once are not kept. */
    private final ArrayBlockingQueue<Worksheet> idle =
            new ArrayBlockingQueue<>(2 * Runtime.getRuntime().availableProcessors());

    Chart(NetworkMap map, int ridesMax) {
        this.map = map;
        this.ridesMax = ridesMax;
        // In a fixed order, so that all instances break ties alike.
        code = map.nodes().keySet().stream().sorted().toArray(String[]::new);
        node = new Node[code.length];
        hours = new Hours[code.length];
        holds = new byte[code.length];
        var open = new boolean[code.length];
        for (int i = 0; i < code.length; i++) {
            index.put(code[i], i);
            node[i] = map.nodes().get(code[i]);
            hours[i] = new Hours(map.openings().get(code[i]));
            open[i] = node[i].open();
            holds[i] = (byte) (open[i] ? Demand.classes(node[i].holds()) : 0);
        }
        map.lines().stream().sorted(Comparator.comparing(Line::code)).forEach(this::add);
        closed = new Closed(map.closures(), code, rides);
        blocks = new Blocks(code.length, rides, open);
        block = apart();
        map.leads().forEach((gateway, of) -> {
            var normal = new HashMap<String, Integer>();
            of.forEach((province, days) -> normal.put(Provinces.normal(province), days));
            leads.put(gateway, normal);
        });
    }

    private void add(Line line) {
        lines.put(line.code(), line);
        boolean known = line.stops().stream().allMatch(stop -> index.containsKey(stop.nodeCode()));
        if (!known) {
            return;
        }
        if (line.mode() == Line.Mode.CARRIER) {
            carriers.computeIfAbsent(line.stops().getFirst().nodeCode(), gateway -> new ArrayList<>())
                    .add(new Ride(-1, line, index));
        } else if (line.stops().size() > 1) {
            rides.add(new Ride(rides.size(), line, index));
        }
    }

    private Block[] apart() {
        var ridesOf = new ArrayList<List<Ride>>();
        for (int i = 0; i < blocks.count(); i++) {
            ridesOf.add(new ArrayList<>());
        }
        for (Ride ride : rides) {
            if (blocks.ofRide[ride.index] >= 0) {
                ridesOf.get(blocks.ofRide[ride.index]).add(ride);
            }
        }
        List<Numbers> members = blocks.members();
        var place = new int[code.length];
        Arrays.fill(place, -1);
        var apart = new Block[blocks.count()];
        Arrays.setAll(apart, i -> new Block(members.get(i).toArray(), ridesOf.get(i), hours, place));
        return apart;
    }

    /** @return index of the node, or -1 */
    int indexOf(String nodeCode) {
        return nodeCode == null ? -1 : index.getOrDefault(nodeCode, -1);
    }

    boolean carries(String lineCode, StorageClass goods) {
        Line line = lines.get(lineCode);
        return line != null && line.carries(goods);
    }

    boolean open(int nodeIndex) {
        return node[nodeIndex].open();
    }

    boolean atRest(int nodeIndex) {
        return node[nodeIndex].atRest();
    }

    List<Ride> carriersAt(int gateway) {
        return carriers.getOrDefault(code[gateway], List.of());
    }

    /** @return the first to leave from this minute on; null when none does */
    @Nullable
    Hop nextCarrier(int gateway, StorageClass goods, int from) {
        Hop best = null;
        int soonest = Minutes.NEVER;
        int first = Minutes.day(from) - Line.MINUTES_MAX / Minutes.DAY;
        for (int day = first; day <= Minutes.day(from) + Timetable.HORIZON_DAYS; day++) {
            for (Ride carrier : carriersAt(gateway)) {
                int leaves = day * Minutes.DAY + carrier.depart[0];
                if (leaves >= from && leaves < soonest && carrier.line.carries(goods) && carrier.runsOn(day)) {
                    soonest = leaves;
                    best = new Hop(carrier, day, 0, 0);
                }
            }
        }
        return best;
    }

    /** @return days of the carrier to this province, else anywhere; 0 when the county has told none */
    int leadDays(String gateway, String province) {
        Map<String, Integer> of = leads.getOrDefault(gateway, Map.of());
        int anywhere = of.getOrDefault(NetworkMap.ANYWHERE, 0);
        return province == null ? anywhere : of.getOrDefault(Provinces.normal(province), anywhere);
    }

    /** @return a clean one, which goes back by {@link #giveBack} */
    Worksheet worksheet() {
        Worksheet sheet = idle.poll();
        return sheet == null ? new Worksheet(code.length, ridesMax, block) : sheet;
    }

    void giveBack(Worksheet sheet) {
        sheet.wipe();
        idle.offer(sheet);
    }
}

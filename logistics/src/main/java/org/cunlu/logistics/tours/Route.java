package org.cunlu.logistics.tours;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cunlu.logistics.TourPlan;
import org.cunlu.logistics.TourProblem;
import org.cunlu.logistics.TourProblem.Fleet;

/**
 * One vehicle's way: its start, tasks with its start between two trips, its end. At each position stands what must be known
 * to see at once whether one more task fits behind it.
 */
final class Route {
    /** Rounding of sums, in seconds. */
    private static final double SLIP = 1e-7;

    final int fleet;
    private final Ground ground;
    private final Fleet terms;
    private final double back;
    private final double[] seconds;
    private final double[] arc;
    private final int parts;
    int length;
    int[] node;
    /** When it comes there, and when service (at a depot: loading) begins, everything as early as can be. */
    double[] arrives;

    double[] begins;
    /** When it leaves, and the cost of the arc to the next position. */
    double[] leaves;

    double[] next;
    /** Latest moment at which service may begin there so that all that follows is still in time. */
    double[] latest;
    /** At the start of a trip: when the last of its goods is at the depot. */
    double[] released;
    /** By position: where the next trip starts, or the end. */
    int[] tripEnd;
    /** Load when it leaves, and the greatest from the trip's start to here, and from here to its end. */
    int[] load;

    int[] before;
    int[] after;
    double cost;
    int served;
    private int[] kept = new int[0];
    private int keptLength;
    private long keptAt = -1;
    /** Each order that it ever had has a number of its own. */
    private long version;

    private long lastVersion;
    private long keptVersion;
    private Known known;

    Route(Ground ground, int fleet) {
        this.ground = ground;
        this.fleet = fleet;
        this.terms = ground.fleet(fleet);
        this.back = ground.back(fleet);
        this.seconds = ground.seconds[fleet];
        this.arc = ground.arc[fleet];
        this.parts = ground.parts;
        grow(16);
        set(new int[] {ground.start(fleet), ground.end(fleet)}, 2);
    }

    private void grow(int size) {
        node = node == null ? new int[size] : Arrays.copyOf(node, size);
        arrives = new double[size];
        begins = new double[size];
        leaves = new double[size];
        next = new double[size];
        latest = new double[size];
        released = new double[size];
        tripEnd = new int[size];
        load = new int[size * parts];
        before = new int[size * parts];
        after = new int[size * parts];
    }

    /** Remembers its order of now, once an iteration. @return whether it did just now */
    boolean keep(long iteration) {
        if (keptAt == iteration) {
            return false;
        }
        keptAt = iteration;
        if (kept.length < length) {
            kept = new int[node.length];
        }
        System.arraycopy(node, 0, kept, 0, length);
        keptLength = length;
        keptVersion = version;
        return true;
    }

    boolean keptIn(long iteration) {
        return keptAt == iteration;
    }

    void takeBack() {
        set(kept, keptLength);
        version = keptVersion;
    }

    long version() {
        return version;
    }

    /** @return where tasks fit best into it, as far as that was looked up */
    Known known() {
        if (known == null) {
            known = new Known(ground.tasks);
        }
        return known;
    }

    void set(int[] nodes, int many) {
        if (node.length < many) {
            grow(many + 8);
        }
        System.arraycopy(nodes, 0, node, 0, many);
        length = many;
        reckon();
    }

    int[] order() {
        return Arrays.copyOf(node, length);
    }

    void clear() {
        set(new int[] {ground.start(fleet), ground.end(fleet)}, 2);
    }

    /** Puts a node behind a position. What stands at the positions is void until {@link #reckon}. */
    void insert(int position, int what) {
        if (length == node.length) {
            grow(length * 2);
        }
        System.arraycopy(node, position + 1, node, position + 2, length - position - 1);
        node[position + 1] = what;
        length++;
    }

    /** Takes the marked nodes out, and trips that became empty. */
    void remove(boolean[] marked) {
        int to = 1;
        for (int i = 1; i < length - 1; i++) {
            boolean task = node[i] < ground.tasks;
            if (task ? !marked[node[i]] : node[to - 1] < ground.tasks) {
                node[to++] = node[i];
            }
        }
        if (to > 1 && node[to - 1] >= ground.tasks) {
            to--;
        }
        node[to++] = node[length - 1];
        length = to;
        reckon();
    }

    /**
     * @return whether it is in time everywhere: where the way round is quicker, leaving a stop out may make it late, and what has a
     *     place may come to be there too late, or be too much
     */
    boolean inTime() {
        for (int i = 0; i < length; i++) {
            // What opens, or comes to the depot, only after it would have to be done is not seen at the start.
            if (begins[i] > latest[i] + SLIP) {
                return false;
            }
        }
        return ground.fixed[fleet] == null || holds();
    }

    /** What moved for the sake of a place may be too much, too often, or a pair that is not in one trip any more. */
    private boolean holds() {
        int trips = 0;
        var met = new int[ground.tasks];
        for (int i = 0; i < length - 1; i++) {
            int at = node[i];
            if (at >= ground.tasks) {
                trips++;
            } else {
                met[at] = trips;
                if (ground.partner[at] >= 0 && !ground.pickup[at] && met[ground.partner[at]] != trips) {
                    return false;
                }
            }
            for (int part = 0; part < parts; part++) {
                if (load[i * parts + part] < 0 || load[i * parts + part] > ground.capacity[fleet * parts + part]) {
                    return false;
                }
            }
        }
        return trips <= terms.tripsMax();
    }

    /** Puts what has a place there: what stands before it moves on, or up. */
    private void arrange(TourProblem.Fixed[] fixed) {
        var trips = new ArrayList<List<Integer>>();
        trips().forEach(trip -> trips.add(new ArrayList<>(trip)));
        var present = new ArrayList<TourProblem.Fixed>();
        for (TourProblem.Fixed place : fixed) {
            if (trips.stream().anyMatch(trip -> trip.remove((Integer) place.task()))) {
                present.add(place);
            }
        }
        trips.removeIf(List::isEmpty);
        for (TourProblem.Fixed place : present) {
            if (place.trip() >= trips.size()) {
                trips.add(new ArrayList<>());
            }
            List<Integer> trip = trips.get(Math.min(place.trip(), trips.size() - 1));
            trip.add(Math.min(place.position(), trip.size()), place.task());
        }
        length = 1;
        for (List<Integer> trip : trips) {
            if (length > 1) {
                put(ground.start(fleet));
            }
            trip.forEach(this::put);
        }
        put(ground.end(fleet));
    }

    private void put(int what) {
        if (length == node.length) {
            grow(length * 2);
        }
        node[length++] = what;
    }

    List<List<Integer>> trips() {
        var trips = new ArrayList<List<Integer>>();
        var trip = new ArrayList<Integer>();
        for (int i = 1; i < length; i++) {
            if (node[i] < ground.tasks) {
                trip.add(node[i]);
            } else {
                trips.add(List.copyOf(trip));
                trip.clear();
            }
        }
        return trips;
    }

    TourPlan.Order toOrder() {
        return new TourPlan.Order(fleet, trips());
    }

    /** Works everything out anew. */
    void reckon() {
        if (ground.fixed[fleet] != null) {
            arrange(ground.fixed[fleet]);
        }
        version = ++lastVersion;
        served = 0;
        for (int start = 0; start < length - 1; start = tripEnd[start]) {
            reckonTrip(start);
        }
        double way = forward();
        backward();
        cost = served == 0 ? 0 : terms.fixedCost() + way + (terms.perSecond() > 0 ? still() * terms.perSecond() : 0);
    }

    private void reckonTrip(int start) {
        int end = start + 1;
        double last = 0;
        while (node[end] < ground.tasks) {
            last = Math.max(last, ground.released[node[end]]);
            end++;
        }
        released[start] = last;
        Arrays.fill(tripEnd, start, end, end);
        served += end - start - 1;
        for (int part = 0; part < parts; part++) {
            reckonLoad(start, end, part);
        }
    }

    private void reckonLoad(int start, int end, int part) {
        int now = 0;
        for (int i = start + 1; i < end; i++) {
            now += ground.delivers[node[i] * parts + part];
        }
        int most = now;
        load[start * parts + part] = now;
        before[start * parts + part] = now;
        for (int i = start + 1; i < end; i++) {
            int at = node[i] * parts + part;
            now += ground.collects[at] - ground.delivers[at] + ground.carries[at];
            most = Math.max(most, now);
            load[i * parts + part] = now;
            before[i * parts + part] = most;
        }
        most = Integer.MIN_VALUE;
        for (int i = end - 1; i >= start; i--) {
            most = Math.max(most, load[i * parts + part]);
            after[i * parts + part] = most;
        }
    }

    /** @return cost of all arcs */
    private double forward() {
        double way = 0;
        arrives[0] = terms.leaves();
        begins[0] = Math.max(arrives[0], released[0]);
        leaves[0] = begins[0] + stay(0);
        for (int i = 1; i < length; i++) {
            int from = node[i - 1] * ground.nodes + node[i];
            way += arc[from];
            next[i - 1] = arc[from];
            arrives[i] = leaves[i - 1] + seconds[from];
            boolean task = node[i] < ground.tasks;
            double ready = task ? ground.opens[node[i]] : i < length - 1 ? released[i] : arrives[i];
            begins[i] = Math.max(arrives[i], ready);
            leaves[i] = begins[i] + stay(i);
        }
        return way;
    }

    double stay(int position) {
        int at = node[position];
        return at < ground.tasks ? ground.service[at] : terms.loading();
    }

    private void backward() {
        latest[length - 1] = back;
        for (int i = length - 2; i >= 0; i--) {
            int at = node[i];
            double most = latest[i + 1] - seconds[at * ground.nodes + node[i + 1]] - stay(i);
            latest[i] = at < ground.tasks ? Math.min(most, ground.closes[at]) : most;
        }
    }

    /**
     * @return seconds that are paid and not driven: service, loading, and what waiting is left when it leaves as late as it can
     *     without coming back later
     */
    private double still() {
        double waited = 0;
        double stayed = stay(0);
        for (int i = 1; i < length; i++) {
            waited += begins[i] - arrives[i];
            stayed += i < length - 1 ? stay(i) : 0;
        }
        return stayed + waited - Math.clamp(latest[0] - begins[0], 0, waited);
    }
}

package org.cunlu.logistics.tours;

import java.util.SplittableRandom;

/** Looks for the cheapest place of a task in a route, passing by one in a hundred so that no two searches are alike. */
final class Fitting {
    private static final double PASSED_BY = 0.01;

    private final Ground ground;
    private final SplittableRandom chance;
    private final int nodes;
    private final int parts;
    private boolean passing = true;

    Fitting(Ground ground, SplittableRandom chance) {
        this.ground = ground;
        this.chance = chance;
        this.nodes = ground.nodes;
        this.parts = ground.parts;
    }

    boolean passedBy() {
        return passing && chance.nextDouble() < PASSED_BY;
    }

    /**
     * @param task of a pair the pickup
     * @param best replaced where the route has something cheaper
     */
    void find(Route route, int task, Place best) {
        if (ground.partner[task] < 0) {
            one(route, task, best);
        } else {
            pair(route, task, best);
        }
    }

    /** The same, passing nothing by. */
    void findBest(Route route, int task, Place best) {
        passing = false;
        find(route, task, best);
        passing = true;
    }

    private void one(Route route, int task, Place best) {
        for (int start = 0; start < route.length - 1; start = route.tripEnd[start]) {
            if (ground.released[task] > route.released[start]) {
                inTripThatWaits(route, start, task, best);
            } else {
                inTrip(route, start, task, best);
            }
        }
        if (route.served > 0 && ground.fleet(route.fleet).tripsMax() > 1) {
            inTripOfItsOwn(route, task, best);
        }
    }

    private void inTrip(Route route, int start, int task, Place best) {
        double closes = ground.closes[task];
        double done = ground.opens[task] + ground.service[task];
        int end = route.tripEnd[start];
        for (int i = start; i < end && route.begins[i] <= closes; i++) {
            if (done <= route.latest[i + 1]) {
                at(route, i, task, route.leaves[i], best);
            }
        }
    }

    /** Its goods come later than those of the trip so far, which would leave as late as that. */
    private void inTripThatWaits(Route route, int start, int task, Place best) {
        double[] seconds = ground.seconds[route.fleet];
        double begins = Math.max(route.begins[start], ground.released[task]);
        int end = route.tripEnd[start];
        for (int i = start; i < end && begins <= route.latest[i]; i++) {
            double leaves = begins + route.stay(i);
            at(route, i, task, leaves, best);
            int next = route.node[i + 1];
            if (next < ground.tasks) {
                begins = Math.max(leaves + seconds[route.node[i] * nodes + next], ground.opens[next]);
            }
        }
    }

    private void at(Route route, int i, int task, double leaves, Place best) {
        int row = task * nodes;
        int from = row + route.node[i];
        int to = row + route.node[i + 1];
        double cost = ground.arcTo[route.fleet][from] + ground.arc[route.fleet][to] - route.next[i];
        if (route.served == 0) {
            cost += ground.fleet(route.fleet).fixedCost();
        }
        if (cost >= best.cost) {
            return;
        }
        double begins = leaves + ground.secondsTo[route.fleet][from];
        if (begins > ground.closes[task]) {
            return;
        }
        begins = Math.max(begins, ground.opens[task]);
        boolean inTime = begins + ground.service[task] + ground.seconds[route.fleet][to] <= route.latest[i + 1];
        if (inTime && fits(route, i, task) && !passedBy()) {
            best.at(cost, route, i);
        }
    }

    private boolean fits(Route route, int position, int task) {
        for (int part = 0; part < parts; part++) {
            int most = ground.capacity[route.fleet * parts + part];
            if (route.before[position * parts + part] + ground.delivers[task * parts + part] > most
                    || route.after[position * parts + part] + ground.collects[task * parts + part] > most) {
                return false;
            }
        }
        return true;
    }

    private boolean fitsAlone(Route route, int task) {
        for (int part = 0; part < parts; part++) {
            int most = ground.capacity[route.fleet * parts + part];
            if (ground.delivers[task * parts + part] > most || ground.collects[task * parts + part] > most) {
                return false;
            }
        }
        return true;
    }

    private void inTripOfItsOwn(Route route, int task, Place best) {
        int depot = ground.start(route.fleet);
        double[] arc = ground.arc[route.fleet];
        double cost = arc[depot * nodes + task] + arc[task * nodes + depot];
        if (!fitsAlone(route, task) || trips(route) == ground.fleet(route.fleet).tripsMax()) {
            return;
        }
        int last = route.length - 1;
        for (int start = 0; start < last && cost < best.cost; start = route.tripEnd[start]) {
            double back = back(route, task, route.arrives[start], depot);
            if (Math.max(back, route.released[start]) <= route.latest[start] && !passedBy()) {
                best.inTrip(cost, route, start);
            }
        }
        // Behind all others: it comes by its start once more, which need not be where its day ends.
        int from = route.node[last - 1] * nodes;
        int end = route.node[last];
        double costLast = arc[from + depot] + arc[depot * nodes + task] + arc[task * nodes + end] - arc[from + end];
        double arrives = route.leaves[last - 1] + ground.seconds[route.fleet][from + depot];
        if (costLast < best.cost && back(route, task, arrives, end) <= route.latest[last] && !passedBy()) {
            best.inTrip(costLast, route, last);
        }
    }

    /** @return when a trip to one task alone is back, infinite when it is too late for it */
    private double back(Route route, int task, double arrives, int home) {
        double[] seconds = ground.seconds[route.fleet];
        int depot = ground.start(route.fleet);
        double leaves = Math.max(arrives, ground.released[task])
                + ground.fleet(route.fleet).loading();
        double begins = Math.max(leaves + seconds[depot * nodes + task], ground.opens[task]);
        return begins > ground.closes[task]
                ? Double.POSITIVE_INFINITY
                : begins + ground.service[task] + seconds[task * nodes + home];
    }

    private static int trips(Route route) {
        int trips = 0;
        for (int start = 0; start < route.length - 1; start = route.tripEnd[start]) {
            trips++;
        }
        return trips;
    }

    /** Both halves, into one trip. */
    private void pair(Route route, int pickup, Place best) {
        for (int start = 0; start < route.length - 1; start = route.tripEnd[start]) {
            int end = route.tripEnd[start];
            for (int i = start; i < end && route.begins[i] <= ground.closes[pickup]; i++) {
                pairAt(route, i, end, pickup, best);
            }
        }
    }

    private void pairAt(Route route, int i, int end, int pickup, Place best) {
        double[] arc = ground.arc[route.fleet];
        double[] arcTo = ground.arcTo[route.fleet];
        double[] secondsTo = ground.secondsTo[route.fleet];
        int drop = ground.partner[pickup] * nodes;
        int from = route.node[i];
        int to = route.node[i + 1];
        double fixed = route.served == 0 ? ground.fleet(route.fleet).fixedCost() : 0;
        double first = arcTo[pickup * nodes + from] + fixed - route.next[i];
        double apart = first + arc[pickup * nodes + to];
        double together = first + arcTo[drop + pickup] + arc[drop + to];
        if (apart >= best.cost && together >= best.cost) {
            return;
        }
        double begins = route.leaves[i] + secondsTo[pickup * nodes + from];
        if (begins > ground.closes[pickup] || !carries(route, i, pickup)) {
            return;
        }
        double leaves = Math.max(begins, ground.opens[pickup]) + ground.service[pickup];
        if (together < best.cost && inTime(route, i, drop, leaves + secondsTo[drop + pickup]) && !passedBy()) {
            best.pair(together, route, i, i);
        }
        double closes = ground.closes[ground.partner[pickup]];
        int last = pickup;
        for (int j = i + 1; j < end && apart < best.cost; j++) {
            int node = route.node[j];
            begins = Math.max(leaves + secondsTo[node * nodes + last], ground.opens[node]);
            if (begins > route.latest[j] || begins > closes || !carries(route, j, pickup)) {
                return;
            }
            leaves = begins + ground.service[node];
            last = node;
            double cost = apart + arcTo[drop + node] + arc[drop + route.node[j + 1]] - route.next[j];
            if (cost < best.cost && inTime(route, j, drop, leaves + secondsTo[drop + node]) && !passedBy()) {
                best.pair(cost, route, i, j);
            }
        }
    }

    /** @param row of the task, in the matrices */
    private boolean inTime(Route route, int position, int row, double arrives) {
        int task = row / nodes;
        double begins = Math.max(arrives, ground.opens[task]);
        return begins <= ground.closes[task]
                && begins + ground.service[task] + ground.seconds[route.fleet][row + route.node[position + 1]]
                        <= route.latest[position + 1];
    }

    private boolean carries(Route route, int position, int pickup) {
        for (int part = 0; part < parts; part++) {
            if (route.load[position * parts + part] + ground.carries[pickup * parts + part]
                    > ground.capacity[route.fleet * parts + part]) {
                return false;
            }
        }
        return true;
    }
}

package org.cunlu.logistics.tours;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cunlu.logistics.TourPlan;

/** Tours as they are now, and what is in none of them; an iteration may change them and take all of it back. */
final class Draft {
    final Ground ground;
    final Route[] routes;
    /** By task; null for one that is left out. */
    final Route[] routeOf;

    /** How many vehicles may be used. */
    int vehiclesMax;

    private final int[] absent;
    private int absentMany;
    private double absentCost;

    private long iteration;
    private final Route[] touched;
    private int touchedMany;
    private final int[] keptAbsent;
    private int keptAbsentMany;
    private double keptAbsentCost;

    Draft(Ground ground) {
        this.ground = ground;
        var all = new ArrayList<Route>();
        for (int fleet = 0; fleet < ground.fleets; fleet++) {
            // More vehicles than tasks are never needed.
            for (int i = 0; i < Math.min(ground.fleet(fleet).count(), ground.tasks); i++) {
                all.add(new Route(ground, fleet));
            }
        }
        routes = all.toArray(Route[]::new);
        routeOf = new Route[ground.tasks];
        absent = new int[ground.tasks];
        keptAbsent = new int[ground.tasks];
        touched = new Route[routes.length];
        vehiclesMax = routes.length;
        for (int task = 0; task < ground.tasks; task++) {
            leaveOut(task);
        }
    }

    /** Begins with what is given; what it does not name is left out. */
    void begin(List<TourPlan.Order> orders) {
        var free = new ArrayList<>(List.of(routes));
        for (TourPlan.Order order : orders) {
            Route route = free.stream()
                    .filter(each -> each.fleet == order.fleet())
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("more vehicles than the fleet has"));
            free.remove(route);
            var nodes = new ArrayList<Integer>();
            nodes.add(ground.start(route.fleet));
            for (List<Integer> trip : order.trips()) {
                if (nodes.size() > 1) {
                    nodes.add(ground.start(route.fleet));
                }
                nodes.addAll(trip);
            }
            nodes.add(ground.end(route.fleet));
            route.set(nodes.stream().mapToInt(Integer::intValue).toArray(), nodes.size());
        }
        free.forEach(Route::clear);
        own();
    }

    /** Takes the orders of all routes, as {@link #orders} gave them. */
    void begin(int[][] orders) {
        for (int i = 0; i < routes.length; i++) {
            routes[i].set(orders[i], orders[i].length);
        }
        own();
    }

    /** Finds out anew which route serves what. */
    void own() {
        Arrays.fill(routeOf, null);
        for (Route route : routes) {
            owned(route, route);
        }
        absentMany = 0;
        absentCost = 0;
        for (int task = 0; task < ground.tasks; task++) {
            if (routeOf[task] == null) {
                leaveOut(task);
            }
        }
    }

    private void owned(Route route, Route owner) {
        for (int i = 1; i < route.length - 1; i++) {
            if (route.node[i] < ground.tasks) {
                routeOf[route.node[i]] = owner;
            }
        }
    }

    int[][] orders() {
        var orders = new int[routes.length][];
        for (int i = 0; i < routes.length; i++) {
            orders[i] = routes[i].order();
        }
        return orders;
    }

    List<TourPlan.Order> plan() {
        return Arrays.stream(routes)
                .filter(route -> route.served > 0)
                .map(Route::toOrder)
                .toList();
    }

    /** @return with what is left out */
    double cost() {
        double cost = absentCost;
        for (Route route : routes) {
            cost += route.cost;
        }
        return cost;
    }

    int used() {
        int used = 0;
        for (Route route : routes) {
            used += route.served > 0 ? 1 : 0;
        }
        return used;
    }

    int absentMany() {
        return absentMany;
    }

    int absent(int index) {
        return absent[index];
    }

    /** What is left out counts once a pair. */
    void leaveOut(int task) {
        if (ground.leads(task)) {
            absent[absentMany++] = task;
            absentCost += ground.leftOutCost[task];
        }
    }

    /** Begins an iteration, which {@link #takeBack} undoes. */
    void next() {
        iteration++;
        touchedMany = 0;
        System.arraycopy(absent, 0, keptAbsent, 0, absentMany);
        keptAbsentMany = absentMany;
        keptAbsentCost = absentCost;
    }

    /** @return what is left out, which the draft then knows nothing of any more */
    int takeAbsent(int[] into) {
        System.arraycopy(absent, 0, into, 0, absentMany);
        int many = absentMany;
        absentMany = 0;
        absentCost = 0;
        return many;
    }

    boolean touched(Route route) {
        return route.keptIn(iteration);
    }

    /** To be called before a route is changed. */
    void touch(Route route) {
        if (route.keep(iteration)) {
            touched[touchedMany++] = route;
        }
    }

    /** Takes the marked tasks, and no others, out of all routes that were touched. */
    void remove(boolean[] marked) {
        for (int i = 0; i < touchedMany; i++) {
            touched[i].remove(marked);
        }
    }

    /** @return whether what this iteration changed is in time */
    boolean inTime() {
        for (int i = 0; i < touchedMany; i++) {
            if (!touched[i].inTime()) {
                return false;
            }
        }
        return true;
    }

    void takeBack() {
        for (int i = 0; i < touchedMany; i++) {
            owned(touched[i], null);
        }
        for (int i = 0; i < touchedMany; i++) {
            touched[i].takeBack();
            owned(touched[i], touched[i]);
        }
        System.arraycopy(keptAbsent, 0, absent, 0, keptAbsentMany);
        absentMany = keptAbsentMany;
        absentCost = keptAbsentCost;
    }

    /** Does without one vehicle: what it served is left out. */
    void dissolve(Route route) {
        for (int i = 1; i < route.length - 1; i++) {
            int task = route.node[i];
            if (task < ground.tasks) {
                routeOf[task] = null;
                leaveOut(task);
            }
        }
        route.clear();
    }
}

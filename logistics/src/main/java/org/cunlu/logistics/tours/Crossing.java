package org.cunlu.logistics.tours;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Makes a plan of two: some routes of one that lie close to each other take the place of those routes of the other that
 * serve most of the same tasks. What is then served by none is left out.
 */
final class Crossing {
    private final Ground ground;
    private final Draft draft;
    private final SplittableRandom chance;
    private final boolean[] marked;

    Crossing(Draft draft, SplittableRandom chance) {
        this.ground = draft.ground;
        this.draft = draft;
        this.chance = chance;
        this.marked = new boolean[ground.tasks];
    }

    void cross(Standing one, Standing other) {
        draft.begin(one.orders());
        var routeOf = new int[ground.tasks];
        Arrays.fill(routeOf, -1);
        for (int i = 0; i < other.orders().length; i++) {
            for (int node : other.orders()[i]) {
                if (node < ground.tasks) {
                    routeOf[node] = i;
                }
            }
        }
        int left = 1 + chance.nextInt(Math.max(1, other.vehicles() / 2));
        var given = new boolean[draft.routes.length];
        var taken = new boolean[draft.routes.length];
        for (int task : ground.near[chance.nextInt(ground.tasks)]) {
            int from = routeOf[task];
            if (from >= 0 && !given[from]) {
                given[from] = true;
                give(other.orders()[from], from, taken);
                if (--left == 0) {
                    break;
                }
            }
        }
        for (int i = 0; i < draft.routes.length; i++) {
            Route route = draft.routes[i];
            if (!taken[i] && route.served > 0) {
                route.remove(marked);
            }
            if (!route.inTime()) {
                route.clear();
            }
        }
        Arrays.fill(marked, false);
        draft.own();
    }

    private void give(int[] order, int from, boolean[] taken) {
        int fleet = draft.routes[from].fleet;
        int place = -1;
        int most = -1;
        for (int i = 0; i < draft.routes.length; i++) {
            if (!taken[i] && draft.routes[i].fleet == fleet) {
                int same = same(order, draft.routes[i]);
                if (same > most) {
                    most = same;
                    place = i;
                }
            }
        }
        taken[place] = true;
        draft.routes[place].set(order, order.length);
        for (int node : order) {
            if (node < ground.tasks) {
                marked[node] = true;
            }
        }
    }

    private int same(int[] order, Route route) {
        int same = 0;
        for (int node : order) {
            same += node < ground.tasks && draft.routeOf[node] == route ? 1 : 0;
        }
        return same;
    }
}

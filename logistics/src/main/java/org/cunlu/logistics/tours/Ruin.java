package org.cunlu.logistics.tours;

import java.util.SplittableRandom;

/** Takes strings of stops that lie close to each other out of several tours, each string of another tour. */
final class Ruin {
    /** Tasks taken out on average, and of one tour at most. */
    private static final int MEAN = 10;

    private static final int STRING_MAX = 10;
    /** How often a string leaves some of its middle where it is. */
    private static final double SPLIT = 0.5;

    private final Ground ground;
    private final Draft draft;
    private final SplittableRandom chance;
    private final boolean[] marked;
    private final int[] taken;
    private int many;
    private int[] listed = new int[64];

    Ruin(Draft draft, SplittableRandom chance) {
        this.ground = draft.ground;
        this.draft = draft;
        this.chance = chance;
        this.marked = new boolean[ground.tasks];
        this.taken = new int[ground.tasks];
    }

    /** @return what {@link #ruin} took out, and what was out before: of pairs the pickup only */
    int[] taken() {
        return taken;
    }

    /** @return how many of {@link #taken} */
    int ruin() {
        int used = 0;
        int tasks = 0;
        for (Route route : draft.routes) {
            used += route.served > 0 ? 1 : 0;
            tasks += route.served;
        }
        int before = draft.takeAbsent(taken);
        many = before;
        if (used == 0) {
            return many;
        }
        double stringMax = Math.min(STRING_MAX, (double) tasks / used);
        double stringsMax = 4.0 * MEAN / (1 + stringMax) - 1;
        takeStrings((int) (chance.nextDouble() * stringsMax + 1), stringMax);
        draft.remove(marked);
        for (int i = before; i < many; i++) {
            free(taken[i]);
        }
        return many;
    }

    private void takeStrings(int strings, double stringMax) {
        int left = strings;
        for (int task : ground.near[chance.nextInt(ground.tasks)]) {
            Route route = draft.routeOf[task];
            if (route == null || draft.touched(route)) {
                continue;
            }
            draft.touch(route);
            int most = (int) Math.min(route.served, stringMax);
            takeString(route, task, (int) (chance.nextDouble() * most + 1));
            if (--left == 0) {
                return;
            }
        }
    }

    private void free(int task) {
        marked[task] = false;
        draft.routeOf[task] = null;
        int other = ground.partner[task];
        if (other >= 0) {
            marked[other] = false;
            draft.routeOf[other] = null;
        }
    }

    private void take(int task) {
        if (marked[task]) {
            return;
        }
        int other = ground.partner[task];
        marked[task] = true;
        if (other >= 0) {
            marked[other] = true;
        }
        taken[many++] = ground.leads(task) ? task : other;
    }

    /** @param length 1 to as many as the route serves */
    private void takeString(Route route, int task, int length) {
        int stay = 0;
        if (length > 1 && length < route.served && chance.nextDouble() < SPLIT) {
            stay = 1;
            while (length + stay < route.served && chance.nextDouble() < SPLIT) {
                stay++;
            }
        }
        int whole = length + stay;
        int at = list(route, task);
        int least = Math.max(0, at - whole + 1);
        int most = Math.min(at, route.served - whole);
        int from = least + chance.nextInt(most - least + 1);
        int gap = stay == 0 ? from + whole : from + chance.nextInt(length + 1);
        for (int i = from; i < from + whole; i++) {
            if (i < gap || i >= gap + stay) {
                take(listed[i]);
            }
        }
    }

    /** Lists what a route serves. @return the task's place in it */
    private int list(Route route, int task) {
        if (listed.length < route.served) {
            listed = new int[route.served * 2];
        }
        int count = 0;
        int at = 0;
        for (int i = 1; i < route.length - 1; i++) {
            if (route.node[i] < ground.tasks) {
                at = route.node[i] == task ? count : at;
                listed[count++] = route.node[i];
            }
        }
        return at;
    }
}

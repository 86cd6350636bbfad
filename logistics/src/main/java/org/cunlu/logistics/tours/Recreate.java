package org.cunlu.logistics.tours;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Puts tasks back, one after another in an order of chance, each where it costs least. */
final class Recreate {
    private final Ground ground;
    private final Draft draft;
    private final SplittableRandom chance;
    private final Fitting fitting;
    private final Place best = new Place();
    private final Place here = new Place();
    private final int knowing;
    private final double[] key;
    private final boolean[] tried;

    Recreate(Draft draft, SplittableRandom chance) {
        this.ground = draft.ground;
        this.draft = draft;
        this.chance = chance;
        this.fitting = new Fitting(ground, chance);
        this.key = new double[ground.tasks];
        this.tried = new boolean[ground.fleets];
        this.knowing = Known.MOST / Math.max(1, ground.tasks);
    }

    /** @param tasks of which the first so many are put back, of pairs the pickup */
    void recreate(int[] tasks, int many) {
        sort(tasks, many);
        int used = draft.used();
        for (int i = 0; i < many; i++) {
            int task = tasks[i];
            look(task, used < draft.vehiclesMax);
            if (best.route == null) {
                draft.leaveOut(task);
            } else {
                used += best.route.served == 0 ? 1 : 0;
                put(task);
            }
        }
    }

    private void look(int task, boolean oneMore) {
        best.nothing();
        int other = ground.partner[task];
        Arrays.fill(tried, false);
        for (int i = 0; i < draft.routes.length; i++) {
            Route route = draft.routes[i];
            if (route.served == 0) {
                // Empty vehicles of one fleet are all the same.
                if (!oneMore || tried[route.fleet]) {
                    continue;
                }
                tried[route.fleet] = true;
            }
            if (!may(route, task) || (other >= 0 && !may(route, other))) {
                continue;
            }
            if (i < knowing && !draft.touched(route)) {
                lookUp(route, task);
            } else {
                fitting.find(route, task, best);
            }
        }
    }

    private void lookUp(Route route, int task) {
        Known known = route.known();
        if (!known.has(task, route)) {
            here.nothing();
            fitting.findBest(route, task, here);
            known.keep(task, route, here);
        }
        if (known.cost(task) >= best.cost) {
            return;
        }
        if (fitting.passedBy()) {
            fitting.find(route, task, best);
        } else {
            known.read(task, route, best);
        }
    }

    private boolean may(Route route, int task) {
        if (ground.barred[route.fleet][task]) {
            return false;
        }
        if (ground.apart[task] != null) {
            for (int other : ground.apart[task]) {
                if (draft.routeOf[other] == route) {
                    return false;
                }
            }
        }
        return true;
    }

    private void put(int task) {
        Route route = best.route;
        draft.touch(route);
        int other = ground.partner[task];
        // Where something has a place, others move when one more comes in: that may not do.
        int[] before = ground.fixed[route.fleet] == null ? null : route.order();
        if (other >= 0) {
            route.insert(best.dropPosition, other);
            draft.routeOf[other] = route;
        }
        if (!best.trip) {
            route.insert(best.position, task);
        } else if (best.position == route.length - 1) {
            route.insert(best.position - 1, ground.start(route.fleet));
            route.insert(best.position, task);
        } else {
            route.insert(best.position, task);
            route.insert(best.position + 1, ground.start(route.fleet));
        }
        draft.routeOf[task] = route;
        route.reckon();
        if (before != null && !route.inTime()) {
            route.set(before, before.length);
            draft.routeOf[task] = null;
            if (other >= 0) {
                draft.routeOf[other] = null;
            }
            draft.leaveOut(task);
        }
    }

    private void sort(int[] tasks, int many) {
        int way = chance.nextInt(17);
        for (int i = 0; i < many; i++) {
            key[tasks[i]] = key(tasks[i], way);
        }
        quick(tasks, 0, many - 1);
    }

    /** By chance, the largest first, the farthest first, the nearest first, the least time, the first or the last to be done. */
    private double key(int task, int way) {
        int end = ground.partner[task] >= 0 ? ground.partner[task] : task;
        return switch (way) {
            case 0, 1, 2, 3 -> chance.nextDouble();
            case 4, 5, 6, 7 -> -size(task);
            case 8, 9 -> -ground.arc[0][ground.start(0) * ground.nodes + task];
            case 10 -> ground.arc[0][ground.start(0) * ground.nodes + task];
            case 11, 12 -> ground.closes[task] - ground.opens[task];
            case 13, 14 -> ground.opens[task];
            default -> -ground.closes[end];
        };
    }

    private long size(int task) {
        long size = 0;
        for (int at = task * ground.parts; at < (task + 1) * ground.parts; at++) {
            size += ground.delivers[at] + ground.collects[at] + ground.carries[at];
        }
        return size;
    }

    private void quick(int[] tasks, int from, int to) {
        if (to - from < 24) {
            for (int i = from + 1; i <= to; i++) {
                int task = tasks[i];
                int j = i - 1;
                for (; j >= from && key[tasks[j]] > key[task]; j--) {
                    tasks[j + 1] = tasks[j];
                }
                tasks[j + 1] = task;
            }
            return;
        }
        double middle = key[tasks[(from + to) >>> 1]];
        int low = from;
        int high = to;
        while (low <= high) {
            while (key[tasks[low]] < middle) {
                low++;
            }
            while (key[tasks[high]] > middle) {
                high--;
            }
            if (low <= high) {
                int swapped = tasks[low];
                tasks[low++] = tasks[high];
                tasks[high--] = swapped;
            }
        }
        quick(tasks, from, high);
        quick(tasks, low, to);
    }
}

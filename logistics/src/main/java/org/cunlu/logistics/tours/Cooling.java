package org.cunlu.logistics.tours;

import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.LongPredicate;

/** One search: iterations that ruin a draft and put it together again, and the best that came of them since it began anew. */
final class Cooling {
    /** So many iterations go by between two looks at the clock. */
    private static final int LOOK = 128;

    private final Ground ground;
    private final Draft draft;
    private final SplittableRandom chance;
    private final Ruin ruin;
    private final Recreate recreate;
    private final LongPredicate enough;
    private final Runnable better;
    /** How often each task was left without a vehicle while there was one too few. */
    private final long[] misses;

    private double cost;
    private long iterations;
    private Standing best;

    /** @param enough asked with the iterations done @param better told when what is best changed */
    Cooling(Draft draft, SplittableRandom chance, LongPredicate enough, Runnable better) {
        this.ground = draft.ground;
        this.draft = draft;
        this.chance = chance;
        this.ruin = new Ruin(draft, chance);
        this.recreate = new Recreate(draft, chance);
        this.enough = enough;
        this.better = better;
        this.misses = new long[ground.tasks];
    }

    /** Serves what the draft leaves out, as well as can be at once, by so many vehicles. */
    void begin(int vehiclesMax) {
        draft.vehiclesMax = vehiclesMax;
        draft.next();
        var tasks = new int[ground.tasks];
        recreate.recreate(tasks, draft.takeAbsent(tasks));
        cost = draft.cost();
        keep();
    }

    /** Goes on from what is given. */
    void begin(Standing from, int vehiclesMax) {
        draft.vehiclesMax = vehiclesMax;
        draft.begin(from.orders());
        best = from;
        cost = draft.cost();
    }

    Standing best() {
        return best;
    }

    long iterations() {
        return iterations;
    }

    private void keep() {
        best = new Standing(draft.orders(), draft.used(), draft.absentMany(), cost);
    }

    private void fromBest() {
        draft.begin(best.orders());
        cost = draft.cost();
    }

    /** @return cost of what came of it; infinite when it cannot be driven in time */
    private double attempt() {
        iterations++;
        draft.next();
        int many = ruin.ruin();
        recreate.recreate(ruin.taken(), many);
        return draft.inTime() ? draft.cost() : Double.POSITIVE_INFINITY;
    }

    private boolean over(long i) {
        return i % LOOK == 0 && enough.test(iterations);
    }

    /**
     * Accepts what costs more the less often the colder it is.
     * @param hot temperature at the beginning, in cost
     * @return false when it was enough before all iterations were done
     */
    boolean cool(long times, double hot, double cold) {
        fromBest();
        double temperature = hot;
        double factor = Math.pow(cold / hot, 1.0 / times);
        for (long i = 0; i < times; i++, temperature *= factor) {
            if (over(i)) {
                return false;
            }
            double tried = attempt();
            if (tried >= cost - temperature * Math.log(chance.nextDouble())) {
                draft.takeBack();
                continue;
            }
            cost = tried;
            if (cost < best.cost() - Standing.NOTHING) {
                keep();
                better.run();
            }
        }
        return true;
    }

    /**
     * Tries to do with fewer vehicles: takes one away and accepts what leaves out tasks that were seldom left out.
     * @param least vehicles that are needed whatever one does
     * @return false when it was enough before all iterations were done
     */
    boolean fewer(long times, double hot, double cold, int least) {
        fromBest();
        if (best.leftOut() > 0 || best.vehicles() <= least) {
            return true;
        }
        Arrays.fill(misses, 1);
        oneLess();
        boolean whole = search(times, hot, cold, least);
        fromBest();
        draft.vehiclesMax = Math.max(1, best.vehicles());
        return whole;
    }

    /**
     * Serves everything by as many vehicles as it may use, where that does not come by itself.
     * @return false when it was enough before all iterations were done
     */
    boolean serve(long times, double hot, double cold) {
        fromBest();
        if (best.leftOut() == 0) {
            return true;
        }
        Arrays.fill(misses, 1);
        return search(times, hot, cold, draft.vehiclesMax);
    }

    private boolean search(long times, double hot, double cold, int least) {
        double temperature = hot;
        double factor = Math.pow(cold / hot, 1.0 / times);
        long missed = missed();
        for (long i = 0; i < times; i++, temperature *= factor) {
            if (over(i)) {
                return false;
            }
            double tried = attempt();
            long misses = missed();
            boolean taken = tried < Double.POSITIVE_INFINITY
                    && (misses < missed
                            || (misses == missed && tried < cost - temperature * Math.log(chance.nextDouble())));
            countMisses();
            if (!taken) {
                draft.takeBack();
            } else {
                cost = tried;
                if (draft.absentMany() == 0) {
                    keep();
                    better.run();
                    if (best.vehicles() <= least) {
                        return true;
                    }
                    oneLess();
                }
            }
            missed = missed();
        }
        return true;
    }

    private void countMisses() {
        for (int i = 0; i < draft.absentMany(); i++) {
            misses[draft.absent(i)]++;
        }
    }

    private long missed() {
        long sum = 0;
        for (int i = 0; i < draft.absentMany(); i++) {
            sum += misses[draft.absent(i)];
        }
        return sum;
    }

    private void oneLess() {
        Route easiest = null;
        long least = Long.MAX_VALUE;
        for (Route route : draft.routes) {
            long sum = 0;
            for (int i = 1; i < route.length - 1; i++) {
                sum += route.node[i] < ground.tasks ? misses[route.node[i]] : 0;
            }
            if (route.served > 0 && sum < least) {
                least = sum;
                easiest = route;
            }
        }
        draft.vehiclesMax = draft.used() - 1;
        draft.dissolve(Objects.requireNonNull(easiest));
        cost = draft.cost();
    }
}

package org.cunlu.logistics.tours;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongPredicate;

/**
 * One thread's search. In each round it goes on from the best, begins anew from nothing, since whoever always goes on from the
 * best never leaves where that lies, and makes new plans of two that it knows.
 */
final class Lives {
    /** Temperatures at the beginning of rounds in turn, in usual arcs: now and then a hot one leads out of a dead end. */
    private static final double[] HOT = {1, 5, 1, 2, 10, 2};

    /** The same of what begins anew, and of what was made of two. */
    private static final double HOT_ANEW = 5;

    private static final double HOT_CHILD = 1;
    private static final double COLD = 0.01;
    /** Part of a round in which fewer vehicles are tried. */
    private static final double FEWER = 1.0 / 3;
    /** New beginnings a round, and the part of it that each is long. */
    private static final int BEGINNINGS = 2;

    private static final double BEGINNING = 0.5;
    /** The same of plans that are made of two. */
    private static final int CHILDREN = 4;

    private static final double CHILD = 0.125;

    private final Ground ground;
    private final Draft draft;
    private final SplittableRandom chance;
    private final Cooling cooling;
    private final Crossing crossing;
    private final Pool pool;
    private final int least;
    private final boolean fewestFirst;

    /** @param least vehicles that are needed whatever one does */
    Lives(Draft draft, int least, SplittableRandom chance, LongPredicate enough, Runnable better) {
        this.ground = draft.ground;
        this.draft = draft;
        this.least = least;
        this.chance = chance;
        this.fewestFirst = ground.problem.fewestFirst();
        this.cooling = new Cooling(draft, chance, enough, better);
        this.crossing = new Crossing(draft, chance);
        this.pool = new Pool(fewestFirst);
    }

    Cooling cooling() {
        return cooling;
    }

    Standing best() {
        return pool.best();
    }

    /** Another's best. */
    void know(Standing plan) {
        pool.add(plan);
    }

    /** Serves what the draft leaves out, as well as can be at once. */
    void begin() {
        cooling.begin(draft.routes.length);
        pool.add(cooling.best());
    }

    /** @return false when it was enough before all was done */
    boolean round(int round, long length) {
        boolean whole = goOn(length, HOT[round % HOT.length]);
        for (int i = 0; i < BEGINNINGS && whole; i++) {
            whole = anew((long) (length * BEGINNING), i % 2 == 0);
        }
        for (int i = 0; i < CHILDREN && whole && pool.size() > 1; i++) {
            whole = child((long) (length * CHILD));
        }
        return whole;
    }

    private boolean goOn(long length, double hot) {
        Standing from = pool.best();
        cooling.begin(from, vehiclesMax());
        boolean whole = (!fewestFirst || fewer((long) (length * FEWER))) && cool(length, hot);
        pool.replace(from, cooling.best());
        return whole;
    }

    /** @param sparing tries to do with one vehicle fewer than the best needs, where fewer are better */
    private boolean anew(long length, boolean sparing) {
        draft.begin(List.of());
        int fewer = pool.best().vehicles() - 1;
        if (sparing && sparable() && fewer >= least) {
            cooling.begin(fewer);
            if (!serve((long) (length * FEWER))) {
                pool.add(cooling.best());
                return false;
            }
            if (cooling.best().leftOut() > 0) {
                draft.begin(cooling.best().orders());
                cooling.begin(vehiclesMax());
            }
        } else {
            cooling.begin(vehiclesMax());
        }
        boolean whole = !fewestFirst || serve(length);
        if (whole && cooling.best().leftOut() <= pool.best().leftOut()) {
            whole = cool(length, HOT_ANEW);
            pool.add(cooling.best());
        }
        return whole;
    }

    private boolean child(long length) {
        Standing one = pool.any(chance);
        Standing other = pool.any(chance);
        if (one == other) {
            return true;
        }
        crossing.cross(one, other);
        cooling.begin(vehiclesMax());
        boolean whole = (!fewestFirst || serve(length)) && cool(length, HOT_CHILD);
        if (cooling.best().beats(one, fewestFirst)) {
            pool.replace(one, cooling.best());
        }
        return whole;
    }

    private int vehiclesMax() {
        Standing best = pool.best();
        return fewestFirst && best.leftOut() == 0 ? Math.max(1, best.vehicles()) : draft.routes.length;
    }

    private boolean sparable() {
        Standing best = pool.best();
        return best.leftOut() == 0
                && best.vehicles() > 1
                && (fewestFirst || ground.problem.fleets().stream().anyMatch(fleet -> fleet.fixedCost() > 0));
    }

    private boolean fewer(long length) {
        return cooling.fewer(length, ground.usualArc, COLD * ground.usualArc, least);
    }

    private boolean serve(long length) {
        return cooling.serve(length, ground.usualArc, COLD * ground.usualArc);
    }

    private boolean cool(long length, double hot) {
        return cooling.cool(length, hot * ground.usualArc, COLD * ground.usualArc);
    }
}

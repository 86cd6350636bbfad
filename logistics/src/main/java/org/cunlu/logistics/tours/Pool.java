package org.cunlu.logistics.tours;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The best plans that one search came to, no two alike, the best first. */
final class Pool {
    private static final int MOST = 8;

    private final boolean fewestFirst;
    private final List<Standing> plans = new ArrayList<>();

    Pool(boolean fewestFirst) {
        this.fewestFirst = fewestFirst;
    }

    Standing best() {
        return plans.getFirst();
    }

    int size() {
        return plans.size();
    }

    Standing any(SplittableRandom chance) {
        return plans.get(chance.nextInt(plans.size()));
    }

    void add(Standing plan) {
        if (plans.stream().anyMatch(plan::likes)) {
            return;
        }
        int at = 0;
        while (at < plans.size() && !plan.beats(plans.get(at), fewestFirst)) {
            at++;
        }
        plans.add(at, plan);
        if (plans.size() > MOST) {
            plans.removeLast();
        }
    }

    /** Puts a plan in the place of the one that it was made from. */
    void replace(Standing old, Standing plan) {
        plans.remove(old);
        add(plan);
    }
}

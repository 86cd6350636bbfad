package org.cunlu.logistics;

import java.util.List;

/** Reckons any plan, by hand or by machine, from the problem alone. */
public interface TourJudge {
    Verdict judge(TourProblem problem, List<TourPlan.Order> orders);

    /** @param plan what it comes to, as far as it can be driven at all  @param faults empty for a plan that holds */
    record Verdict(TourPlan plan, List<Fault> faults) {
        public Verdict {
            faults = List.copyOf(faults);
        }

        public boolean holds() {
            return faults.isEmpty();
        }
    }

    /**
     * What is wrong.
     * @param order index of the vehicle's order, −1 where it is nobody's
     * @param task index, −1 where it is no single one's
     */
    record Fault(Kind kind, int order, int task) {}

    /** In which way a plan does not hold. */
    enum Kind {
        UNKNOWN_TASK,
        SERVED_TWICE,
        HALF_A_PAIR,
        DROP_BEFORE_PICKUP,
        OVERLOADED,
        TOO_LATE,
        SHIFT_OVER,
        NO_WAY,
        NOT_ITS_FLEET,
        TOO_MANY_VEHICLES,
        TOO_MANY_TRIPS,
        EMPTY_TRIP,
        NOT_APART,
        NOT_AT_ITS_PLACE
    }
}

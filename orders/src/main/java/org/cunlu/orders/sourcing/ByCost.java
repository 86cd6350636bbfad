package org.cunlu.orders.sourcing;

/** What carriage costs the network. */
final class ByCost implements SourceRule {
    @Override
    public long of(Plan plan) {
        long sum = 0;
        for (Plan.Part part : plan.parts().values()) {
            sum = Math.addExact(sum, part.costNanoFen());
        }
        return sum;
    }

    /** A greater load may have to take a later ride that is cheaper: only that nothing is free of charge is certain. */
    @Override
    public long atLeast(Plan growing) {
        return 0;
    }
}

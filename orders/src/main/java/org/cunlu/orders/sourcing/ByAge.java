package org.cunlu.orders.sourcing;

/** What spoils first goes first, but nothing that would be spoilt when it is there. */
final class ByAge implements SourceRule {
    @Override
    public long of(Plan plan) {
        long sum = 0;
        for (Plan.Part part : plan.parts().values()) {
            sum = Math.addExact(sum, part.ageDays());
        }
        return sum;
    }
}

package org.cunlu.orders.sourcing;

/** When the last shipment can be collected. A greater load is never promised earlier, so a growing plan is never quicker. */
final class ByArrival implements SourceRule {
    @Override
    public long of(Plan plan) {
        return plan.parts().values().stream()
                .mapToLong(part -> part.promise().availableAt().toEpochMilli())
                .max()
                .orElse(Long.MIN_VALUE);
    }
}

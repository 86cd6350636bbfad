package org.cunlu.orders.sourcing;

/** How many parcels the buyer collects. */
final class ByShipments implements SourceRule {
    @Override
    public long of(Plan plan) {
        return plan.parts().size();
    }
}

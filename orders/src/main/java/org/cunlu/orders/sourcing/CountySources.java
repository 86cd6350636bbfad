package org.cunlu.orders.sourcing;

import jakarta.inject.Singleton;
import java.time.Clock;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.orders.ServingRules.Backorder;
import org.cunlu.orders.ServingRules.Split;
import org.cunlu.orders.Sources;
import org.cunlu.orders.Trade;

/** Chooses by the county's policy in force. */
@Singleton
class CountySources implements Sources {
    private final PoliciesInForce policies;
    private final LegCosts costs;
    private final Clock clock;

    CountySources(PoliciesInForce policies, LegCosts costs, Clock clock) {
        this.policies = policies;
        this.costs = costs;
        this.clock = clock;
    }

    @Override
    public boolean splits(Trade trade) {
        return policies.of(trade).split() != Split.NEVER;
    }

    @Override
    public boolean backorders(Trade trade) {
        return policies.of(trade).backorder() == Backorder.EXPECTED;
    }

    @Override
    public Choice choose(Wanted wanted) {
        var shipping = new Shipping(wanted.shelves(), wanted.ways(), costs::nanoFen, CountyTime.date(clock.instant()));
        return new SourceSearch(policies.of(wanted.trade()), shipping).choose(wanted.wishes());
    }
}

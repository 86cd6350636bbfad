package org.cunlu.orders.sourcing;

import java.util.EnumSet;
import java.util.List;
import org.cunlu.orders.ServingRules.Backorder;
import org.cunlu.orders.ServingRules.By;
import org.cunlu.orders.ServingRules.Split;
import org.cunlu.orders.Trade;

/**
 * How one trade chooses between nodes.
 * @param rules the first difference decides; each rule at most once, one or more
 */
record SourcePolicy(List<By> rules, Split split, Backorder backorder) {
    SourcePolicy(List<By> rules, Split split) {
        this(rules, split, Backorder.NEVER);
    }

    SourcePolicy {
        rules = List.copyOf(rules);
        if (rules.isEmpty() || EnumSet.copyOf(rules).size() != rules.size()) {
            throw new IllegalArgumentException("rules are none or named twice: " + rules);
        }
    }

    /** @return what it goes by, in this order */
    List<SourceRule> inOrder() {
        return rules.stream().map(SourcePolicy::rule).toList();
    }

    static SourceRule rule(By by) {
        return switch (by) {
            case ARRIVAL -> new ByArrival();
            case COST -> new ByCost();
            case SHIPMENTS -> new ByShipments();
            case AGE -> new ByAge();
        };
    }

    /**
     * What holds until a county says otherwise. Farm inputs are heavy and wanted for a season, not for tomorrow: there the
     * cost comes before the hour.
     */
    static SourcePolicy byDefault(Trade trade) {
        List<By> rules = switch (trade) {
            case CONSUMER_GOODS, REGIONAL_GOODS -> List.of(By.ARRIVAL, By.COST, By.SHIPMENTS, By.AGE);
            case FARM_INPUTS -> List.of(By.COST, By.SHIPMENTS, By.ARRIVAL, By.AGE);
        };
        return new SourcePolicy(rules, Split.IF_NEEDED);
    }
}

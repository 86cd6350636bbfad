package org.cunlu.orders.sourcing;

import java.util.EnumSet;
import java.util.List;
import java.util.function.Supplier;
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

    /** A rule by its name. */
    enum By {
        ARRIVAL(ByArrival::new),
        COST(ByCost::new),
        SHIPMENTS(ByShipments::new),
        AGE(ByAge::new);

        private final SourceRule rule;

        By(Supplier<SourceRule> rule) {
            this.rule = rule.get();
        }

        SourceRule rule() {
            return rule;
        }
    }

    /** Whether several nodes may serve together what is wanted of one seller. */
    enum Split {
        NEVER,
        /** Only when no single node can serve all of it. */
        IF_NEEDED,
        /** Also when the rules say that it is better than any single node. */
        IF_BETTER
    }

    /** Whether buyers may wait for what no shelf holds. */
    enum Backorder {
        NEVER,
        /** For what is on its way, less what is promised of it. */
        EXPECTED
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

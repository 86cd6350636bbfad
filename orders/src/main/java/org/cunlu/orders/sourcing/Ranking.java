package org.cunlu.orders.sourcing;

import java.util.Comparator;
import java.util.List;
import org.cunlu.orders.ServingRules.By;

/** Which of two plans is better: the first rule that tells them apart decides, and node codes where none does. */
final class Ranking {
    private final List<SourceRule> rules;

    Ranking(List<By> rules) {
        this.rules = rules.stream().map(SourcePolicy::rule).toList();
    }

    Comparator<Plan> bestFirst() {
        return (one, other) -> {
            int difference = compare(values(one), values(other));
            return difference != 0
                    ? difference
                    : String.join("/", one.parts().keySet())
                            .compareTo(String.join("/", other.parts().keySet()));
        };
    }

    /** @return whether something better than {@code best} may still grow out of a plan */
    boolean promising(Plan growing, Plan best) {
        long[] atLeast = rules.stream().mapToLong(rule -> rule.atLeast(growing)).toArray();
        return compare(atLeast, values(best)) < 0;
    }

    private long[] values(Plan plan) {
        return rules.stream().mapToLong(rule -> rule.of(plan)).toArray();
    }

    private static int compare(long[] one, long[] other) {
        return java.util.Arrays.compare(one, other);
    }
}

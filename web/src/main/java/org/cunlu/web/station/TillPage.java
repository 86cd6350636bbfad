package org.cunlu.web.station;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.stream.Stream;
import org.cunlu.orders.LineStep;
import org.cunlu.orders.Quote;

/**
 * What an order for a villager costs and when it comes.
 * @param quote null when there is none, and the page says why
 * @param promises of the shipments, in words
 * @param arrivals the same as the form sends them back
 */
public record TillPage(Pay pay, @Nullable Quote quote, List<String> promises, String arrivals) {
    /** @return what subsidies pay of it, to which the villager consents by a code */
    public long subsidyFen() {
        return -lines().flatMap(line -> line.steps().stream())
                .filter(step -> step.kind() == LineStep.Kind.SUBSIDY)
                .mapToLong(LineStep::fen)
                .sum();
    }

    /** @return restricted pesticides, whose purpose is written down */
    public List<Quote.Line> restricted() {
        return lines().filter(line -> line.input() != null && line.input().restricted())
                .toList();
    }

    /** @return whether something weighs more or less than it is ordered */
    public boolean weighed() {
        return lines().anyMatch(line -> line.weight() != null);
    }

    /** @return whether something is still to come */
    public boolean awaited() {
        return quote != null && quote.shipments().stream().anyMatch(each -> each.expectedOn() != null);
    }

    private Stream<Quote.Line> lines() {
        return quote == null ? Stream.empty() : quote.shipments().stream().flatMap(each -> each.lines().stream());
    }
}

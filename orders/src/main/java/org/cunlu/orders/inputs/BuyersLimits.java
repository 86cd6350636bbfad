package org.cunlu.orders.inputs;

import io.micronaut.core.annotation.Order;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.PlacingRule;

/** What one buyer may have of farm inputs in a season: one statement, and none for an order without any. */
@Singleton
@Order(BuyersLimits.RANK)
class BuyersLimits implements PlacingRule {
    static final int RANK = 300;

    private final LimitTable table;

    BuyersLimits(LimitTable table) {
        this.table = table;
    }

    @Override
    public Answer take(List<Line> lines, Instant now) {
        List<Line> inputs = inputs(lines);
        return inputs.isEmpty() || table.take(inputs) ? TAKEN : new Answer.Refused(reached(inputs));
    }

    @Override
    public void giveBack(List<Line> lines) {
        List<Line> inputs = inputs(lines);
        if (!inputs.isEmpty()) {
            table.giveBack(inputs);
        }
    }

    private static List<Line> inputs(List<Line> lines) {
        return lines.stream().filter(each -> each.line().input() != null).toList();
    }

    private ProblemException reached(List<Line> inputs) {
        var problem = ProblemException.of(
                409,
                "input-limit-reached",
                "超过本季限购量 · More than one buyer may have in this season",
                "请减少数量 · Take fewer");
        // Somebody may have given back meanwhile: then there is none to name.
        return table.over(inputs).stream()
                .findFirst()
                .map(over -> problem.fact("season", over.limit().season())
                        .fact("of", over.limit().code())
                        .fact("unit", over.limit().unit().name())
                        .fact("amount", over.limit().amount())
                        .fact("left", Math.max(0, over.limit().amount() - over.used())))
                .orElse(problem);
    }
}

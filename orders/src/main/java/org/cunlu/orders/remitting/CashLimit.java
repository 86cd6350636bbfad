package org.cunlu.orders.remitting;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.WallTime;
import org.cunlu.logistics.CashDrawer;
import org.cunlu.orders.CashLimits;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderRule;
import org.cunlu.orders.OrderState.PaymentStatus;
import org.cunlu.orders.PlacingRule;
import org.cunlu.orders.PlacingRule.Answer;

/**
 * A keeper who has more cash than he may gets no more orders that are paid to him in cash, until he hands it in. What a drawer
 * holds is remembered for a few seconds; without a cash order nothing is asked.
 */
@Singleton
class CashLimit implements OrderRule, CashLimits {
    private static final Duration KEPT = Duration.ofSeconds(5);
    private static final int KEPT_MAX = 10_000;

    private final CashDrawer drawers;
    private final WallTime wall;
    private final long limitFen;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /** @param limitFen 20,000 yuan is an assumption: no county's rule was found */
    CashLimit(CashDrawer drawers, WallTime wall, @Value("${cunlu.orders.cash-limit-fen:2000000}") long limitFen) {
        this.drawers = drawers;
        this.wall = wall;
        this.limitFen = limitFen;
    }

    private record Known(boolean over, Instant until) {}

    @Override
    public Answer ask(List<Order> orders, Instant now) {
        for (Order order : orders) {
            if (order.state().payment() == PaymentStatus.CASH_DUE && over(order.toNode())) {
                return new Answer.Refused(ProblemException.of(
                                409,
                                "cash-limit-reached",
                                "该站点现金已满，暂不能到站付现 · That station may take no more cash for now",
                                "请在线支付，或稍后再试 · Pay online, or try later")
                        .fact("node", order.toNode()));
            }
        }
        return PlacingRule.TAKEN;
    }

    @Override
    public boolean fits(String nodeCode, long fen) {
        return fen <= limitFen - drawers.withKeeper(nodeCode);
    }

    /** What is known of drawers is asked anew. */
    void forget() {
        known.clear();
    }

    private boolean over(String nodeCode) {
        Instant now = wall.now();
        Known before = known.get(nodeCode);
        if (before == null || !now.isBefore(before.until())) {
            if (known.size() >= KEPT_MAX) {
                known.clear();
            }
            before = new Known(drawers.withKeeper(nodeCode) >= limitFen, now.plus(KEPT));
            known.put(nodeCode, before);
        }
        return before.over();
    }
}

package org.cunlu.orders.groupbuy;

import io.micronaut.core.annotation.Order;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.cunlu.orders.LineStep;
import org.cunlu.orders.PlacingRule;
import org.cunlu.orders.groupbuy.Team.Member;
import org.cunlu.orders.groupbuy.Team.Standing;

/**
 * Places in teams, given back by orders that are over before they were sent. They are taken with the order's own rows
 * ({@link Teaming}); after budgets, as there.
 */
@Singleton
@Order(TeamRule.RANK)
class TeamRule implements PlacingRule {
    static final int RANK = 350;

    private final TeamTable table;

    TeamRule(TeamTable table) {
        this.table = table;
    }

    @Override
    public Answer take(List<Line> lines, Instant now) {
        return TAKEN;
    }

    @Override
    public void giveBack(List<Line> lines) {
        List<String> orders = lines.stream()
                .filter(each -> each.line().discountFen() > 0
                        && each.line().steps().stream().anyMatch(step -> step.kind() == LineStep.Kind.ITEM_PROMOTION))
                .map(each -> each.line().orderId())
                .distinct()
                .toList();
        if (!orders.isEmpty()) {
            table.members(orders).forEach(this::leave);
        }
    }

    private void leave(Member member) {
        table.lock(member.teamId()).orElseThrow();
        if (table.move(member.orderId(), Standing.PAID, Standing.LEFT)) {
            table.fewer(member.teamId(), true);
        } else if (table.move(member.orderId(), Standing.JOINED, Standing.LEFT)) {
            table.fewer(member.teamId(), false);
        }
    }
}

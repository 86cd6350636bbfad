package org.cunlu.orders.groupbuy;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.cunlu.orders.Order;
import org.cunlu.orders.PaidHold;
import org.cunlu.orders.groupbuy.Team.Member;
import org.cunlu.orders.groupbuy.Team.Standing;

/** Who has paid waits for the others of his team. An order without a discount is of no team, so that nothing is asked for it. */
@Singleton
class TeamHold implements PaidHold {
    private final TeamTable table;

    TeamHold(TeamTable table) {
        this.table = table;
    }

    @Override
    public Answer paid(Order order, Instant now) {
        Optional<Member> member = order.discountFen() == 0 ? Optional.empty() : table.member(order.orderId());
        if (member.isEmpty()) {
            return Answer.SEND;
        }
        if (!table.paid(member.get().teamId(), now)) {
            return Answer.GIVE_BACK;
        }
        if (!table.move(order.orderId(), Standing.JOINED, Standing.PAID)) {
            throw new IllegalStateException("an unpaid open order is not in its team: " + order.orderId());
        }
        return Answer.WAIT;
    }
}

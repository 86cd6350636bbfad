package org.cunlu.orders.groupbuy;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.money.Fen;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderState.Lifecycle;
import org.cunlu.orders.OrderState.PaymentStatus;
import org.cunlu.orders.OrderStep.Why;
import org.cunlu.orders.PaidOrders;
import org.cunlu.orders.UnsentOrders;
import org.cunlu.orders.groupbuy.Team.Member;
import org.cunlu.orders.groupbuy.Team.Standing;
import org.cunlu.orders.groupbuy.Team.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of teams: who is in a full one has his goods sent, who is in one whose time is over has his money back. Each
 * order in a transaction of its own, once, whoever dies in between; one that fails stops no other.
 */
@Singleton
class Following {
    private static final Logger LOG = LoggerFactory.getLogger(Following.class);

    private final TeamTable table;
    private final PaidOrders paid;
    private final UnsentOrders unsent;
    private final Notices notices;
    private final Transactions transactions;
    private final Clock clock;

    Following(
            TeamTable table,
            PaidOrders paid,
            UnsentOrders unsent,
            Notices notices,
            Transactions transactions,
            Clock clock) {
        this.table = table;
        this.paid = paid;
        this.unsent = unsent;
        this.notices = notices;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param limit of a page; all pages are gone through @return how many orders came to their end by this call */
    int step(int limit) {
        expire(limit);
        return each(State.EXPIRED, limit, this::end) + each(State.FULL, limit, this::send);
    }

    private void expire(int limit) {
        String after = "";
        List<String> some;
        do {
            String from = after;
            some = transactions.read(() -> table.overdue(clock.instant(), from, limit));
            for (String teamId : some) {
                transactions.run(() -> table.expire(teamId, clock.instant()));
                after = teamId;
            }
        } while (some.size() == limit);
    }

    private int each(State state, int limit, Predicate<Member> what) {
        int done = 0;
        String after = "";
        List<Member> some;
        do {
            String from = after;
            some = transactions.read(() -> table.left(state, from, limit));
            for (Member member : some) {
                done += attempt(member, what) ? 1 : 0;
                after = member.orderId();
            }
        } while (some.size() == limit);
        return done;
    }

    private static boolean attempt(Member member, Predicate<Member> what) {
        try {
            return what.test(member);
        } catch (RuntimeException e) {
            LOG.error("order {} of team {} is tried again", member.orderId(), member.teamId(), e);
            return false;
        }
    }

    private boolean send(Member member) {
        return paid.send(member.orderId(), Why.TEAM_FULL, order -> {
            boolean sent = order.state().lifecycle() == Lifecycle.OPEN;
            if (sent && !table.move(order.orderId(), Standing.PAID, Standing.SENT)) {
                throw new IllegalStateException("it is not in its team any more: order " + order.orderId());
            }
            tell(order, sent ? Notices.Kind.TEAM_FULL : Notices.Kind.ORDER_NOT_TO_BE_HAD);
        });
    }

    private boolean end(Member member) {
        return transactions.run(() -> {
            var ended = unsent.end(member.orderId(), Why.TEAM_NOT_FULL, "system");
            ended.ifPresent(order -> tell(order, Notices.Kind.TEAM_NOT_FULL));
            return ended.isPresent();
        });
    }

    private void tell(Order order, Notices.Kind kind) {
        long back = order.state().payment() == PaymentStatus.REFUND_DUE ? order.payableFen() : 0;
        Map<String, String> facts = kind == Notices.Kind.TEAM_FULL
                ? Map.of("order", order.orderId())
                : Map.of("order", order.orderId(), "refund", Fen.text(back));
        notices.tell(order.accountId(), kind, facts);
    }
}

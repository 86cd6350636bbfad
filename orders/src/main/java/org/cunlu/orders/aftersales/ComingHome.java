package org.cunlu.orders.aftersales;

import jakarta.inject.Singleton;
import java.time.Clock;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.logistics.GoodsBackInspected;
import org.cunlu.orders.AfterSales.Act;
import org.cunlu.orders.AfterSales.Kind;
import org.cunlu.orders.AfterSales.Reason;
import org.cunlu.orders.AfterSales.State;
import org.cunlu.orders.aftersales.Moves.Held;

/**
 * What was sent back was inspected: as it was told, and it is settled; otherwise the county looks at it, and also at what its
 * buyer inspected himself. News may come twice: what is on its way no more is no news.
 */
@Singleton
class ComingHome implements Subscriber<GoodsBackInspected> {
    private static final String ACTOR = "logistics";

    private final Moves moves;
    private final Agreeing agreeing;
    private final Terms terms;
    private final Clock clock;

    ComingHome(Moves moves, Agreeing agreeing, Terms terms, Clock clock) {
        this.moves = moves;
        this.agreeing = agreeing;
        this.terms = terms;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "orders.after-sales-home";
    }

    @Override
    public String topic() {
        return GoodsBackInspected.TOPIC;
    }

    @Override
    public Class<GoodsBackInspected> type() {
        return GoodsBackInspected.class;
    }

    @Override
    public void on(GoodsBackInspected event, Heard heard) {
        moves.locked(event.returnId())
                .filter(held -> held.request().state() == State.ON_THE_WAY)
                .ifPresent(held -> inspected(held, event));
    }

    private void inspected(Held held, GoodsBackInspected event) {
        AfterSale request = held.request();
        if (request.accountId().equals(event.inspectedBy()) || !asTold(request.reason(), event)) {
            AfterSale after = moves.step(
                    request,
                    request.to(State.DISPUTED, clock.instant().plus(terms.hearing())),
                    Act.CAME_HOME_OTHERWISE,
                    null,
                    ACTOR);
            moves.tellBuyer(after, Notices.Kind.RETURN_DISPUTED, request.askedFen());
            moves.tellSeller(after, Notices.Kind.RETURN_DISPUTED, request.askedFen());
        } else if (request.kind() == Kind.EXCHANGE) {
            agreeing.exchanged(held, Act.CAME_HOME, ACTOR);
        } else {
            agreeing.settle(held, request, Act.CAME_HOME, Agreeing.ALL, ACTOR);
        }
    }

    /** Nothing is missing, and where its buyer said that nothing is wrong with it, nothing is. */
    private static boolean asTold(Reason reason, GoodsBackInspected event) {
        return event.parts().stream().allMatch(part -> switch (part.found()) {
            case MISSING -> false;
            case DAMAGED, SCRAPPED -> reason != Reason.NO_REASON;
            case AVAILABLE, ON_HOLD, QUARANTINED -> true;
        });
    }
}

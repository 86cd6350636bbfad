package org.cunlu.orders.aftersales;

import jakarta.inject.Singleton;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.logistics.ParcelGivenUp;
import org.cunlu.orders.AfterSales.Act;
import org.cunlu.orders.AfterSales.Kind;
import org.cunlu.orders.AfterSales.State;
import org.cunlu.orders.Reversal.Fault;
import org.cunlu.orders.aftersales.Moves.Held;

/** What was handed in got lost on its way home: its buyer is paid as if it had come, and whoever lost it owes that. */
@Singleton
class LostOnTheWayBack implements Subscriber<ParcelGivenUp> {
    private static final String ACTOR = "logistics";
    private static final String CARRIER = "carrier";

    private final Moves moves;
    private final Agreeing agreeing;

    LostOnTheWayBack(Moves moves, Agreeing agreeing) {
        this.moves = moves;
        this.agreeing = agreeing;
    }

    @Override
    public String name() {
        return "orders.after-sales-lost";
    }

    @Override
    public String topic() {
        return ParcelGivenUp.TOPIC;
    }

    @Override
    public Class<ParcelGivenUp> type() {
        return ParcelGivenUp.class;
    }

    @Override
    public void on(ParcelGivenUp event, Heard heard) {
        moves.locked(event.orderId())
                .filter(held -> held.request().state() == State.ON_THE_WAY)
                .ifPresent(held -> lost(held, event));
    }

    private void lost(Held held, ParcelGivenUp event) {
        AfterSale request = held.request();
        if (request.kind() == Kind.EXCHANGE) {
            agreeing.exchanged(held, Act.LOST_ON_THE_WAY, ACTOR);
            return;
        }
        AfterSale blamed = switch (event.reason()) {
            case NODE_PAYS -> request.blaming(Fault.NETWORK, event.payingNode());
            case CARRIER_PAYS -> request.blaming(Fault.NETWORK, CARRIER);
            default -> request.blaming(Fault.PLATFORM, null);
        };
        agreeing.settle(held, blamed, Act.LOST_ON_THE_WAY, Agreeing.ALL, ACTOR);
    }
}

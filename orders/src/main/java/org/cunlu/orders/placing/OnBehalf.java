package org.cunlu.orders.placing;

import jakarta.inject.Singleton;
import java.util.function.Consumer;
import org.cunlu.orders.GroupView;
import org.cunlu.orders.OrderGroup;
import org.cunlu.orders.PaymentChoice;
import org.cunlu.orders.PlaceOrder;
import org.cunlu.orders.PlacingAlone;
import org.cunlu.orders.PlacingOnBehalf;

/** Places for somebody else, or apart from a cart, what {@link Placing} places for oneself. */
@Singleton
class OnBehalf implements PlacingOnBehalf, PlacingAlone {
    private final Placing placing;

    OnBehalf(Placing placing) {
        this.placing = placing;
    }

    @Override
    public GroupView place(String actor, String key, PlacingOnBehalf.Wanted wanted, Consumer<OrderGroup> also) {
        var order = new PlaceOrder(
                wanted.destination(),
                wanted.recipient(),
                wanted.quotedTotalFen(),
                wanted.payment(),
                wanted.quotedArrivals(),
                wanted.backorder(),
                wanted.purposes(),
                null,
                wanted.weighing());
        return placing.place(Errand.behalf(actor, wanted, also), key, order);
    }

    @Override
    public GroupView place(String key, PlacingAlone.Wanted wanted, Consumer<OrderGroup> also) {
        var order = new PlaceOrder(
                wanted.destination(),
                wanted.recipient(),
                wanted.quotedTotalFen(),
                PaymentChoice.ONLINE,
                null,
                null,
                null,
                null,
                null);
        return placing.place(Errand.alone(wanted, also), key, order);
    }
}

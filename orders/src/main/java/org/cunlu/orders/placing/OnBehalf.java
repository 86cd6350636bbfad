package org.cunlu.orders.placing;

import jakarta.inject.Singleton;
import java.util.function.Consumer;
import org.cunlu.orders.GroupView;
import org.cunlu.orders.OrderGroup;
import org.cunlu.orders.PlacingOnBehalf;

/** Places for somebody else what {@link Placing} places for oneself. */
@Singleton
class OnBehalf implements PlacingOnBehalf {
    private final Placing placing;

    OnBehalf(Placing placing) {
        this.placing = placing;
    }

    @Override
    public GroupView place(String actor, String key, Wanted wanted, Consumer<OrderGroup> also) {
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
}

package org.cunlu.orders.ending;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.logistics.ParcelGivenUp;
import org.cunlu.orders.Ledger;
import org.cunlu.orders.OrderState.FulfilmentStatus;
import org.cunlu.orders.OrderState.Lifecycle;
import org.cunlu.orders.OrderStep.Why;

/** A parcel is given up: its buyer gets his money back, its seller is paid, and whoever lost it owes that. */
@Singleton
class LostForGood implements Subscriber<ParcelGivenUp> {
    private static final String CARRIER = "carrier";

    private final Ending ending;
    private final Ledger ledger;

    LostForGood(Ending ending, Ledger ledger) {
        this.ending = ending;
        this.ledger = ledger;
    }

    @Override
    public String name() {
        return "orders.lost-for-good";
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
        ending.locked(event.orderId())
                .filter(order -> order.state().lifecycle() == Lifecycle.OPEN)
                .ifPresent(order -> {
                    ledger.goodsLost(order, payer(event));
                    ending.end(order, FulfilmentStatus.LOST, Why.LOST_ON_THE_WAY, Notices.Kind.ORDER_LOST, event.at());
                });
    }

    private static @Nullable String payer(ParcelGivenUp event) {
        return switch (event.reason()) {
            case NODE_PAYS -> event.payingNode();
            case CARRIER_PAYS -> CARRIER;
            case FOUND, MISCOUNTED, SENT_ON, WRITTEN_OFF -> null;
        };
    }
}

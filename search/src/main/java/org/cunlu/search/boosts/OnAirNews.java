package org.cunlu.search.boosts;

import jakarta.inject.Singleton;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.orders.LiveSlotOnAir;

/** What can be bought live now is found sooner. */
@Singleton
class OnAirNews implements Subscriber<LiveSlotOnAir> {
    private final SlotBoosts boosts;

    OnAirNews(SlotBoosts boosts) {
        this.boosts = boosts;
    }

    @Override
    public String name() {
        return "search.live-on-air";
    }

    @Override
    public String topic() {
        return LiveSlotOnAir.TOPIC;
    }

    @Override
    public Class<LiveSlotOnAir> type() {
        return LiveSlotOnAir.class;
    }

    @Override
    public void on(LiveSlotOnAir event, Heard heard) {
        boosts.onAir(event.slotId(), event.offerId(), event.at());
    }
}

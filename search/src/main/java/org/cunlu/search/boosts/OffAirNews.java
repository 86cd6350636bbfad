package org.cunlu.search.boosts;

import jakarta.inject.Singleton;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.orders.LiveSlotOffAir;

/** What cannot be bought live any more is found as before. */
@Singleton
class OffAirNews implements Subscriber<LiveSlotOffAir> {
    private final SlotBoosts boosts;

    OffAirNews(SlotBoosts boosts) {
        this.boosts = boosts;
    }

    @Override
    public String name() {
        return "search.live-off-air";
    }

    @Override
    public String topic() {
        return LiveSlotOffAir.TOPIC;
    }

    @Override
    public Class<LiveSlotOffAir> type() {
        return LiveSlotOffAir.class;
    }

    @Override
    public void on(LiveSlotOffAir event, Heard heard) {
        boosts.offAir(event.slotId(), event.offerId(), event.at());
    }
}

package org.cunlu.logistics.pickup;

import jakarta.inject.Singleton;
import java.util.Set;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.logistics.ParcelMoved;
import org.cunlu.logistics.ParcelState;

/** Tells a recipient that his parcel is there, after the scan and outside of it: a bag of a hundred does not wait for that. */
@Singleton
class ReadyNews implements Subscriber<ParcelMoved> {
    private final PickupTable pickups;
    private final Telling telling;

    ReadyNews(PickupTable pickups, Telling telling) {
        this.pickups = pickups;
        this.telling = telling;
    }

    @Override
    public String name() {
        return "logistics.pickup";
    }

    @Override
    public String topic() {
        return ParcelMoved.TOPIC;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(ParcelState.READY.name());
    }

    @Override
    public Class<ParcelMoved> type() {
        return ParcelMoved.class;
    }

    @Override
    public void on(ParcelMoved event, Heard heard) {
        if (event.state() == ParcelState.READY) {
            // Of one that was collected meanwhile, or waits anew, there is nothing to tell by this news.
            pickups.find(event.barcode())
                    .filter(pickup -> !pickup.parcel().readyAt().isAfter(event.at()))
                    .ifPresent(telling::ready);
        }
    }
}

package org.cunlu.orders.ending;

import jakarta.inject.Singleton;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.logistics.AllocationPreempted;
import org.cunlu.logistics.PickedShort;
import org.cunlu.logistics.SlipReason;

/** An order whose pieces were called up by a release of the reserve goes without them, as after a short pick. */
@Singleton
class GaveWay implements Subscriber<AllocationPreempted> {
    private final WentWithout without;

    GaveWay(WentWithout without) {
        this.without = without;
    }

    @Override
    public String name() {
        return "orders.gave-way";
    }

    @Override
    public String topic() {
        return AllocationPreempted.TOPIC;
    }

    @Override
    public Class<AllocationPreempted> type() {
        return AllocationPreempted.class;
    }

    @Override
    public void on(AllocationPreempted event, Heard heard) {
        without.goWithout(
                new PickedShort(
                        event.callId(),
                        event.orderId(),
                        event.barcode(),
                        event.nodeCode(),
                        event.skuCode(),
                        event.pieces(),
                        event.left(),
                        event.parcelEmpty(),
                        event.at()),
                SlipReason.CALLED_UP);
    }
}

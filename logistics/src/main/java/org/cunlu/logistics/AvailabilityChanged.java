package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.events.Event;

/**
 * So many pieces of a SKU may be bought now at these nodes; what stands there of it elsewhere is as it was. Told a few seconds
 * after the stock has changed, all changes since the last time as one.
 * @param nodes those that changed, at most {@link #NODES_MAX}; of more there are several events
 */
@Serdeable
public record AvailabilityChanged(String skuCode, String countyCode, List<At> nodes, Instant at) implements Event {
    public static final String TOPIC = "logistics.availability-changed";
    public static final int NODES_MAX = 200;

    /**
     * @param available pieces that nobody holds, 0 or more; not a difference, so that hearing it twice does no harm
     * @param before as it was told last, so that who only wants to know whether enough is there can pass it over; null when not said
     */
    @Serdeable
    public record At(
            String nodeCode, long available, @Nullable Long before) {
        /** @return whether so many pieces are to be had there and were not, or the other way about, as far as is said */
        public boolean turned(long pieces) {
            return before == null || (before >= pieces) != (available >= pieces);
        }
    }

    public AvailabilityChanged {
        nodes = List.copyOf(nodes);
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String subject() {
        return skuCode;
    }
}

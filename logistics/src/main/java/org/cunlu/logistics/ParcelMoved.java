package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cunlu.kernel.events.Event;

/**
 * A parcel took a step that its order should know of: first packed, ready at its station, handed over, with a carrier.
 * Its kind is the state: subscribers name those that they want.
 * @param cashFen collected at the hand-over by the keeper of {@code nodeCode}; 0 otherwise
 */
@Serdeable
public record ParcelMoved(
        String orderId,
        String barcode,
        ParcelState state,
        @Nullable String nodeCode,
        long cashFen,
        Instant at) implements Event {
    public static final String TOPIC = "logistics.parcel-moved";

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public String kind() {
        return state.name();
    }

    @Override
    public String subject() {
        return barcode;
    }
}

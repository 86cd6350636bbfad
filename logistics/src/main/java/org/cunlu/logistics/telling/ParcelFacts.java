package org.cunlu.logistics.telling;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import org.cunlu.accounts.WebhookSource;
import org.cunlu.logistics.ParcelMoved;

/** Steps of parcels, for the county: a parcel does not say whose shop's goods are in it, its order does. */
@Singleton
class ParcelFacts implements WebhookSource<ParcelMoved> {
    /** A step as outside systems are told of it. @param node where; null when it is nowhere of ours */
    @Serdeable
    record ParcelFact(
            String orderId,
            String barcode,
            String state,
            @Nullable String node) {}

    @Override
    public String fact() {
        return "parcel.moved";
    }

    @Override
    public String topic() {
        return ParcelMoved.TOPIC;
    }

    @Override
    public Class<ParcelMoved> type() {
        return ParcelMoved.class;
    }

    @Override
    public Object data(ParcelMoved event) {
        return new ParcelFact(event.orderId(), event.barcode(), event.state().name(), event.nodeCode());
    }

    @Override
    public @Nullable String shop(ParcelMoved event) {
        return null;
    }

    @Override
    public boolean forShops() {
        return false;
    }
}

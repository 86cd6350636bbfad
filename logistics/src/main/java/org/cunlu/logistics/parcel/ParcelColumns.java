package org.cunlu.logistics.parcel;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import org.cunlu.kernel.privacy.SealedColumn;

/** What of parcels is sealed, for the rotation of keys. */
@Factory
class ParcelColumns {
    @Singleton
    SealedColumn pickup() {
        return new SealedColumn("log_parcel", "barcode", "pickup_sealed", PickupCodes.CONTEXT);
    }
}

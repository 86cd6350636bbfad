package org.cunlu.logistics.pickup;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import org.cunlu.kernel.privacy.SealedColumn;

/** What of pickups is sealed, for the rotation of keys. */
@Factory
class PickupColumns {
    @Singleton
    SealedColumn pickup() {
        return new SealedColumn("log_pickup", "barcode", "code_sealed", PickupCodes.CONTEXT);
    }

    @Singleton
    SealedColumn listKey() {
        return new SealedColumn("log_list_key", "key_id", "private_sealed", ListKeys.CONTEXT);
    }
}

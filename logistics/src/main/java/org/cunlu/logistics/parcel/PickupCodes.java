package org.cunlu.logistics.parcel;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.privacy.BlindIndex;
import org.cunlu.kernel.privacy.FieldCipher;

/** The codes recipients collect with: 8 random digits, sealed in their column, unique among what waits at a station. */
@Singleton
class PickupCodes {
    static final int DIGITS = 8;
    static final String CONTEXT = "log_parcel.pickup";
    /** With 10,000 parcels waiting at one station, one draw in 10,000 is taken: five in a row never happen. */
    private static final int DRAWS_MAX = 5;

    private final ParcelTable parcels;
    private final Labels labels;
    private final FieldCipher cipher;
    private final BlindIndex index;

    PickupCodes(ParcelTable parcels, Labels labels, FieldCipher cipher, BlindIndex index) {
        this.parcels = parcels;
        this.labels = labels;
        this.cipher = cipher;
        this.index = index;
    }

    /** Gives a parcel that became ready its code. */
    void issue(Parcel parcel) {
        for (int draw = 1; ; draw++) {
            String code = labels.digits(DIGITS);
            try {
                parcels.setPickup(parcel.barcode(), cipher.seal(CONTEXT, code), indexOf(code));
                return;
            } catch (RuntimeException e) {
                // A duplicate undoes only its own statement; the transaction goes on.
                boolean taken = SqlFailure.in(e).map(SqlFailure::duplicate).orElse(false);
                if (!taken || draw == DRAWS_MAX) {
                    throw e;
                }
            }
        }
    }

    /** The code is dead once the parcel has left. */
    void forget(Parcel parcel) {
        parcels.setPickup(parcel.barcode(), null, null);
    }

    Optional<String> ofOrder(String orderId) {
        return parcels.pickupSealed(orderId).map(bytes -> cipher.open(CONTEXT, bytes));
    }

    boolean isOf(String code, Parcel parcel) {
        return parcels.waitsUnder(parcel.barcode(), indexOf(code));
    }

    Optional<String> barcodeOf(String nodeCode, String code) {
        return parcels.waiting(nodeCode, indexOf(code));
    }

    private byte[] indexOf(String code) {
        return index.of(CONTEXT, code);
    }
}

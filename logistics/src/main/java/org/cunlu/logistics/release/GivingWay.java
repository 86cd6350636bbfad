package org.cunlu.logistics.release;

import java.util.Comparator;
import org.cunlu.logistics.ParcelsToPack.Holding;

/** What of the sale stock gives way when a reserve does not suffice. Nothing that is being picked, or is packed, ever does. */
enum GivingWay {
    /** Nothing: the reserve alone. */
    NONE,
    /** What nobody has ordered. */
    UNSOLD,
    /** That too, then orders promised for the latest time. */
    LATEST_FIRST,
    /** That too, then orders that hold most, so that few are touched. */
    LARGEST_FIRST;

    boolean unsold() {
        return this != NONE;
    }

    boolean orders() {
        return this == LATEST_FIRST || this == LARGEST_FIRST;
    }

    /** @return who gives way first */
    Comparator<Holding> order() {
        Comparator<Holding> latest = Comparator.comparing(Holding::promisedAt)
                .thenComparing(Holding::barcode)
                .reversed();
        return this == LARGEST_FIRST
                ? Comparator.comparingLong(Holding::pieces).reversed().thenComparing(latest)
                : latest;
    }
}

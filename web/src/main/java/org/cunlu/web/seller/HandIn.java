package org.cunlu.web.seller;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import org.cunlu.orders.SellerOrderView;

/**
 * An order beside what becomes of its parcel.
 * @param barcode null as long as no parcel is booked
 * @param where name of the node where it is handed in
 * @param due until when, so that it leaves in time
 * @param late whether that is over
 */
public record HandIn(
        SellerOrderView order, @Nullable String barcode, String where, String to, Instant due, boolean late) {}

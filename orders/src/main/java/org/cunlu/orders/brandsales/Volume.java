package org.cunlu.orders.brandsales;

import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;
import org.cunlu.catalog.BrandRight.Unit;

/**
 * What one holder sold under a brand on one day of goods from one township.
 * @param date when it was ordered, by the county's calendar
 * @param township administrative code of 9 digits
 * @param volume as the quota counts it, in {@code unit}
 * @param fen at list price
 */
@Serdeable
record Volume(
        String brandCode,
        LocalDate date,
        String township,
        String sellerCode,
        String sellerName,
        Unit unit,
        long orders,
        long pieces,
        long volume,
        long fen) {}

package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/**
 * What an order holds.
 * @param name as it was called when it was bought
 * @param shortQuantity of {@code quantity}, pieces that were not to be had when it was picked
 * @param amountFen {@code quantity × unitPriceFen}
 * @param brand null without a brand
 * @param live null unless it was sold in a live slot
 * @param input null unless it is a controlled farm input
 */
@Serdeable
public record OrderLine(
        String orderId,
        int lineNo,
        String offerId,
        String skuCode,
        String name,
        int quantity,
        int shortQuantity,
        long unitPriceFen,
        long amountFen,
        @Nullable BrandUse brand,
        @Nullable LiveUse live,
        @Nullable InputUse input) {}

package org.cunlu.orders;

import io.micronaut.serde.annotation.Serdeable;

/** What an order holds. @param name as it was called when it was bought @param amountFen {@code quantity × unitPriceFen} */
@Serdeable
public record OrderLine(
        String orderId,
        int lineNo,
        String offerId,
        String skuCode,
        String name,
        int quantity,
        long unitPriceFen,
        long amountFen) {}

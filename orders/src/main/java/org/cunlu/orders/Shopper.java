package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * For whom a price is asked.
 * @param accountId null for a visitor
 * @param coupons ids of what he claimed and would use, each once
 */
public record Shopper(@Nullable String accountId, Channel channel, List<String> coupons) {
    public static final Shopper VISITOR = new Shopper(null, Channel.SHOP, List.of());

    public Shopper {
        coupons = coupons.stream().distinct().sorted().toList();
    }

    /** Where he buys. */
    public enum Channel {
        /** By himself. */
        SHOP,
        /** At a station, whose keeper helps him. */
        STATION
    }
}

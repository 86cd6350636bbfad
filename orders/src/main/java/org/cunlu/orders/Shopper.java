package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * For whom a price is asked.
 * @param accountId null for a visitor
 * @param coupons ids of what he claimed and would use, each once
 * @param groupBuyId promotion of the group buy in which he buys; null for the ordinary
 */
public record Shopper(
        @Nullable String accountId,
        Channel channel,
        List<String> coupons,
        @Nullable String groupBuyId) {
    public static final Shopper VISITOR = new Shopper(null, Channel.SHOP, List.of());

    public Shopper {
        coupons = coupons.stream().distinct().sorted().toList();
    }

    public Shopper(@Nullable String accountId, Channel channel, List<String> coupons) {
        this(accountId, channel, coupons, null);
    }

    /** Where he buys. */
    public enum Channel {
        /** By himself. */
        SHOP,
        /** At a station, whose keeper helps him. */
        STATION
    }
}

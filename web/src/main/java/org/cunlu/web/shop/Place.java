package org.cunlu.web.shop;

import io.micronaut.core.annotation.Nullable;
import org.cunlu.orders.Destination;

/**
 * Where somebody wants his goods.
 * @param villageCode null outside the county
 * @param name as people read it, such as {@code 马灌镇 · 高洞村}
 * @param station where the goods wait for him; the place itself outside, where a carrier brings them
 * @param destination the same for a quote
 */
public record Place(@Nullable String villageCode, String name, String station, Destination destination) {
    /** @return whether a carrier brings it, to house and street */
    public boolean outside() {
        return villageCode == null;
    }
}

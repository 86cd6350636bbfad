package org.cunlu.web.shop;

import io.micronaut.core.annotation.Nullable;
import org.cunlu.orders.Destination;

/**
 * Where somebody wants his goods.
 * @param villageCode null outside the county
 * @param name as people read it, such as {@code 马灌镇 · 高洞村站}
 * @param destination the same for a quote
 */
public record Place(@Nullable String villageCode, String name, Destination destination) {
    /** @return whether a carrier brings it, to house and street */
    public boolean outside() {
        return villageCode == null;
    }
}

package org.cunlu.web.shop;

import io.micronaut.core.annotation.Nullable;

/**
 * One of somebody's own addresses, as he is shown it.
 * @param where as people read it, such as {@code 马灌镇 · 高洞村}; a village's code where it is served no more
 * @param street null for who collects at a station
 * @param place the same for a quote; null where nothing can be sent any more
 */
public record SavedAddress(
        String id,
        String name,
        String phone,
        String where,
        @Nullable String street,
        boolean usual,
        @Nullable Place place) {
    /** Hides a person's data from logs. */
    @Override
    public String toString() {
        return "SavedAddress[" + id + "]";
    }
}

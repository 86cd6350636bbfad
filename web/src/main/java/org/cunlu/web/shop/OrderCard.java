package org.cunlu.web.shop;

import io.micronaut.core.annotation.Nullable;

/**
 * An order in a list.
 * @param state how it stands, in words @param tone of it
 * @param goods what is in it, in short
 * @param when when it can be collected or came; null when that is over
 * @param code to collect with; null while there is none
 */
public record OrderCard(
        String orderId,
        String seller,
        String state,
        String tone,
        String goods,
        String total,
        @Nullable String when,
        @Nullable String code) {}

package org.cunlu.bench.checkout;

/** An order that the app accepted, with the key under which it remembers its answer. */
public record Placed(String accountId, String key, String groupId, String orderId) {}

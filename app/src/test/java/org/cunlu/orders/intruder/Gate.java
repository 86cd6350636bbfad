package org.cunlu.orders.intruder;

import io.lettuce.core.RedisClient;
import jakarta.inject.Inject;

/** Breaks two walls on purpose: a decision of orders that asks Redis, injected into a field. */
public class Gate {
    @Inject
    RedisClient redis;

    boolean open() {
        return redis != null;
    }
}

package org.cunlu.orders.standin;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.cunlu.orders.ReleaseHold;

/** Nothing can be learnt of some orders. */
@Singleton
@Requires(property = "orders.stand-ins", value = "true")
public class FailingHold implements ReleaseHold {
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    public void fail(String orderId) {
        failing.add(orderId);
    }

    public void heal() {
        failing.clear();
    }

    @Override
    public Set<String> held(Collection<String> orderIds) {
        if (orderIds.stream().anyMatch(failing::contains)) {
            throw new IllegalStateException("as the test wants it");
        }
        return Set.of();
    }
}

package org.cunlu.logistics.departure;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.cunlu.logistics.Rerouting;

/** Notes which orders it is given, and sends them nowhere. */
@Singleton
@Primary
@Requires(property = "departure.clock", value = "true")
class NotedRerouting implements Rerouting {
    final List<String> orders = new CopyOnWriteArrayList<>();

    @Override
    public Outcome reroute(Collection<String> barcodes, Cause cause) {
        throw new AssertionError("rooms know orders only");
    }

    @Override
    public Outcome carriedPast(Collection<String> barcodes, Cause cause, String nextStop, Instant at) {
        throw new AssertionError();
    }

    @Override
    public Outcome rerouteOrder(String orderId, Cause cause) {
        orders.add(orderId + " " + cause.reason() + " " + cause.key());
        return new Outcome(1, 0, List.of());
    }

    @Override
    public Map<String, List<Slip>> slips(Collection<String> barcodes) {
        return Map.of();
    }

    @Override
    public void cameLate(String barcode, Instant at) {
        throw new AssertionError(barcode);
    }

    @Override
    public void insteadOf(String barcode, Instant promised, Cause cause) {
        throw new AssertionError(barcode);
    }
}

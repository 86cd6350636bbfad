package org.cunlu.logistics.pickup;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Pickups;
import org.cunlu.logistics.pickup.PickupTable.Pickup;

/** What waits at the stations' shelves: since when, until when, and under which code. */
@Singleton
class Shelf implements Pickups {
    private final PickupTable pickups;
    private final PickupCodes codes;
    private final Counter counter;
    private final LastDay lastDay;
    private final Telling telling;
    private final Transactions transactions;
    private final Trail trail;
    private final Clock clock;

    Shelf(
            PickupTable pickups,
            PickupCodes codes,
            Counter counter,
            LastDay lastDay,
            Telling telling,
            Transactions transactions,
            Trail trail,
            Clock clock) {
        this.pickups = pickups;
        this.codes = codes;
        this.counter = counter;
        this.lastDay = lastDay;
        this.telling = telling;
        this.transactions = transactions;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public void begins(Waiting parcel) {
        Instant collectBy = lastDay.collectBy(parcel.nodeCode(), parcel.storageClass(), parcel.readyAt());
        Instant remindAt = lastDay.remindAt(parcel.nodeCode(), collectBy, parcel.readyAt());
        codes.issue((shut, index) -> pickups.insert(parcel, shut, index, collectBy, remindAt));
    }

    @Override
    public void ends(String barcode, @Nullable String backBecause) {
        var pickup = backBecause == null ? Optional.<Pickup>empty() : pickups.find(barcode);
        pickups.delete(barcode);
        // Last, because everybody who tells somebody something waits for the same row.
        pickup.ifPresent(known -> telling.goesBack(known, backBecause));
    }

    @Override
    public Optional<String> code(String orderId) {
        return codes.ofOrder(orderId);
    }

    @Override
    public Map<String, Ticket> tickets(Collection<String> orderIds) {
        return codes.ofOrders(orderIds);
    }

    @Override
    public Optional<String> barcode(String nodeCode, String code) {
        return pickups.under(nodeCode, codes.indexOf(code)).map(Pickup::barcode);
    }

    @Override
    public Optional<Instant> collectBy(String orderId) {
        return pickups.ofOrder(orderId).map(Pickup::collectBy);
    }

    @Override
    public Map<String, Instant> collectBy(Collection<String> barcodes) {
        return pickups.collectBy(barcodes);
    }

    @Override
    public Instant extend(String orderId, String actor) {
        return transactions.run(() -> {
            Pickup pickup = pickups.ofOrder(orderId).orElseThrow(ProblemException::notFound);
            var parcel = pickup.parcel();
            Instant now = clock.instant();
            // From the day it should have been collected; of one that is overdue from today, or it would be so again.
            Instant from = now.isAfter(pickup.collectBy()) ? now : pickup.collectBy();
            Instant until = lastDay.extended(parcel.nodeCode(), from);
            Instant remindAt = lastDay.remindAt(parcel.nodeCode(), until, now);
            if (!pickups.extend(parcel.barcode(), until, remindAt, now)) {
                throw ProblemException.of(409, "extended-already", "只能延期一次 · It was put off already", null);
            }
            trail.record(
                    actor,
                    "logistics.pickup-extended",
                    parcel.barcode(),
                    pickup.collectBy().toString(),
                    until.toString());
            return until;
        });
    }

    @Override
    public Sought seek(Attempt attempt) {
        return counter.seek(attempt);
    }

    @Override
    @Nullable
    public No opens(String barcode, Attempt attempt) {
        return counter.opens(barcode, attempt);
    }
}

package org.cunlu.logistics.pickup;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Pickups;
import org.cunlu.logistics.pickup.PickupTable.Pickup;

/** What waits at the stations' shelves, and what opens it. */
@Singleton
class Shelf implements Pickups {
    private final PickupTable pickups;
    private final PickupCodes codes;
    private final PickupGuesses guesses;
    private final LastDay lastDay;
    private final Network network;

    Shelf(PickupTable pickups, PickupCodes codes, PickupGuesses guesses, LastDay lastDay, Network network) {
        this.pickups = pickups;
        this.codes = codes;
        this.guesses = guesses;
        this.lastDay = lastDay;
        this.network = network;
    }

    @Override
    public void begins(Waiting parcel) {
        Instant collectBy = lastDay.collectBy(parcel.nodeCode(), parcel.storageClass(), parcel.readyAt());
        Instant remindAt = lastDay.remindAt(parcel.nodeCode(), collectBy);
        codes.issue((shut, index) -> pickups.insert(parcel, shut, index, collectBy, remindAt));
    }

    @Override
    public void ends(String barcode) {
        pickups.delete(barcode);
    }

    @Override
    public Optional<String> code(String orderId) {
        return codes.ofOrder(orderId);
    }

    @Override
    public Optional<String> barcode(String nodeCode, String code) {
        return pickups.under(nodeCode, codes.indexOf(code)).map(Pickup::barcode);
    }

    @Override
    public Sought seek(Attempt attempt) {
        // The actor's counter is locked first, always: so all his guesses here take turns.
        String byActor = PickupGuesses.byActor(attempt.nodeCode(), attempt.actor());
        if (guesses.locked(byActor, attempt.at())) {
            return new Sought(No.TOO_MANY_GUESSES, null, null);
        }
        String barcode = attempt.barcode() == null
                ? barcode(attempt.nodeCode(), attempt.code()).orElse(null)
                : attempt.barcode();
        if (barcode == null) {
            guesses.wrong(byActor, attempt.at());
            return new Sought(No.PICKUP_CODE_WRONG, null, null);
        }
        return pickups.find(barcode)
                .filter(pickup -> elsewhere(pickup, attempt))
                .map(pickup -> elsewhere(pickup, attempt, byActor))
                .orElseGet(() -> new Sought(null, barcode, null));
    }

    private static boolean elsewhere(Pickup pickup, Attempt attempt) {
        return pickup.parcel().countyCode().equals(attempt.countyCode())
                && !pickup.parcel().nodeCode().equals(attempt.nodeCode());
    }

    /** Stations stand close to each other: whoever knows number and code of what waits at another is told which. */
    private Sought elsewhere(Pickup pickup, Attempt attempt, String byActor) {
        if (pickups.opens(pickup.barcode(), codes.indexOf(attempt.code()))) {
            String there = pickup.parcel().nodeCode();
            return new Sought(
                    No.WRONG_STATION,
                    pickup.barcode(),
                    network.node(there).map(Node::name).orElse(there));
        }
        guesses.wrong(byActor, attempt.at());
        return new Sought(No.PARCEL_UNKNOWN, pickup.barcode(), null);
    }

    @Override
    @Nullable
    public No opens(String barcode, Attempt attempt) {
        String ofParcel = PickupGuesses.ofParcel(barcode);
        if (guesses.locked(ofParcel, attempt.at())) {
            return No.TOO_MANY_GUESSES;
        }
        if (!pickups.opens(barcode, codes.indexOf(attempt.code()))) {
            guesses.wrong(PickupGuesses.byActor(attempt.nodeCode(), attempt.actor()), attempt.at());
            guesses.wrong(ofParcel, attempt.at());
            return No.PICKUP_CODE_WRONG;
        }
        guesses.right(ofParcel);
        return null;
    }
}

package org.cunlu.logistics.parcel;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.Deliveries;
import org.cunlu.logistics.ParcelState;

/** A carrier says that he delivered it: from then on it is its recipient's. */
@Singleton
class Delivering implements Deliveries {
    private final ParcelTable parcels;
    private final ParcelMoves moves;
    private final Transactions transactions;
    private final Clock clock;

    Delivering(ParcelTable parcels, ParcelMoves moves, Transactions transactions, Clock clock) {
        this.parcels = parcels;
        this.moves = moves;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public int delivered(Collection<Delivery> deliveries, String actor) {
        transactions.require();
        Instant now = clock.instant();
        return deliveries.stream()
                .sorted(Comparator.comparing(Delivery::barcode))
                .mapToInt(each -> delivered(each, actor, now))
                .sum();
    }

    private int delivered(Delivery delivery, String actor, Instant now) {
        var parcel = parcels.lock(delivery.barcode())
                .filter(found -> found.state() == ParcelState.WITH_CARRIER)
                .filter(found -> found.toNode().equals(delivery.gatewayCode()));
        parcel.ifPresent(found -> moves.move(
                What.DELIVER,
                found.to(found.position()
                        .becomes(ParcelState.HANDED_OVER, new Holder(Holder.Kind.PERSON, found.recipientId()))),
                new Act(delivery.gatewayCode(), actor, delivery.at(), now, null, delivery.detail())));
        return parcel.isPresent() ? 1 : 0;
    }
}

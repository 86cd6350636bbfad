package org.cunlu.logistics.difference;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.logistics.Differences.Difference;
import org.cunlu.logistics.Differences.Kind;
import org.cunlu.logistics.Differences.Reason;
import org.cunlu.logistics.ParcelGivenUp;
import org.cunlu.logistics.ParcelRegister;
import org.cunlu.logistics.ParcelRegister.OnItsWay;
import org.cunlu.logistics.ParcelState;

/** A parcel that stays lost once somebody pays for it: its order is told, and if it turns up it goes home. */
@Singleton
class GivingUp {
    private static final Set<Reason> FOR_GOOD = Set.of(Reason.NODE_PAYS, Reason.CARRIER_PAYS, Reason.WRITTEN_OFF);

    private final ParcelRegister register;
    private final Outbox outbox;

    GivingUp(ParcelRegister register, Outbox outbox) {
        this.register = register;
        this.outbox = outbox;
    }

    /**
     * Before the difference is closed, since whoever finds the parcel takes the two in this order as well.
     * @return the parcel that would be given up by this, locked
     */
    Optional<OnItsWay> lost(Difference difference, Reason reason) {
        if (difference.kind() != Kind.SHORT || difference.barcode() == null || !FOR_GOOD.contains(reason)) {
            return Optional.empty();
        }
        return register.lock(List.of(difference.barcode())).stream()
                .filter(parcel -> parcel.state() == ParcelState.LOST && !parcel.goods())
                .findFirst();
    }

    void giveUp(OnItsWay parcel, Difference difference, Reason reason, Instant at) {
        register.turnBack(parcel.barcode());
        outbox.append(new ParcelGivenUp(
                parcel.orderId(),
                parcel.barcode(),
                reason,
                reason == Reason.NODE_PAYS ? difference.ownerNode() : null,
                at));
    }
}

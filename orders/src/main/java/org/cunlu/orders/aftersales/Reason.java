package org.cunlu.orders.aftersales;

import java.util.EnumSet;
import java.util.Set;
import org.cunlu.orders.Reversal.Fault;

/** Why, with what may be asked for it and whose fault it is unless the county finds otherwise. */
enum Reason {
    /** 七天无理由. */
    NO_REASON(Fault.NOBODY, Kind.RETURN),
    DAMAGED(Fault.SELLER, Kind.RETURN, Kind.EXCHANGE, Kind.CLAIM, Kind.REFUND_ONLY),
    /** Fewer pieces than were told. */
    SHORT(Fault.SELLER, Kind.CLAIM, Kind.REFUND_ONLY),
    WRONG(Fault.SELLER, Kind.RETURN, Kind.EXCHANGE, Kind.CLAIM, Kind.REFUND_ONLY),
    NOT_AS_DESCRIBED(Fault.SELLER, Kind.RETURN, Kind.EXCHANGE, Kind.CLAIM),
    SPOILED(Fault.SELLER, Kind.CLAIM, Kind.REFUND_ONLY),
    /** It came later than promised: for the carriage, and not the seller's, so the county decides. */
    LATE(Fault.PLATFORM, Kind.CLAIM);

    private final Fault fault;
    private final Set<Kind> kinds;

    Reason(Fault fault, Kind... kinds) {
        this.fault = fault;
        this.kinds = EnumSet.of(kinds[0], kinds);
    }

    Fault fault() {
        return fault;
    }

    boolean allows(Kind kind) {
        return kinds.contains(kind);
    }

    /** @return whether a photo must show it */
    boolean shown() {
        return this != NO_REASON && this != LATE;
    }
}

package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.StationWork.Outcome;
import org.cunlu.logistics.StationWork.Scan;

/** Applies scans: the only way that parcels and bags move. */
public interface Scans {
    /**
     * In a transaction of its own, together with the memory of its answer. Never throws for what the scan says.
     * @param madeAt when it was made, by our clock; null for now
     */
    Answered apply(Caller caller, Scan scan, @Nullable Instant madeAt);

    /**
     * Applies scans in this order, each as {@link #apply} does: one that is refused changes nothing and hinders no other. What
     * one person does at one node may be written down together; nothing is answered before it is.
     */
    default List<Answered> applyAll(Caller caller, List<Made> made) {
        return made.stream().map(each -> apply(caller, each.scan(), each.at())).toList();
    }

    /** A scan. @param at when it was made, by our clock; null for now */
    record Made(Scan scan, @Nullable Instant at) {}

    /**
     * The same by the crew of the trip that the scan names, who need not work at its node: who asks has found out that it is
     * their trip. Only LOAD and OFFLOAD of what goes with it, DEPART and ARRIVE.
     */
    Answered aboard(Caller crew, Scan scan, @Nullable Instant madeAt);

    /**
     * @param outcome how it ended
     * @param code why it was refused, stable; null when it was applied
     * @param title the same for people, Chinese first
     * @param state of the parcel or bag after it; null when refused
     * @param barcode of the parcel it was about; null for none, or one unknown
     */
    record Answered(
            Outcome outcome,
            @Nullable String code,
            @Nullable String title,
            @Nullable String state,
            @Nullable String barcode) {}
}

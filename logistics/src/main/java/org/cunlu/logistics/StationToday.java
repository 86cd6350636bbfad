package org.cunlu.logistics;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.StationShelves.Filled;

/** What a station has to do today. */
public interface StationToday {
    /** @throws org.cunlu.kernel.problem.ProblemException {@code not-found} when the node is not the caller's */
    Today of(Caller caller, String nodeCode);

    /**
     * @param bagsComing by departure
     * @param looseComing parcels that come in no bag
     * @param toUnpack parcels in bags that arrived
     * @param toShelve ready, and nobody said where they lie
     * @param waiting on the shelf, for their recipients
     * @param overdue beyond their last day
     * @param toSendBack refused, or on their way back, with the next departure
     * @param toTakeIn units of transfers that are here and in no bag
     * @param toSend of villagers and shops, with the next departure; those BOOKED are not packed yet
     * @param cashInDrawerFen to hand in
     * @param cashOffered bundles that nobody took along yet
     * @param recyclables that wait for a load
     * @param filled what waits here for recipients or comes for them, some seconds old
     * @param full whether nothing more is promised to here until somebody collects
     * @param more whether there is more than this list takes
     */
    @Serdeable
    record Today(
            List<Bags.Coming> bagsComing,
            List<StationParcel> looseComing,
            List<StationParcel> toUnpack,
            List<StationParcel> toShelve,
            List<StationParcel> waiting,
            List<StationParcel> overdue,
            List<StationParcel> toSendBack,
            List<StationParcel> toTakeIn,
            List<StationParcel> toSend,
            long cashInDrawerFen,
            List<CashDrawer.Offered> cashOffered,
            List<Recyclables.Waiting> recyclables,
            Filled filled,
            boolean full,
            boolean more) {}
}

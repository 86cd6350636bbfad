package org.cunlu.logistics.station;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.Bags;
import org.cunlu.logistics.CashDrawer;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.ParcelsThere;
import org.cunlu.logistics.Recyclables;
import org.cunlu.logistics.StationParcel;
import org.cunlu.logistics.StationShelves;
import org.cunlu.logistics.StationShelves.Filled;
import org.cunlu.logistics.StationToday;
import org.cunlu.logistics.Workplaces;

/** What a station has to do today, sorted by what is done with it. */
@Singleton
class StationDay implements StationToday {
    /** More than a station has room for; a hub works by waves, not by this list. */
    private static final int PARCELS_MAX = 2_000;

    private static final Set<ParcelState> COMING = Set.of(ParcelState.LOADED, ParcelState.ON_TRIP, ParcelState.AT_STOP);
    private static final Set<ParcelState> TO_SEND = Set.of(ParcelState.BOOKED, ParcelState.AT_NODE);

    private final ParcelsThere parcels;
    private final Bags bags;
    private final CashDrawer drawer;
    private final Recyclables recyclables;
    private final StationShelves shelves;
    private final StationList list;
    private final Workplaces workplaces;
    private final Clock clock;

    StationDay(
            ParcelsThere parcels,
            Bags bags,
            CashDrawer drawer,
            Recyclables recyclables,
            StationShelves shelves,
            StationList list,
            Workplaces workplaces,
            Clock clock) {
        this.parcels = parcels;
        this.bags = bags;
        this.drawer = drawer;
        this.recyclables = recyclables;
        this.shelves = shelves;
        this.list = list;
        this.workplaces = workplaces;
        this.clock = clock;
    }

    @Override
    public Today of(Caller caller, String nodeCode) {
        Node node = workplaces.own(caller, nodeCode, "logistics.station", Workplaces.HANDS);
        var there = parcels.at(node.code(), null, "", PARCELS_MAX + 1);
        boolean more = there.size() > PARCELS_MAX;
        var all = list.told(more ? there.subList(0, PARCELS_MAX) : there, node);
        Instant now = clock.instant();
        Filled filled = shelves.filled(node.code());
        return new Today(
                bags.coming(node.code()),
                some(all, parcel -> COMING.contains(parcel.state()) && parcel.inBag() == null),
                some(all, parcel -> toUnpack(parcel)),
                some(all, parcel -> ready(parcel) && !overdue(parcel.collectBy(), now) && parcel.shelf() == null),
                some(all, parcel -> ready(parcel) && !overdue(parcel.collectBy(), now) && parcel.shelf() != null),
                some(all, parcel -> ready(parcel) && overdue(parcel.collectBy(), now)),
                some(all, StationDay::toSendBack),
                some(all, parcel -> toTakeIn(parcel, node)),
                some(
                        all,
                        parcel -> TO_SEND.contains(parcel.state())
                                && !parcel.goingBack()
                                && !toUnpack(parcel)
                                && !toTakeIn(parcel, node)),
                drawer.inDrawer(node.code()),
                drawer.offered(node.code()),
                recyclables.waiting(node.code()),
                filled,
                filled.full(node.profile()),
                more);
    }

    private static List<StationParcel> some(List<StationParcel> all, Predicate<StationParcel> which) {
        return all.stream().filter(which).toList();
    }

    private static boolean ready(StationParcel parcel) {
        return parcel.state() == ParcelState.READY;
    }

    /** In a bag that came here, it is at its end: what goes on stays in bags that are filled here. */
    private static boolean toUnpack(StationParcel parcel) {
        return parcel.state() == ParcelState.AT_NODE && parcel.inBag() != null && parcel.nextNode() == null;
    }

    /** What has come to its end and waits for nobody is goods; at a gateway it waits for its carrier. */
    private static boolean toTakeIn(StationParcel parcel, Node node) {
        return parcel.state() == ParcelState.AT_NODE
                && parcel.inBag() == null
                && parcel.nextNode() == null
                && !parcel.goingBack()
                && node.tier() != Node.Tier.GATEWAY;
    }

    private static boolean toSendBack(StationParcel parcel) {
        return parcel.state() == ParcelState.REFUSED
                || parcel.goingBack() && parcel.state() == ParcelState.AT_NODE && !toUnpack(parcel);
    }

    private static boolean overdue(@Nullable Instant collectBy, Instant now) {
        return collectBy != null && collectBy.isBefore(now);
    }
}

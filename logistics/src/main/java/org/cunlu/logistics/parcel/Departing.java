package org.cunlu.logistics.parcel;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.PublishedTours;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.parcel.BagLoads.BagLoad;
import org.cunlu.logistics.parcel.Refusal.Why;

/** OUT, or LOAD and then DEPART: parcels, alone or in a bag, leave a node with a trip of the timetable. */
@Singleton
class Departing implements ScanHandler {
    private final AtHand atHand;
    private final ParcelMoves moves;
    private final ParcelTable parcels;
    private final BagTable bags;
    private final BagLoads loads;
    private final OnTheWay way;

    Departing(AtHand atHand, ParcelMoves moves, ParcelTable parcels, BagTable bags, BagLoads loads, OnTheWay way) {
        this.atHand = atHand;
        this.moves = moves;
        this.parcels = parcels;
        this.bags = bags;
        this.loads = loads;
        this.way = way;
    }

    @Override
    public Set<ScanKind> kinds() {
        return Set.of(ScanKind.OUT, ScanKind.LOAD, ScanKind.DEPART);
    }

    @Override
    public Done apply(ScanCall call) {
        return switch (call.scan().kind()) {
            case OUT -> leave(call, What.OUT, ParcelState.ON_TRIP, Bag.State.ON_TRIP);
            case LOAD -> leave(call, What.LOAD, ParcelState.LOADED, Bag.State.LOADED);
            default -> depart(call);
        };
    }

    private Done leave(ScanCall call, What what, ParcelState becomes, Bag.State bagBecomes) {
        return call.bagNotParcel() ? bagLeaves(call, what, becomes, bagBecomes) : parcelLeaves(call, what, becomes);
    }

    private Done parcelLeaves(ScanCall call, What what, ParcelState becomes) {
        Parcel parcel = way.leavesAsBefore(atHand.loose(call.scan().parcel(), what, call), null, call.act());
        if (parcel.position().nextNode() == null) {
            throw new Refusal(Why.AT_DESTINATION);
        }
        Leg trip = way.loading(List.of(parcel), call, parcel.position().nextNode());
        way.apart(List.of(parcel), trip);
        withTrip(List.of(parcel), trip, what, becomes, call.act());
        return Done.parcel(parcel.to(parcel.position().becomes(becomes, parcel.holder())));
    }

    private Done bagLeaves(ScanCall call, What what, ParcelState becomes, Bag.State bagBecomes) {
        Bag bag = atHand.bag(call.scan().bag(), call.nodeCode());
        if (!bag.openAt(call.nodeCode())) {
            throw new Refusal(Why.BAG_NOT_OPEN);
        }
        BagLoad load = loads.of(BagLoads.outermost(bag));
        if (load.parcels().isEmpty()) {
            throw new Refusal(Why.BAG_EMPTY);
        }
        List<Parcel> leaving = load.parcels().stream()
                .map(parcel -> way.leavesAsBefore(parcel, bag.nextNode(), call.act()))
                .toList();
        goTogether(bag, leaving);
        load = new BagLoad(load.bags(), leaving, load.depth());
        Leg trip = way.loading(leaving, call, bag.nextNode());
        way.apart(leaving, trip);
        withTrip(load, trip, what, becomes, bagBecomes, call.act());
        return Done.bag(bagBecomes);
    }

    /** @throws Refusal when something in it was sent another way meanwhile: it must be taken out */
    private static void goTogether(Bag bag, List<Parcel> parcels) {
        for (Parcel parcel : parcels) {
            if (!bag.nextNode().equals(parcel.position().nextNode())) {
                throw new Refusal(Why.BAG_OTHER_WAY, parcel.barcode());
            }
        }
    }

    private void withTrip(List<Parcel> leaving, Leg trip, What what, ParcelState becomes, Act act) {
        Holder holder = Holder.trip(trip.lineCode(), trip.serviceDate());
        moves.moveByBag(
                what,
                leaving.stream()
                        .map(parcel -> parcel.to(parcel.position().becomes(becomes, holder)))
                        .toList(),
                act);
        way.leave(leaving, trip, act.at());
    }

    private void withTrip(BagLoad load, Leg trip, What what, ParcelState becomes, Bag.State bagBecomes, Act act) {
        withTrip(load.parcels(), trip, what, becomes, act);
        load.bags().forEach(each -> BagLoads.expect(bags.left(each, trip, bagBecomes), each));
    }

    /** They are at the next node, so they left, though that scan is not here yet: it is written down as what it was. */
    void impliedBy(Parcel arrived, Act act) {
        Leg trip = way.cameWith(List.of(arrived), act.at());
        withTrip(List.of(arrived), trip, What.OUT, ParcelState.ON_TRIP, implied(trip, act));
    }

    /** As {@link #impliedBy(Parcel, Act)}, for a bag. */
    void impliedBy(Bag arrived, Act act) {
        BagLoad load = loads.of(BagLoads.outermost(arrived));
        if (load.parcels().isEmpty()) {
            throw new Refusal(Why.BAG_EMPTY);
        }
        List<Parcel> left = load.parcels().stream()
                .map(parcel -> way.asBefore(parcel, arrived.nextNode(), Instant.EPOCH, act.at(), act))
                .toList();
        goTogether(arrived, left);
        load = new BagLoad(load.bags(), left, load.depth());
        Leg trip = way.cameWith(left, act.at());
        withTrip(load, trip, What.OUT, ParcelState.ON_TRIP, Bag.State.ON_TRIP, implied(trip, act));
    }

    private static Act implied(Leg trip, Act act) {
        return new Act(
                trip.fromNode(), Act.SYSTEM, trip.departsAt(), act.recordedAt(), act.scanKey(), "implied by arrival");
    }

    private Done depart(ScanCall call) {
        String trip = call.trip();
        var loadedBags = bags.lockOnTrip(trip, Bag.State.LOADED, call.nodeCode(), true);
        var loaded = parcels.lockOnTrip(trip, ParcelState.LOADED, call.nodeCode(), true);
        if (loaded.isEmpty()) {
            throw new Refusal(Why.TRIP_UNKNOWN);
        }
        Leg leg = way.currentLegs(loaded).getFirst();
        // Nobody waits at a stop of a tour for its time to come.
        if (call.act().at().isBefore(leg.departsAt()) && !PublishedTours.names(leg.lineCode())) {
            throw new Refusal(Why.TOO_EARLY, OnTheWay.shown(leg));
        }
        moves.moveByBag(
                What.DEPART,
                loaded.stream()
                        .map(parcel -> parcel.to(parcel.position().becomes(ParcelState.ON_TRIP, parcel.holder())))
                        .toList(),
                call.act());
        loadedBags.forEach(bag -> BagLoads.expect(bags.becomes(bag, Bag.State.ON_TRIP), bag));
        return Done.trip(ParcelState.ON_TRIP);
    }
}

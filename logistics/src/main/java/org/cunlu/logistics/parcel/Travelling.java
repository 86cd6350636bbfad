package org.cunlu.logistics.parcel;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.Timetable;
import org.cunlu.logistics.parcel.LegTable.ParcelLeg;
import org.cunlu.logistics.parcel.Refusal.Why;

/** OUT and IN: parcels, alone or in a bag, leave a node with a trip of the timetable and arrive at the next. */
@Singleton
class Travelling implements ScanHandler {
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("MM-dd HH:mm");

    private final AtHand atHand;
    private final ParcelMoves moves;
    private final ParcelTable parcels;
    private final BagTable bags;
    private final LegTable legs;
    private final Timetable timetable;
    private final Duration loadingWindow;

    /** @param loadingWindow how long before its departure a trip is loaded */
    Travelling(
            AtHand atHand,
            ParcelMoves moves,
            ParcelTable parcels,
            BagTable bags,
            LegTable legs,
            Timetable timetable,
            @Value("${cunlu.logistics.loading-window:60m}") Duration loadingWindow) {
        this.atHand = atHand;
        this.moves = moves;
        this.parcels = parcels;
        this.bags = bags;
        this.legs = legs;
        this.timetable = timetable;
        this.loadingWindow = loadingWindow;
    }

    @Override
    public Set<ScanKind> kinds() {
        return Set.of(ScanKind.OUT, ScanKind.IN);
    }

    @Override
    public Done apply(ScanCall call) {
        boolean bag = call.scan().bag() != null;
        if (bag == (call.scan().parcel() != null)) {
            throw new Refusal(Why.SCAN_INVALID);
        }
        if (call.scan().kind() == ScanKind.OUT) {
            return bag ? bagOut(call) : parcelOut(call);
        }
        return bag ? bagIn(call) : parcelIn(call);
    }

    private Done parcelOut(ScanCall call) {
        Parcel parcel = atHand.loose(call.scan().parcel(), What.OUT, call.nodeCode());
        if (parcel.position().nextNode() == null) {
            throw new Refusal(Why.AT_DESTINATION);
        }
        leave(List.of(parcel), parcel.position().nextNode(), call);
        return Done.parcel(parcel.to(parcel.position().becomes(ParcelState.ON_TRIP, parcel.holder())));
    }

    private Done bagOut(ScanCall call) {
        Bag bag = atHand.bag(call.scan().bag(), call.nodeCode());
        if (!bag.openAt(call.nodeCode())) {
            throw new Refusal(Why.BAG_NOT_OPEN);
        }
        var inside = parcels.lockIn(bag.sscc());
        if (inside.isEmpty()) {
            throw new Refusal(Why.BAG_EMPTY);
        }
        Leg trip = leave(inside, bag.nextNode(), call);
        expect(bags.left(bag, trip), bag);
        return Done.bag(Bag.State.ON_TRIP);
    }

    private Leg leave(List<Parcel> leaving, String nextNode, ScanCall call) {
        Instant now = call.act().at();
        var current = currentLegs(leaving);
        Leg trip = trip(call.nodeCode(), nextNode, current, now);
        if (now.isBefore(trip.departsAt().minus(loadingWindow))) {
            boolean missed = current.stream().anyMatch(leg -> leg.departsAt().isBefore(now));
            throw new Refusal(missed ? Why.DEPARTURE_MISSED : Why.TOO_EARLY, shown(trip));
        }
        Holder holder = Holder.trip(trip.lineCode(), trip.serviceDate());
        moves.move(
                What.OUT,
                leaving.stream()
                        .map(parcel -> parcel.to(parcel.position().becomes(ParcelState.ON_TRIP, holder)))
                        .toList(),
                call.act());
        legs.leave(leaving, trip, now);
        return trip;
    }

    private List<Leg> currentLegs(List<Parcel> leaving) {
        Map<String, Integer> seqs = leaving.stream().collect(Collectors.toMap(Parcel::barcode, Parcel::legSeq));
        return legs.of(seqs.keySet()).stream()
                .filter(leg -> leg.seq() == seqs.get(leg.barcode()))
                .map(ParcelLeg::leg)
                .toList();
    }

    /** The earliest trip that has not gone: one that a leg names, or, when one was missed, the next of the timetable. */
    private Leg trip(String nodeCode, String nextNode, List<Leg> current, Instant now) {
        boolean missed = current.stream().anyMatch(leg -> leg.departsAt().isBefore(now));
        Stream<Leg> next = missed ? timetable.nextDeparture(nodeCode, nextNode, now).stream() : Stream.empty();
        return Stream.concat(current.stream().filter(leg -> !leg.departsAt().isBefore(now)), next)
                .min(Comparator.comparing(Leg::departsAt))
                .orElseThrow(() -> new Refusal(Why.NO_DEPARTURE));
    }

    private Done parcelIn(ScanCall call) {
        Parcel parcel = atHand.loose(call.scan().parcel(), What.IN, call.nodeCode());
        Leg trip = currentLegs(List.of(parcel)).getFirst();
        checkDeparted(trip.departsAt(), call);
        ParcelState state = Packing.stateAt(parcel, call.node());
        arrive(List.of(parcel), state, call);
        return Done.parcel(parcel.to(parcel.position().becomes(state, parcel.holder())));
    }

    private Done bagIn(ScanCall call) {
        Bag bag = atHand.bag(call.scan().bag(), call.nodeCode());
        if (bag.state() != Bag.State.ON_TRIP || !bag.nextNode().equals(call.nodeCode())) {
            throw new Refusal(Why.BAG_NOT_ON_TRIP);
        }
        checkDeparted(bag.departsAt(), call);
        // In the bag they are not ready for anybody yet, even where they are at home.
        arrive(parcels.lockIn(bag.sscc()), ParcelState.AT_NODE, call);
        expect(bags.arrived(bag, call.nodeCode()), bag);
        return Done.bag(Bag.State.ARRIVED);
    }

    private static void checkDeparted(Instant departsAt, ScanCall call) {
        if (call.act().at().isBefore(departsAt)) {
            throw new Refusal(Why.NOT_DEPARTED);
        }
    }

    private void arrive(List<Parcel> arriving, ParcelState state, ScanCall call) {
        Holder holder = Holder.node(call.nodeCode());
        Map<String, Map<Integer, String>> ways = legs
                .of(arriving.stream().map(Parcel::barcode).toList())
                .stream()
                .collect(Collectors.groupingBy(
                        ParcelLeg::barcode,
                        Collectors.toMap(ParcelLeg::seq, leg -> leg.leg().toNode())));
        moves.move(
                What.IN,
                arriving.stream()
                        .map(parcel -> parcel.to(parcel.position()
                                .arrived(
                                        state,
                                        holder,
                                        ways.get(parcel.barcode()).get(parcel.legSeq() + 1))))
                        .toList(),
                call.act());
        legs.arrive(arriving, call.act().at());
    }

    private static String shown(Leg trip) {
        return trip.lineCode() + " " + SHOWN.format(CountyTime.at(trip.departsAt()));
    }

    private static void expect(boolean changed, Bag bag) {
        if (!changed) {
            throw new IllegalStateException("a locked bag changed: " + bag.sscc());
        }
    }
}

package org.cunlu.logistics.parcel;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.DepartureRoom;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.PublishedTours;
import org.cunlu.logistics.Timetable;
import org.cunlu.logistics.Ways;
import org.cunlu.logistics.Ways.Boarding;
import org.cunlu.logistics.Ways.LegKey;
import org.cunlu.logistics.parcel.Parcel.Change;
import org.cunlu.logistics.parcel.Refusal.Why;

/** The ways of parcels as scans need them: which trip it is, or why there is none. */
@Singleton
class OnTheWay {
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("MM-dd HH:mm");

    /** How often others may fill a departure first. */
    private static final int ATTEMPTS_MAX = 5;

    private final Ways ways;
    private final Timetable timetable;
    private final PublishedTours tours;
    private final ParcelTable parcels;
    private final DepartureRoom room;
    private final Duration loadingWindow;

    /** @param loadingWindow how long before its departure a trip is loaded */
    OnTheWay(
            Ways ways,
            Timetable timetable,
            PublishedTours tours,
            ParcelTable parcels,
            DepartureRoom room,
            @Value("${cunlu.logistics.loading-window:60m}") Duration loadingWindow) {
        this.ways = ways;
        this.timetable = timetable;
        this.tours = tours;
        this.parcels = parcels;
        this.room = room;
        this.loadingWindow = loadingWindow;
    }

    static List<LegKey> keys(List<Parcel> parcels) {
        return parcels.stream()
                .map(parcel -> new LegKey(parcel.barcode(), parcel.legSeq()))
                .toList();
    }

    List<Leg> currentLegs(List<Parcel> parcels) {
        return List.copyOf(legsOf(parcels).values());
    }

    /** @return the current leg of each, by barcode */
    Map<String, Leg> legsOf(List<Parcel> parcels) {
        return ways.current(keys(parcels));
    }

    /** @return whether its next leg starts at this node, or none is left and it is to stay there */
    boolean leadsOnFrom(String nodeCode, Parcel parcel) {
        Leg next = legsOf(List.of(parcel)).get(parcel.barcode());
        return next == null
                ? parcel.destination().equals(nodeCode)
                : next.fromNode().equals(nodeCode);
    }

    /**
     * The watch sent it another way, but its scans were late: it went, or goes, as it was to before, so these legs are its own
     * again.
     * @param to null for wherever it was to go
     * @param earliest of the departure, to {@code latest}
     * @return as it stands now; the same when its leg of now fits, or it was to take none that does
     */
    Parcel asBefore(Parcel parcel, @Nullable String to, Instant earliest, Instant latest, Act act) {
        if (parcel.state() != ParcelState.AT_NODE || parcel.holder().kind() != Holder.Kind.NODE) {
            return parcel;
        }
        Leg now = legsOf(List.of(parcel)).get(parcel.barcode());
        boolean fits = now != null
                && (to == null || now.toNode().equals(to))
                && !now.departsAt().isBefore(earliest)
                && !now.departsAt().isAfter(latest);
        List<Leg> before =
                fits ? List.of() : ways.aside(parcel.barcode(), parcel.holder().id(), to, earliest, latest);
        if (before.isEmpty() || !before.getLast().toNode().equals(parcel.destination())) {
            return parcel;
        }
        ways.replace(
                Map.of(new LegKey(parcel.barcode(), parcel.position().legsDone()), before),
                parcel.countyCode(),
                act.recordedAt());
        parcels.setNext(parcel.barcode(), before.getFirst().toNode());
        return parcels.lock(parcel.barcode()).orElseThrow();
    }

    /** The same for what leaves: a scan that comes late may be of the departure that it was to take. */
    Parcel leavesAsBefore(Parcel parcel, @Nullable String to, Act act) {
        return act.late() ? asBefore(parcel, to, act.at(), act.at().plus(loadingWindow), act) : parcel;
    }

    /** They leave with a trip, and hold room there and not where they held it. */
    void leave(List<Parcel> leaving, Leg trip, Instant at) {
        ways.leave(keys(leaving), trip, at);
        board(leaving, trip);
    }

    /** They go with the trips that were planned for them, and hold room there again. */
    void stay(List<Parcel> staying) {
        ways.stay(keys(staying));
        Map<String, Leg> planned = legsOf(staying);
        staying.stream()
                .filter(parcel -> planned.containsKey(parcel.barcode()))
                .collect(Collectors.groupingBy(parcel -> planned.get(parcel.barcode())))
                .forEach((trip, parcels) -> board(parcels, trip));
    }

    private void board(List<Parcel> going, Leg trip) {
        Map<String, Parcel> byOrder = going.stream().collect(Collectors.toMap(Parcel::orderId, Function.identity()));
        room.board(
                going.getFirst().countyCode(),
                going.stream().collect(Collectors.toMap(Parcel::orderId, Parcel::legSeq)),
                orders -> parcels.loads(orders.stream().map(byOrder::get).toList()),
                trip);
    }

    /** @return the trip that is loaded now for the next node: the one that the scan names, or the next that goes */
    Leg loading(List<Parcel> leaving, ScanCall call, String nextNode) {
        Instant now = call.act().at();
        boolean named = call.scan().trip() != null;
        Boarding boarding = named
                ? ways.loading(call.trip(), call.nodeCode(), nextNode, now)
                : ways.loading(keys(leaving), call.nodeCode(), nextNode, now);
        return switch (boarding) {
            case Boarding.With with -> with.trip();
            case Boarding.NotYet later ->
                throw new Refusal(later.missed() ? Why.DEPARTURE_MISSED : Why.TOO_EARLY, shown(later.trip()));
            case Boarding.None none -> throw new Refusal(named ? Why.TRIP_OTHER_WAY : Why.NO_DEPARTURE);
        };
    }

    /** @throws Refusal when the line may not carry what would leave with it: hazardous goods beside food, cool ones in a warm van */
    void apart(List<Parcel> leaving, Leg trip) {
        Compartments room = Compartments.of(trip.lineCode(), timetable::carries, tours::find);
        for (Parcel parcel : leaving) {
            room.refusal(parcel.storageClass()).ifPresent(why -> {
                throw new Refusal(why, parcel.barcode() + ", " + shown(trip));
            });
        }
    }

    /** @return the last trip with which what is here now can have come */
    Leg cameWith(List<Parcel> arrived, Instant now) {
        return switch (ways.cameWith(keys(arrived), now)) {
            case Boarding.With with -> with.trip();
            case Boarding.NotYet later -> throw new Refusal(Why.NOT_DEPARTED, shown(later.trip()));
            case Boarding.None none -> throw new Refusal(Why.NOT_HERE);
        };
    }

    /**
     * Gives a parcel new legs from where it really is. Legs that it never took stay in the table, not left and not arrived.
     * @param back whether it goes back to where it came from
     * @return the step that puts it at the beginning of them, in the hands of this node
     */
    Change from(Parcel parcel, Node node, String toNode, boolean back, Act act) {
        int behind = ways.last(parcel.barcode());
        Holder here = Holder.node(node.code());
        if (node.code().equals(toNode)) {
            boolean leaves = !back && node.tier() == Node.Tier.GATEWAY && !parcel.goods();
            if (!leaves || !holdsPickup(parcel, toNode, behind, act)) {
                room.move(
                        parcel.countyCode(),
                        parcel.orderId(),
                        parcel.position().legsDone(),
                        behind,
                        new DepartureRoom.Way(List.of(), parcels.load(parcel)));
            }
            boolean ready = !back && node.tier() != Node.Tier.GATEWAY && !parcel.goods();
            ParcelState state = back ? ParcelState.RETURNED : ready ? ParcelState.READY : ParcelState.AT_NODE;
            return parcel.to(parcel.position().rerouted(state, here, behind, null));
        }
        List<Leg> way = way(parcel, node.code(), toNode, behind, back, act);
        ways.follow(parcel.barcode(), parcel.countyCode(), behind, way);
        return parcel.to(parcel.position()
                .rerouted(ParcelState.AT_NODE, here, behind, way.getFirst().toNode()));
    }

    /** The way is found as if what it holds were given back, and holds room instead of that. */
    private List<Leg> way(Parcel parcel, String from, String to, int behind, boolean back, Act act) {
        Load load = parcels.load(parcel);
        int ridden = parcel.position().legsDone();
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            switch (room.without(parcel.orderId(), ridden, () -> timetable.replan(from, to, load, act.at()))) {
                case Promise.Kept kept -> {
                    // What goes home to a gateway stays there.
                    var way = new DepartureRoom.Way(back || parcel.goods() ? kept.rides() : kept.legs(), load);
                    if (room.move(parcel.countyCode(), parcel.orderId(), ridden, behind, way)) {
                        return kept.rides();
                    }
                }
                case Promise.Refused refused ->
                    throw new Refusal(Why.NO_DEPARTURE, refused.reason().name());
            }
        }
        throw new Refusal(Why.NO_DEPARTURE, Promise.Reason.FULL.name());
    }

    /** @return false when no carrier is known to take it: then it holds nothing, and whoever is at the gateway gives it away */
    private boolean holdsPickup(Parcel parcel, String gateway, int behind, Act act) {
        Load load = parcels.load(parcel);
        int ridden = parcel.position().legsDone();
        Promise found =
                room.without(parcel.orderId(), ridden, () -> timetable.replan(gateway, gateway, load, act.at()));
        return found instanceof Promise.Kept kept
                && room.move(
                        parcel.countyCode(),
                        parcel.orderId(),
                        ridden,
                        behind,
                        new DepartureRoom.Way(kept.legs(), load));
    }

    /** A carrier takes it over. Who leaves before the one with whom it was to go has it aboard, and the other has its room back. */
    void leavesCounty(Parcel parcel, String gateway, Act act) {
        room.of(List.of(parcel.orderId())).getOrDefault(parcel.orderId(), List.of()).stream()
                .filter(held ->
                        held.leg().leavesCounty() && held.leg().departsAt().isAfter(act.at()))
                .findAny()
                .ifPresent(held -> timetable
                        .nextPickup(gateway, parcel.storageClass(), act.at())
                        .filter(next -> next.departsAt().isBefore(held.leg().departsAt()))
                        .ifPresent(next -> room.board(
                                parcel.countyCode(),
                                Map.of(parcel.orderId(), held.seq()),
                                orders -> parcels.loads(List.of(parcel)),
                                next)));
    }

    static String shown(Leg trip) {
        return trip.lineCode() + " " + SHOWN.format(CountyTime.at(trip.departsAt()));
    }
}

package org.cunlu.logistics.parcel;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.Promise;
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

    private final Ways ways;
    private final Timetable timetable;
    private final ParcelTable parcels;

    OnTheWay(Ways ways, Timetable timetable, ParcelTable parcels) {
        this.ways = ways;
        this.timetable = timetable;
        this.parcels = parcels;
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

    void leave(List<Parcel> leaving, Leg trip, Instant at) {
        ways.leave(keys(leaving), trip, at);
    }

    void stay(List<Parcel> staying) {
        ways.stay(keys(staying));
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
            boolean ready = !back && node.tier() != Node.Tier.GATEWAY;
            ParcelState state = back ? ParcelState.RETURNED : ready ? ParcelState.READY : ParcelState.AT_NODE;
            return parcel.to(parcel.position().rerouted(state, here, behind, null));
        }
        List<Leg> way = way(parcel, node.code(), toNode, act);
        ways.follow(parcel.barcode(), parcel.countyCode(), behind, way);
        return parcel.to(parcel.position()
                .rerouted(ParcelState.AT_NODE, here, behind, way.getFirst().toNode()));
    }

    private List<Leg> way(Parcel parcel, String from, String to, Act act) {
        return switch (timetable.replan(from, to, parcels.load(parcel), act.at())) {
            case Promise.Kept kept -> kept.legs();
            case Promise.Refused refused ->
                throw new Refusal(Why.NO_DEPARTURE, refused.reason().name());
        };
    }

    static String shown(Leg trip) {
        return trip.lineCode() + " " + SHOWN.format(CountyTime.at(trip.departsAt()));
    }
}

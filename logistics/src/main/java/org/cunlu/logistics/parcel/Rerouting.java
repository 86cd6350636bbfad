package org.cunlu.logistics.parcel;

import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Timetable;
import org.cunlu.logistics.parcel.Parcel.Change;
import org.cunlu.logistics.parcel.Refusal.Why;

/** A new way for a parcel from where it really is. Legs that it never took stay in the table, not left and not arrived. */
@Singleton
class Rerouting {
    private final Timetable timetable;
    private final ParcelTable parcels;
    private final LegTable legs;

    Rerouting(Timetable timetable, ParcelTable parcels, LegTable legs) {
        this.timetable = timetable;
        this.parcels = parcels;
        this.legs = legs;
    }

    /**
     * Gives it its new legs.
     * @param back whether it goes back to where it came from
     * @return the step that puts it at the beginning of them, in the hands of this node
     */
    Change from(Parcel parcel, Node node, String toNode, boolean back, Act act) {
        int behind = legs.last(parcel.barcode());
        Holder here = Holder.node(node.code());
        if (node.code().equals(toNode)) {
            boolean ready = !back && node.tier() != Node.Tier.GATEWAY;
            ParcelState state = back ? ParcelState.RETURNED : ready ? ParcelState.READY : ParcelState.AT_NODE;
            return parcel.to(parcel.position().rerouted(state, here, behind, null));
        }
        List<Leg> way = way(parcel, node.code(), toNode, act);
        legs.insert(parcel, behind, way);
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
}

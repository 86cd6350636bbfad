package org.cunlu.logistics.slip;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.ParcelRegister.OnItsWay;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Timetable;

/** From where, when and to where a parcel can go on, and how. Decides only; changes nothing. */
@Singleton
class Planning {
    private static final Set<ParcelState> AT_REST = Set.of(ParcelState.BOOKED, ParcelState.AT_NODE);
    private static final Set<ParcelState> RIDING = Set.of(ParcelState.LOADED, ParcelState.ON_TRIP, ParcelState.AT_STOP);

    private final Timetable timetable;
    private final Network network;

    Planning(Timetable timetable, Network network) {
        this.timetable = timetable;
        this.network = network;
    }

    /**
     * Where it really is.
     * @param legsStay number of the last leg that stays as it is
     */
    record Stand(String node, Instant from, int legsStay) {}

    /** What is found. */
    sealed interface Plan {
        /** @param toNode where it goes */
        record Way(Stand stand, String toNode, List<Leg> legs, Instant availableAt) implements Plan {}

        record None(Stand stand, Promise.Reason why) implements Plan {}

        /** It lies ready, is over, or is lost: there is nothing to plan. */
        record Nothing() implements Plan {}
    }

    /** @param current its next or current leg, null when it has none @param notBefore null for now */
    Plan plan(OnItsWay parcel, @Nullable Leg current, @Nullable Instant notBefore, Instant now) {
        Optional<Stand> stand = stand(parcel, current, now);
        if (stand.isEmpty()) {
            return new Plan.Nothing();
        }
        Instant from = notBefore != null && notBefore.isAfter(stand.get().from())
                ? notBefore
                : stand.get().from();
        String to = destination(parcel);
        return switch (timetable.replan(stand.get().node(), to, parcel.load(), from)) {
            case Promise.Kept kept -> new Plan.Way(stand.get(), to, kept.legs(), kept.availableAt());
            case Promise.Refused refused -> new Plan.None(stand.get(), refused.reason());
        };
    }

    private static Optional<Stand> stand(OnItsWay parcel, @Nullable Leg current, Instant now) {
        if (AT_REST.contains(parcel.state()) && parcel.node() != null) {
            return Optional.of(new Stand(parcel.node(), now, parcel.legsDone()));
        }
        if (RIDING.contains(parcel.state()) && current != null) {
            Instant off = current.arrivesAt().isBefore(now) ? now : current.arrivesAt();
            return Optional.of(new Stand(current.toNode(), off, parcel.legsDone() + 1));
        }
        return Optional.empty();
    }

    /** The station that serves the people there now, when its own takes nothing any more. */
    private String destination(OnItsWay parcel) {
        String to = parcel.destination();
        boolean station = network.node(to)
                .filter(node -> !node.open())
                .filter(node -> node.tier() == Node.Tier.VILLAGE || node.tier() == Node.Tier.TOWNSHIP)
                .isPresent();
        return parcel.goingBack() || !station
                ? to
                : network.instead(to).map(Node::code).orElse(to);
    }
}

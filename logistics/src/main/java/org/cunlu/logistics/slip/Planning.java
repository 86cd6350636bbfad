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
    private final Roads roads;

    Planning(Timetable timetable, Network network, Roads roads) {
        this.timetable = timetable;
        this.network = network;
        this.roads = roads;
    }

    /**
     * Where it really is.
     * @param legsStay number of the last leg that stays
     * @param shortened whether that one ends sooner than it did: its goods get off at this node, at this moment
     */
    record Stand(String node, Instant from, int legsStay, boolean shortened) {}

    /** What is found. */
    sealed interface Plan {
        /** @param toNode where it goes */
        record Way(Stand stand, String toNode, List<Leg> legs, Instant availableAt) implements Plan {}

        record None(Stand stand, Promise.Reason why) implements Plan {}

        /** It lies ready, is over, or is lost: there is nothing to plan. */
        record Nothing() implements Plan {}
    }

    /** @param legs its next or current leg and those behind it @param notBefore null for now */
    Plan plan(OnItsWay parcel, List<Leg> legs, @Nullable Instant notBefore, Instant now) {
        Optional<Stand> stand = stand(parcel, legs.isEmpty() ? null : legs.getFirst(), now);
        if (stand.isEmpty()) {
            return new Plan.Nothing();
        }
        Instant from = notBefore != null && notBefore.isAfter(stand.get().from())
                ? notBefore
                : stand.get().from();
        Instant due = legs.isEmpty() || legs.getLast().arrivesAt().isBefore(now)
                ? now
                : legs.getLast().arrivesAt();
        String to = destination(parcel, due);
        return switch (timetable.replan(stand.get().node(), to, parcel.load(), from)) {
            case Promise.Kept kept -> new Plan.Way(stand.get(), to, kept.legs(), kept.availableAt());
            case Promise.Refused refused -> new Plan.None(stand.get(), refused.reason());
        };
    }

    private Optional<Stand> stand(OnItsWay parcel, @Nullable Leg current, Instant now) {
        if (AT_REST.contains(parcel.state()) && parcel.node() != null) {
            return Optional.of(new Stand(parcel.node(), now, parcel.legsDone(), false));
        }
        if (RIDING.contains(parcel.state()) && current != null) {
            int riding = parcel.legsDone() + 1;
            Optional<Stand> sooner = roads.comingStop(current, parcel.state() == ParcelState.LOADED, now)
                    .map(stop -> new Stand(stop.node(), later(stop.at(), now), riding, true));
            return sooner.isPresent()
                    ? sooner
                    : Optional.of(new Stand(current.toNode(), later(current.arrivesAt(), now), riding, false));
        }
        return Optional.empty();
    }

    private static Instant later(Instant planned, Instant now) {
        return planned.isBefore(now) ? now : planned;
    }

    /** The station that serves the people there, when its own takes nothing at the time. */
    private String destination(OnItsWay parcel, Instant due) {
        String to = parcel.destination();
        boolean station = network.node(to)
                .filter(node -> !node.open() || roads.closed(to, due))
                .filter(node -> node.tier() == Node.Tier.VILLAGE || node.tier() == Node.Tier.TOWNSHIP)
                .isPresent();
        return parcel.goingBack() || !station
                ? to
                : network.instead(to, due).map(Node::code).orElse(to);
    }
}

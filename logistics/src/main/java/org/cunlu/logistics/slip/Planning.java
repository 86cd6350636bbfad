package org.cunlu.logistics.slip;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.cunlu.logistics.DepartureRoom;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.ParcelRegister.OnItsWay;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Rerouting.Cause;
import org.cunlu.logistics.SlipReason;
import org.cunlu.logistics.Timetable;
import org.cunlu.logistics.slip.Roads.ComingStop;

/** From where, when and to where a parcel can go on, and how. Decides only; changes nothing. */
@Singleton
class Planning {
    private static final Set<ParcelState> AT_REST = Set.of(ParcelState.BOOKED, ParcelState.AT_NODE);
    private static final Set<ParcelState> RIDING = Set.of(ParcelState.LOADED, ParcelState.ON_TRIP, ParcelState.AT_STOP);

    private final Timetable timetable;
    private final Network network;
    private final Roads roads;
    private final DepartureRoom room;

    Planning(Timetable timetable, Network network, Roads roads, DepartureRoom room) {
        this.room = room;
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

    /** A carrier's departure from a gateway. @param held whether it holds room on it already */
    record Pickup(Leg leg, boolean held) {}

    /** What is found. */
    sealed interface Plan {
        /** @param toNode where it goes @param pickup with which carrier it leaves the county; null when it does not */
        record Way(
                Stand stand,
                String toNode,
                List<Leg> legs,
                @Nullable Pickup pickup,
                Instant availableAt) implements Plan {
            /** @return all that is to hold room */
            List<Leg> seats() {
                return pickup == null
                        ? legs
                        : Stream.concat(legs.stream(), Stream.of(pickup.leg())).toList();
            }

            boolean otherPickup() {
                return pickup != null && !pickup.held();
            }
        }

        record None(Stand stand, Promise.Reason why) implements Plan {}

        /** It lies ready, is over, or is lost: there is nothing to plan. */
        record Nothing() implements Plan {}
    }

    /**
     * @param legs its next or current leg and those behind it
     * @param ahead where what rides gets off, when its trip has gone past its stop; null when it has not
     */
    Plan plan(OnItsWay parcel, List<Leg> legs, Cause cause, Instant now, @Nullable ComingStop ahead) {
        Leg current = legs.isEmpty() ? null : legs.getFirst();
        if (parcel.state() == ParcelState.LOADED && current != null && offAgain(current, cause, now)) {
            // It is taken off again first; then it lies at a node, from which it is tried anew.
            var aboard = new Stand(current.fromNode(), now, parcel.legsDone() + 1, false);
            return new Plan.None(aboard, Promise.Reason.NO_CONNECTION);
        }
        Optional<Stand> stand = stand(parcel, current, now, ahead);
        if (stand.isEmpty()) {
            return new Plan.Nothing();
        }
        Instant from = cause.notBefore() == null
                ? stand.get().from()
                : later(stand.get().from(), cause.notBefore());
        Instant due = legs.isEmpty() || legs.getLast().arrivesAt().isBefore(now)
                ? now
                : legs.getLast().arrivesAt();
        String to = destination(parcel, due);
        List<Leg> behind = legs.subList(Math.min(stand.get().legsStay() - parcel.legsDone(), legs.size()), legs.size());
        if (cause.reason() == SlipReason.TIMETABLE_CHANGED) {
            return asTimed(parcel, behind, stand.get(), to, cause, now);
        }
        if (cause.reason() != SlipReason.DEPARTURE_FULL
                && stands(parcel, behind, stand.get().node(), to, from, now)) {
            // Its room on them is held already, so a search would take them for fuller than they are.
            Leg pickup = heldPickup(parcel, to);
            if (pickup == null || !roads.broken(pickup, now)) {
                Pickup same = pickup == null ? null : new Pickup(pickup, true);
                return new Plan.Way(stand.get(), to, behind, same, parcel.promisedNow());
            }
        }
        return search(stand.get(), to, parcel, cause);
    }

    private boolean gateway(String node) {
        return network.node(node)
                .filter(known -> known.tier() == Node.Tier.GATEWAY)
                .isPresent();
    }

    /** @return the carrier's departure on which it holds room; null when it stays in the county, or has to give way */
    private @Nullable Leg heldPickup(OnItsWay parcel, String to) {
        return gateway(to)
                ? room.of(List.of(parcel.orderId())).getOrDefault(parcel.orderId(), List.of()).stream()
                        .filter(held -> held.leg().leavesCounty() && held.overflow() == null)
                        .map(DepartureRoom.Held::leg)
                        .findAny()
                        .orElse(null)
                : null;
    }

    /** What is aboard a departure that goes no more, or not that way, is taken off again. */
    private boolean offAgain(Leg current, Cause cause, Instant now) {
        boolean gone = cause.reason() == SlipReason.TIMETABLE_CHANGED
                && current.departsAt().isAfter(now)
                && !roads.runs(current);
        return gone || roads.broken(current, now);
    }

    /** Its room has moved with its departures: as long as those join it keeps them, unless its promise fails and others are sooner. */
    private Plan asTimed(OnItsWay parcel, List<Leg> behind, Stand stand, String to, Cause cause, Instant now) {
        Optional<Plan.Way> there = parcel.promisedNow() != null
                        && joined(behind, stand.node(), to, ready(parcel, stand, now))
                        && behind.stream().noneMatch(leg -> roads.broken(leg, now) || !roads.takesGoods(leg.toNode()))
                ? along(behind, stand, to, parcel)
                : Optional.empty();
        if (there.isPresent() && !there.get().availableAt().isAfter(parcel.promisedNow())) {
            return new Plan.Way(stand, to, behind, there.get().pickup(), parcel.promisedNow());
        }
        Plan found = alone(parcel, stand, () -> found(stand, to, parcel, cause));
        boolean sooner = found instanceof Plan.Way way
                && there.map(kept -> way.availableAt().isBefore(kept.availableAt()))
                        .orElse(true);
        return sooner || there.isEmpty() ? found : there.get();
    }

    /** As if what it holds itself were given back. */
    private <T> T alone(OnItsWay parcel, Stand stand, Supplier<T> search) {
        return room.without(parcel.orderId(), stand.legsStay(), search);
    }

    /** @return when it is there by these legs, and with which carrier it leaves where they end at a gateway */
    private Optional<Plan.Way> along(List<Leg> legs, Stand stand, String to, OnItsWay parcel) {
        Instant arrives = legs.getLast().arrivesAt();
        return alone(parcel, stand, () -> timetable.replan(to, to, parcel.load(), arrives)) instanceof Promise.Kept kept
                ? Optional.of(way(stand, to, legs, kept, parcel))
                : Optional.empty();
    }

    private Plan.Way way(Stand stand, String to, List<Leg> legs, Promise.Kept kept, OnItsWay parcel) {
        Leg leaves = kept.legs().stream().filter(Leg::leavesCounty).findAny().orElse(null);
        if (leaves == null || parcel.goods() || parcel.goingBack()) {
            return new Plan.Way(stand, to, legs, null, kept.availableAt());
        }
        Leg held = heldPickup(parcel, to);
        // Who carries it further takes as long as was promised, which depends on where to.
        boolean known = held != null
                && parcel.promisedNow() != null
                && parcel.promisedNow().isAfter(held.departsAt());
        Instant there = known
                ? leaves.departsAt().plus(Duration.between(held.departsAt(), parcel.promisedNow()))
                : kept.availableAt();
        return new Plan.Way(stand, to, legs, new Pickup(leaves, leaves.equals(held)), there);
    }

    /** @return when it can be aboard from there: what lies at a node was taken into work when it came */
    private Instant ready(OnItsWay parcel, Stand stand, Instant now) {
        return parcel.state() == ParcelState.AT_NODE
                ? later(parcel.movedAt().plus(roads.handling(stand.node())), now)
                : stand.from().plus(roads.handling(stand.node()));
    }

    private boolean joined(List<Leg> legs, String node, String to, Instant ready) {
        String at = node;
        Instant since = ready;
        for (Leg leg : legs) {
            if (!leg.fromNode().equals(at) || leg.departsAt().isBefore(since) || !roads.runs(leg)) {
                return false;
            }
            at = leg.toNode();
            since = leg.arrivesAt().plus(roads.handling(at));
        }
        return !legs.isEmpty() && at.equals(to);
    }

    /** What the timetable has from there, whatever it was until now. */
    Plan search(Stand stand, String to, OnItsWay parcel, Cause cause) {
        // What it holds at a gateway itself would make the carrier's departure look fuller than it is.
        return gateway(to)
                ? alone(parcel, stand, () -> found(stand, to, parcel, cause))
                : found(stand, to, parcel, cause);
    }

    private Plan found(Stand stand, String to, OnItsWay parcel, Cause cause) {
        Instant from = cause.notBefore() == null ? stand.from() : later(stand.from(), cause.notBefore());
        return switch (timetable.replan(stand.node(), to, parcel.load(), from)) {
            case Promise.Kept kept -> way(stand, to, kept.rides(), kept, parcel);
            case Promise.Refused refused -> new Plan.None(stand, refused.reason());
        };
    }

    private Optional<Stand> stand(OnItsWay parcel, @Nullable Leg current, Instant now, @Nullable ComingStop ahead) {
        if (AT_REST.contains(parcel.state()) && parcel.node() != null) {
            return Optional.of(new Stand(parcel.node(), now, parcel.legsDone(), false));
        }
        if (RIDING.contains(parcel.state()) && current != null) {
            int riding = parcel.legsDone() + 1;
            Optional<Stand> sooner = Optional.ofNullable(ahead)
                    .or(() -> roads.comingStop(current, now))
                    .map(stop -> new Stand(stop.node(), later(stop.at(), now), riding, true));
            return sooner.isPresent()
                    ? sooner
                    : Optional.of(new Stand(current.toNode(), later(current.arrivesAt(), now), riding, false));
        }
        return Optional.empty();
    }

    private boolean stands(OnItsWay parcel, List<Leg> behind, String node, String to, Instant from, Instant now) {
        return parcel.promisedNow() != null
                && parcel.promisedNow().isAfter(now)
                && !behind.isEmpty()
                && behind.getFirst().fromNode().equals(node)
                && behind.getLast().toNode().equals(to)
                && !behind.getLast().arrivesAt().isAfter(parcel.promisedNow())
                && !behind.getFirst().departsAt().isBefore(from.plus(roads.handling(node)))
                && behind.stream().noneMatch(leg -> roads.broken(leg, now) || !roads.takesGoods(leg.toNode()));
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
        return parcel.goingBack() || parcel.goods() || !station
                ? to
                : network.instead(to, parcel.load().storageClass(), due)
                        .map(Node::code)
                        .orElse(to);
    }
}

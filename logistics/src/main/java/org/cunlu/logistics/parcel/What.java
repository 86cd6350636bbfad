package org.cunlu.logistics.parcel;

import static org.cunlu.logistics.ParcelState.AT_NODE;
import static org.cunlu.logistics.ParcelState.AT_STOP;
import static org.cunlu.logistics.ParcelState.BOOKED;
import static org.cunlu.logistics.ParcelState.HANDED_OVER;
import static org.cunlu.logistics.ParcelState.LOADED;
import static org.cunlu.logistics.ParcelState.ON_TRIP;
import static org.cunlu.logistics.ParcelState.READY;
import static org.cunlu.logistics.ParcelState.REFUSED;
import static org.cunlu.logistics.ParcelState.RETURNED;
import static org.cunlu.logistics.ParcelState.WITHDRAWN;
import static org.cunlu.logistics.ParcelState.WITH_CARRIER;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.StationWork.ScanKind;

/** What happens to a parcel, with the table of the steps it may take. Nothing else moves a parcel. */
enum What {
    BOOK(),
    WITHDRAW(new Step(BOOKED, WITHDRAWN)),
    // Ready at once when the buyer collects where the goods stand.
    PACK(new Step(BOOKED, AT_NODE), new Step(BOOKED, READY)),
    BAG(new Step(AT_NODE, AT_NODE)),
    UNBAG(new Step(AT_NODE, AT_NODE), new Step(AT_NODE, READY), new Step(AT_NODE, RETURNED)),
    OUT(new Step(AT_NODE, ON_TRIP)),
    IN(home(ON_TRIP)),
    HAND_OVER(new Step(READY, HANDED_OVER), new Step(AT_NODE, WITH_CARRIER)),
    // Told by the carrier.
    DELIVER(new Step(WITH_CARRIER, HANDED_OVER)),
    // A parcel of goods is opened where it was to go, and what was in it is stock.
    STOCK(new Step(AT_NODE, HANDED_OVER)),
    // Or taken apart where it was packed.
    UNPACK(new Step(AT_NODE, WITHDRAWN)),
    LOAD(new Step(AT_NODE, LOADED)),
    // The wrong vehicle.
    OFFLOAD(new Step(LOADED, AT_NODE)),
    DEPART(new Step(LOADED, ON_TRIP)),
    ARRIVE(new Step(ON_TRIP, AT_STOP)),
    // Whoever holds it has it: a departure or arrival that nobody scanned does not stop it.
    UNLOAD(home(LOADED, ON_TRIP, AT_STOP)),
    RECEIVE(home(AT_NODE, LOADED, ON_TRIP, AT_STOP)),
    SORT(new Step(AT_NODE, AT_NODE)),
    SEAL(new Step(AT_NODE, AT_NODE)),
    COUNT(new Step(AT_NODE, AT_NODE)),
    SHELVE(stay(AT_NODE, READY, REFUSED, RETURNED)),
    REFUSE(new Step(READY, REFUSED)),
    // On the same number a parcel that was delivered is under way again.
    RETURN(
            new Step(READY, AT_NODE),
            new Step(REFUSED, AT_NODE),
            new Step(HANDED_OVER, AT_NODE),
            new Step(WITH_CARRIER, AT_NODE),
            new Step(AT_NODE, AT_NODE),
            new Step(READY, RETURNED),
            new Step(REFUSED, RETURNED),
            new Step(HANDED_OVER, RETURNED),
            new Step(WITH_CARRIER, RETURNED),
            new Step(AT_NODE, RETURNED)),
    // Its station is at rest: it waits at another from now on.
    EVACUATE(new Step(READY, AT_NODE)),
    LOST(
            new Step(AT_NODE, ParcelState.LOST),
            new Step(LOADED, ParcelState.LOST),
            new Step(ON_TRIP, ParcelState.LOST),
            new Step(AT_STOP, ParcelState.LOST),
            new Step(READY, ParcelState.LOST),
            new Step(REFUSED, ParcelState.LOST),
            new Step(RETURNED, ParcelState.LOST)),
    FOUND(home(ParcelState.LOST)),
    DAMAGED(stay(AT_NODE, READY, REFUSED, RETURNED)),
    REWEIGH(stay(AT_NODE, READY, REFUSED, RETURNED));

    private final List<Step> steps;

    What(Step... steps) {
        this.steps = List.of(steps);
    }

    /** From these to a node: under way, at its destination, or back home. */
    private static Step[] home(ParcelState... states) {
        return Arrays.stream(states)
                .flatMap(from -> Stream.of(AT_NODE, READY, RETURNED).map(to -> new Step(from, to)))
                .toArray(Step[]::new);
    }

    private static Step[] stay(ParcelState... states) {
        return Arrays.stream(states).map(state -> new Step(state, state)).toArray(Step[]::new);
    }

    /** A step from one state to the next. */
    record Step(ParcelState from, ParcelState to) {}

    static What of(ScanKind kind) {
        return valueOf(kind.name());
    }

    boolean startsFrom(ParcelState state) {
        return steps.stream().anyMatch(step -> step.from() == state);
    }

    boolean allows(ParcelState from, ParcelState to) {
        return steps.contains(new Step(from, to));
    }

    /** @return the table as an SQL condition over columns what, state_from, state_to and seq of the history */
    static String legalSql() {
        var cases = Arrays.stream(values())
                .flatMap(what -> what.steps.stream()
                        .map(step -> "(what = '" + what + "' AND state_from = '" + step.from() + "' AND state_to = '"
                                + step.to() + "')"))
                .collect(Collectors.joining(" OR "));
        return "((seq = 1 AND what = 'BOOK' AND state_from IS NULL AND state_to = 'BOOKED') OR (seq > 1 AND (" + cases
                + ")))";
    }
}

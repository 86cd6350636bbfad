package org.cunlu.logistics.parcel;

import static org.cunlu.logistics.ParcelState.AT_NODE;
import static org.cunlu.logistics.ParcelState.BOOKED;
import static org.cunlu.logistics.ParcelState.HANDED_OVER;
import static org.cunlu.logistics.ParcelState.ON_TRIP;
import static org.cunlu.logistics.ParcelState.READY;
import static org.cunlu.logistics.ParcelState.WITHDRAWN;
import static org.cunlu.logistics.ParcelState.WITH_CARRIER;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.StationWork.ScanKind;

/** What happens to a parcel, with the table of the steps it may take. Nothing else moves a parcel. */
enum What {
    BOOK(),
    WITHDRAW(new Step(BOOKED, WITHDRAWN)),
    // Ready at once when the buyer collects where the goods stand.
    PACK(new Step(BOOKED, AT_NODE), new Step(BOOKED, READY)),
    BAG(new Step(AT_NODE, AT_NODE)),
    UNBAG(new Step(AT_NODE, AT_NODE), new Step(AT_NODE, READY)),
    OUT(new Step(AT_NODE, ON_TRIP)),
    IN(new Step(ON_TRIP, AT_NODE), new Step(ON_TRIP, READY)),
    HAND_OVER(new Step(READY, HANDED_OVER), new Step(AT_NODE, WITH_CARRIER));

    private final List<Step> steps;

    What(Step... steps) {
        this.steps = List.of(steps);
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

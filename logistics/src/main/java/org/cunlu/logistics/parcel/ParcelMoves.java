package org.cunlu.logistics.parcel;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.logistics.ParcelMoved;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.Pickups;
import org.cunlu.logistics.Rerouting;
import org.cunlu.logistics.parcel.Parcel.Change;

/**
 * The only way a parcel takes a step: by the table of {@link What}, compare-and-set, with a history row, and telling those
 * steps that its order should know of.
 */
@Singleton
class ParcelMoves {
    private final ParcelTable parcels;
    private final CustodyTable custody;
    private final Pickups pickups;
    private final Rerouting rerouting;
    private final Outbox outbox;

    ParcelMoves(ParcelTable parcels, CustodyTable custody, Pickups pickups, Rerouting rerouting, Outbox outbox) {
        this.parcels = parcels;
        this.custody = custody;
        this.pickups = pickups;
        this.rerouting = rerouting;
        this.outbox = outbox;
    }

    void move(What what, Change change, Act act) {
        move(what, List.of(change), act, 0);
    }

    /** @param cashFen collected with this step, 0 or more */
    void move(What what, Change change, Act act, long cashFen) {
        move(what, List.of(change), act, cashFen);
    }

    /** Several parcels take the same step together, in a number of statements that does not grow with them. */
    void move(What what, List<Change> changes, Act act) {
        move(what, changes, act, 0);
    }

    /** As {@link #move(What, List, Act)}, where they lie in several bags. */
    void moveByBag(What what, List<Change> changes, Act act) {
        changes.stream()
                .collect(Collectors.groupingBy(
                        change -> String.valueOf(change.after().inBag()), TreeMap::new, Collectors.toList()))
                .values()
                .forEach(together -> move(what, together, act, 0));
    }

    private void move(What what, List<Change> changes, Act act, long cashFen) {
        for (Change change : changes) {
            if (!what.allows(change.parcel().state(), change.after().state())) {
                throw new IllegalStateException(what + " from "
                        + change.parcel().state() + " to " + change.after().state());
            }
        }
        parcels.move(changes, act);
        custody.moved(what, changes, act);
        changes.forEach(change -> follow(what, change, act, cashFen));
    }

    private void follow(What what, Change change, Act act, long cashFen) {
        Parcel parcel = change.parcel();
        ParcelState state = change.after().state();
        if (parcel.goods()) {
            // It has neither an order nor a recipient; what slips of it is told before it comes.
            return;
        }
        if (what == What.PACK) {
            tell(parcel, ParcelState.AT_NODE, act.nodeCode(), act, 0);
        }
        if (state == parcel.state()) {
            return;
        }
        if (parcel.state() == ParcelState.READY) {
            pickups.ends(parcel.barcode(), what == What.RETURN ? act.detail() : null);
        }
        boolean there = state == ParcelState.READY || state == ParcelState.WITH_CARRIER;
        if (there && change.at(act).isAfter(parcel.promisedAt())) {
            // It reads the history.
            Together.now().ifPresent(this::write);
            rerouting.cameLate(parcel.barcode(), change.at(act));
        }
        switch (state) {
            case READY -> {
                pickups.begins(waiting(parcel, act.nodeCode(), change.at(act)));
                tell(parcel, state, act.nodeCode(), act, 0);
            }
            case HANDED_OVER -> tell(parcel, state, act.nodeCode(), act, cashFen);
            case WITH_CARRIER, REFUSED, RETURNED, LOST -> tell(parcel, state, act.nodeCode(), act, 0);
            default -> {
                // Nothing that the order should know of.
            }
        }
    }

    private static Pickups.Waiting waiting(Parcel parcel, String nodeCode, Instant since) {
        return new Pickups.Waiting(
                parcel.barcode(),
                parcel.countyCode(),
                parcel.orderId(),
                nodeCode,
                parcel.recipientId(),
                parcel.storageClass(),
                parcel.cashDueFen(),
                since);
    }

    private void tell(Parcel parcel, ParcelState state, @Nullable String nodeCode, Act act, long cashFen) {
        var moved = new ParcelMoved(parcel.orderId(), parcel.barcode(), state, nodeCode, cashFen, act.at());
        Together.now().ifPresentOrElse(scans -> scans.later(moved), () -> outbox.append(moved));
    }

    /** Writes what scans of one transaction have put off. */
    void write(Together scans) {
        custody.write(scans.history());
        outbox.appendAll(scans.news());
    }
}

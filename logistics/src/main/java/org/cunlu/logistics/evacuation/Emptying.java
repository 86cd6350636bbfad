package org.cunlu.logistics.evacuation;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.EvacuationDesk.Outcome;
import org.cunlu.logistics.Evacuees;
import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.ParcelsThere;
import org.cunlu.logistics.ParcelsThere.There;
import org.cunlu.logistics.Rerouting;
import org.cunlu.logistics.Rerouting.Cause;
import org.cunlu.logistics.SlipReason;
import org.cunlu.logistics.Suspensions.Suspended;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's suspension is an order to empty it of parcels, and so is its closing for what turns up there later. What waits there for its recipient goes on to the station that serves
 * him now; what was to come goes there instead. Each is done once, with a slip, whoever does it and however often it is begun.
 */
@Singleton
class Emptying {
    private static final Logger LOG = LoggerFactory.getLogger(Emptying.class);
    private static final int BATCH = 50;
    private static final int WAITING_MAX = 500;
    private static final Duration TRIED_EVERY = Duration.ofMinutes(5);

    private final Resting resting;
    private final EvacuatedTable evacuated;
    private final Evacuees evacuees;
    private final ParcelsThere parcels;
    private final Rerouting rerouting;
    private final NetworkMaps maps;
    private final Transactions transactions;
    private final Clock clock;

    Emptying(
            Resting resting,
            EvacuatedTable evacuated,
            Evacuees evacuees,
            ParcelsThere parcels,
            Rerouting rerouting,
            NetworkMaps maps,
            Transactions transactions,
            Clock clock) {
        this.resting = resting;
        this.evacuated = evacuated;
        this.evacuees = evacuees;
        this.parcels = parcels;
        this.rerouting = rerouting;
        this.maps = maps;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** It cannot go on: its step is taken back. */
    private static final class NoWay extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoWay() {
            super(null, null, false, false);
        }
    }

    /** Looks at all that is suspended now; what was done before costs one look. Not within a transaction. */
    void round() {
        transactions.requireNone();
        for (Suspended node : resting.all()) {
            try {
                empty(node);
            } catch (RuntimeException e) {
                LOG.error("{} could not be emptied; tried again with the next round", node.node(), e);
            }
        }
    }

    private void empty(Suspended node) {
        Node known = maps.current().nodes().get(node.node());
        if (known == null || known.open() || !known.atRest()) {
            // This instance would plan by the network as it was.
            return;
        }
        Set<String> done = evacuated.done(node, clock.instant().minus(TRIED_EVERY));
        List<String> waiting = parcels.at(node.node(), ParcelState.READY, "", WAITING_MAX).stream()
                .map(There::barcode)
                .toList();
        waiting.stream().filter(barcode -> !done.contains(barcode)).forEach(barcode -> sendOn(node, barcode));
        var others = new TreeSet<>(parcels.heldBy(node.node()));
        others.addAll(parcels.comingTo(node.node()));
        waiting.forEach(others::remove);
        others.removeAll(done);
        List<String> all = List.copyOf(others);
        for (int from = 0; from < all.size(); from += BATCH) {
            List<String> some = all.subList(from, Math.min(from + BATCH, all.size()));
            transactions.run(() -> some.forEach(barcode -> elsewhere(node, barcode)));
        }
    }

    private void elsewhere(Suspended node, String barcode) {
        boolean sent = rerouting.reroute(List.of(barcode), cause(node)).rerouted() > 0;
        evacuated.write(node, List.of(barcode), sent ? Outcome.SENT_ON : Outcome.KEPT, clock.instant());
    }

    /** Who comes for it meanwhile gets it, or hears where it goes: either step is taken before the other. */
    private void sendOn(Suspended node, String barcode) {
        Instant now = clock.instant();
        try {
            transactions.run(() -> {
                if (evacuees.leaves(barcode, node.node(), node.by(), now)) {
                    if (rerouting.reroute(List.of(barcode), cause(node)).rerouted() == 0) {
                        throw new NoWay();
                    }
                    evacuated.write(node, List.of(barcode), Outcome.SENT_ON, now);
                }
            });
        } catch (NoWay e) {
            transactions.run(() -> evacuated.write(node, List.of(barcode), Outcome.WAITING, now));
        }
    }

    private static Cause cause(Suspended node) {
        return new Cause(SlipReason.NODE_CLOSED, "evacuation:" + node.node() + "/" + node.step(), node.by());
    }
}

package org.cunlu.logistics.slip;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.Closure;
import org.cunlu.logistics.Closures;
import org.cunlu.logistics.Closures.Closed;
import org.cunlu.logistics.Rerouting.Cause;
import org.cunlu.logistics.Rerouting.Outcome;
import org.cunlu.logistics.SlipReason;
import org.cunlu.logistics.slip.AffectedTable.Untaken;
import org.cunlu.logistics.slip.SweepTable.Sweep;

/**
 * Re-routes all that a closure affects: some parcels a transaction, which keeps with them how far it has come, so that it
 * goes on there after whatever stopped it.
 */
@Singleton
class Sweeping {
    private static final int PAGE = 100;
    private static final int LISTED = 500;
    /** What is planned further ahead nobody promises. */
    private static final Duration AHEAD = Duration.ofDays(60);

    private final AffectedTable affected;
    private final SweepTable sweeps;
    private final Closures closures;
    private final Rerouter rerouter;
    private final Roads roads;
    private final Transactions transactions;
    private final Clock clock;

    Sweeping(
            AffectedTable affected,
            SweepTable sweeps,
            Closures closures,
            Rerouter rerouter,
            Roads roads,
            Transactions transactions,
            Clock clock) {
        this.affected = affected;
        this.sweeps = sweeps;
        this.closures = closures;
        this.rerouter = rerouter;
        this.roads = roads;
        this.transactions = transactions;
        this.clock = clock;
    }

    static String key(String closureId) {
        return "closure:" + closureId;
    }

    /** Goes on until all is done or the time, real time, is over; not within a transaction. */
    void sweep(String closureId, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        boolean more = true;
        while (more && System.nanoTime() < end) {
            more = step(closureId);
        }
    }

    /** What was booked by an instance that did not know of the closures yet is found afterwards. */
    void again() {
        List<Closed> standing = closures.list(true, "", LISTED);
        for (Closed closed : standing) {
            String after = "";
            while (after != null && roads.known(closed.closure())) {
                after = pass(closed, after);
            }
        }
    }

    List<String> unfinished() {
        return sweeps.unfinished();
    }

    /** @return whether there is more to do */
    boolean step(String closureId) {
        return transactions.run(() -> within(closureId));
    }

    private boolean within(String closureId) {
        Optional<Closed> closed = closures.find(closureId);
        Optional<Sweep> at = sweeps.lock(closureId).filter(sweep -> sweep.doneAt() == null);
        if (closed.isEmpty() || at.isEmpty()) {
            return false;
        }
        Sweep sweep = at.get();
        boolean lifted = closed.get().liftedAt() != null;
        if (!lifted && !roads.known(closed.get().closure())) {
            // This instance would plan over what it does not know to be closed.
            return false;
        }
        List<Untaken> page = lifted ? List.of() : page(closed.get().closure(), sweep.sweptTo());
        if (page.isEmpty()) {
            sweeps.write(new Sweep(closureId, sweep.sweptTo(), sweep.rerouted(), sweep.withoutWay(), clock.instant()));
            return false;
        }
        Outcome outcome = rerouter.some(broken(closed.get().closure(), page), cause(closed.get()));
        sweeps.write(new Sweep(
                closureId,
                page.getLast().barcode(),
                sweep.rerouted() + outcome.rerouted(),
                sweep.withoutWay() + outcome.withoutWay().size(),
                null));
        return true;
    }

    /** @return barcode behind which there may be more; null when there is not */
    private String pass(Closed closed, String after) {
        List<Untaken> page = page(closed.closure(), after);
        List<String> broken = broken(closed.closure(), page);
        if (!broken.isEmpty()) {
            rerouter.reroute(broken, cause(closed));
        }
        return page.isEmpty() ? null : page.getLast().barcode();
    }

    /** @return barcodes of what a closure, standing or not, sends another way, in order; changes nothing */
    List<String> affected(Closure closure, int most) {
        var found = new ArrayList<String>();
        List<Untaken> page = page(closure, "");
        while (!page.isEmpty() && found.size() < most) {
            found.addAll(broken(closure, page));
            page = page(closure, page.getLast().barcode());
        }
        return found.subList(0, Math.min(most, found.size()));
    }

    private List<Untaken> page(Closure closure, String after) {
        Instant until = closure.until() == null ? clock.instant().plus(AHEAD) : closure.until();
        List<Untaken> page = closure.kind() == Closure.Kind.NODE
                ? affected.over(closure.node(), roads.carriersAt(closure.node()), closure.from(), until, after, PAGE)
                : affected.by(roads.stopped(closure), closure.from(), until, after, PAGE);
        String last = page.isEmpty() ? "" : page.getLast().barcode();
        boolean cut = page.size() == PAGE && !page.getFirst().barcode().equals(last);
        // Not all legs of the last parcel may be on this page: it is the first of the next.
        return cut
                ? page.stream()
                        .filter(untaken -> !untaken.barcode().equals(last))
                        .toList()
                : page;
    }

    private List<String> broken(Closure closure, List<Untaken> page) {
        Instant now = clock.instant();
        return page.stream()
                .filter(untaken -> roads.breaks(closure, untaken.leg(), untaken.riding(), now))
                .map(Untaken::barcode)
                .distinct()
                .toList();
    }

    private static Cause cause(Closed closed) {
        SlipReason reason =
                closed.closure().kind() == Closure.Kind.NODE ? SlipReason.NODE_CLOSED : SlipReason.ROAD_CLOSED;
        return new Cause(reason, key(closed.closure().id()), closed.by(), closed.why(), null);
    }
}

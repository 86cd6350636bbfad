package org.cunlu.logistics.scanning;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.moment.Moment;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.NumberKind;
import org.cunlu.logistics.Photos;
import org.cunlu.logistics.ScanSteps;
import org.cunlu.logistics.ScanSteps.Call;
import org.cunlu.logistics.ScanSteps.Refused;
import org.cunlu.logistics.Scans.Answered;
import org.cunlu.logistics.Scans.Made;
import org.cunlu.logistics.StationWork.Outcome;
import org.cunlu.logistics.StationWork.Scan;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.scanning.ScanTable.Remembered;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies scans: asks who made one, applies it in a transaction together with the memory of its answer, and remembers a
 * refusal as well. Whether it was answered before shows when its answer is to be kept: then all that it did is taken back,
 * and the first answer is given again.
 */
@Singleton
class Scanning {
    private static final Moment ASKED = Moment.named("scanning.asked");
    private static final Moment TAKEN = Moment.named("scanning.taken");
    private static final Moment COMMITTED = Moment.named("scanning.committed");
    private static final Logger LOG = LoggerFactory.getLogger(Scanning.class);
    private static final String ACT = "logistics.scan";
    /** What a crew scans without working at the node. */
    private static final Set<ScanKind> CREWS =
            EnumSet.of(ScanKind.LOAD, ScanKind.OFFLOAD, ScanKind.DEPART, ScanKind.ARRIVE);

    private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,64}");

    private final ScanSteps steps;
    private final ScanTable scans;
    private final Photos photos;
    private final Workplaces workplaces;
    private final Network network;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;
    private final Duration oldest;

    /** @param oldest how long ago a scan may have been made */
    Scanning(
            ScanSteps steps,
            ScanTable scans,
            Photos photos,
            Workplaces workplaces,
            Network network,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock,
            @Value("${cunlu.logistics.offline-max:7d}") Duration oldest) {
        this.steps = steps;
        this.scans = scans;
        this.photos = photos;
        this.workplaces = workplaces;
        this.network = network;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
        this.oldest = oldest;
    }

    Answered apply(Caller caller, Scan scan, @Nullable Instant madeAt) {
        return reply(caller, scan, workplaces.hands(caller, scan.node()), madeAt);
    }

    Answered aboard(Caller crew, Scan scan, @Nullable Instant madeAt) {
        if (scan.trip() == null || scan.kind() == null || !CREWS.contains(scan.kind())) {
            throw new IllegalArgumentException("no scan of a crew: " + scan);
        }
        return reply(crew, scan, network.node(scan.node()), madeAt);
    }

    /** Ends a transaction of several scans: the one with this index is refused, or for another reason stands alone. */
    static final class Alone extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int index;

        Alone(int index) {
            super("scan " + index, null, false, false);
            this.index = index;
        }

        int index() {
            return index;
        }
    }

    /** Ends the transaction of one scan. */
    private static final class No extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Refused why;

        No(Refused why) {
            super(why.code(), null, false, false);
            this.why = why;
        }
    }

    /** @return whether nothing is to be said of it before its steps are taken */
    boolean plain(Caller caller, Scan scan) {
        return scan.kind() != null
                && isId(scan.scanId())
                && isId(scan.scanner())
                && workplaces.hands(caller, scan.node()).isPresent();
    }

    /**
     * All of them in one transaction, or none.
     * @param some plain ones that were not answered before
     * @throws Alone when one is refused: nothing has happened
     */
    List<Answered> together(Caller caller, List<Made> some) {
        // Of somebody else's transaction nothing could be taken back.
        transactions.requireNone();
        return transactions.run(() -> {
            var calls = new ArrayList<Call>();
            for (Made made : some) {
                int index = calls.size();
                Node node = workplaces.hands(caller, made.scan().node()).orElseThrow(() -> new Alone(index));
                calls.add(call(caller, made.scan(), node, made.at()));
                if (tooOld(calls.getLast())) {
                    throw new Alone(index);
                }
            }
            for (int i = 0; i < calls.size(); i++) {
                if (!photoKept(calls.get(i))) {
                    throw new Alone(i);
                }
            }
            var ending = steps.apply(calls, answers -> scans.insert(calls, answers));
            if (ending.refused() != null) {
                throw new Alone(ending.answers().size());
            }
            return ending.answers();
        });
    }

    /** @param node where it was made; empty for whoever has no duty there */
    private Answered reply(Caller caller, Scan scan, Optional<Node> node, @Nullable Instant madeAt) {
        if (scan.kind() == null || !isId(scan.scanId()) || !isId(scan.scanner())) {
            return TurnedAway.SCAN_INVALID.answer();
        }
        if (node.isEmpty()) {
            // Not kept: somebody without duty here must not take a scan id from those who have.
            LOG.warn("scan {} {} by {} who does not work there", scan.kind(), scan.scanId(), caller.accountId());
            trail.refused(caller.accountId(), ACT, subject(scan), TurnedAway.NODE_UNKNOWN.code());
            return TurnedAway.NODE_UNKNOWN.answer();
        }
        return applyFirst(caller, scan, node.get(), madeAt);
    }

    private static boolean isId(@Nullable String text) {
        return text != null && ID.matcher(text).matches();
    }

    private Optional<Answered> remembered(Scan scan) {
        return scans.remembered(scan).map(Scanning::repeated);
    }

    /** @return the first answer again, where it was to this very scan */
    static Answered repeated(Remembered first) {
        Answered answer = first.answer();
        return first.same()
                ? new Answered(Outcome.REPEATED, answer.code(), answer.title(), answer.state(), answer.barcode())
                : TurnedAway.SCAN_ID_REUSED.answer();
    }

    /** What a stranger named; only what has the shape of a number of ours, since it lands in the trail. */
    private static String subject(Scan scan) {
        return Stream.of(Optional.ofNullable(scan.parcel()), Optional.ofNullable(scan.bag()))
                .flatMap(Optional::stream)
                .filter(text -> NumberKind.PARCEL.fits(text) || NumberKind.BAG.fits(text))
                .findFirst()
                .orElse("scan");
    }

    private Answered applyFirst(Caller caller, Scan scan, Node node, @Nullable Instant madeAt) {
        Call call = call(caller, scan, node, madeAt);
        try {
            if (tooOld(call)) {
                throw new No(TurnedAway.TOO_OLD.refused());
            }
            ASKED.reached();
            Answered answer = unlessRepeated(scan, () -> take(call));
            COMMITTED.reached();
            return answer;
        } catch (No no) {
            LOG.debug("scan {} refused: {}", scan.scanId(), no.why.code());
            if (no.why.anothers()) {
                var before = remembered(scan);
                if (before.isPresent()) {
                    return before.get();
                }
                trail.refused(caller.accountId(), ACT, subject(scan), no.why.code());
            }
            String barcode = NumberKind.PARCEL.fits(scan.parcel()) ? scan.parcel() : null;
            var answer = new Answered(Outcome.REFUSED, no.why.code(), no.why.title(), null, barcode);
            return unlessRepeated(scan, () -> {
                scans.insert(List.of(call), List.of(answer));
                return answer;
            });
        }
    }

    private Call call(Caller caller, Scan scan, Node node, @Nullable Instant madeAt) {
        Instant now = clock.instant();
        // What a scanner says of the future it says by mistake.
        Instant at = madeAt == null || madeAt.isAfter(now) ? now : madeAt;
        return new Call(scan, node, caller.accountId(), at, now, ids.next());
    }

    private boolean photoKept(Call call) {
        String photo = call.scan().photoId();
        return photo == null || photos.keep(photo, call.node().code(), call.actor());
    }

    private boolean tooOld(Call call) {
        return call.at().isBefore(call.recordedAt().minus(oldest));
    }

    /** Rivals with the same scan: the unique key lets one through, the others get its answer. */
    private Answered unlessRepeated(Scan scan, Supplier<Answered> work) {
        try {
            return transactions.run(work);
        } catch (RuntimeException e) {
            boolean duplicate = SqlFailure.in(e).map(SqlFailure::duplicate).orElse(false);
            if (!duplicate) {
                throw e;
            }
            return remembered(scan).orElseThrow(() -> e);
        }
    }

    private Answered take(Call call) {
        if (!photoKept(call)) {
            throw new No(TurnedAway.PHOTO_UNKNOWN.refused());
        }
        var ending = steps.apply(List.of(call), answers -> scans.insert(List.of(call), answers));
        if (ending.refused() != null) {
            throw new No(ending.refused());
        }
        TAKEN.reached();
        return ending.answers().getFirst();
    }
}

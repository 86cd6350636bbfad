package org.cunlu.logistics.parcel;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Scans.Answered;
import org.cunlu.logistics.Scans.Made;
import org.cunlu.logistics.StationWork.Outcome;
import org.cunlu.logistics.StationWork.Scan;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.parcel.Refusal.Why;
import org.cunlu.logistics.parcel.ScanTable.Answer;
import org.cunlu.logistics.parcel.ScanTable.Remembered;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies scans: asks who made one and whether it was answered before, applies it in a transaction together with the memory
 * of its answer, and remembers a refusal as well.
 */
@Singleton
class Scanning {
    private static final Logger LOG = LoggerFactory.getLogger(Scanning.class);
    private static final String ACT = "logistics.scan";
    /** What a crew scans without working at the node. */
    private static final Set<ScanKind> CREWS =
            EnumSet.of(ScanKind.LOAD, ScanKind.OFFLOAD, ScanKind.DEPART, ScanKind.ARRIVE);

    private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,64}");

    private final Map<ScanKind, ScanHandler> handlers = new EnumMap<>(ScanKind.class);
    private final ScanTable scans;
    private final Duties duties;
    private final Network network;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;
    private final Duration oldest;

    /** @param oldest how long ago a scan may have been made */
    Scanning(
            Collection<ScanHandler> handlers,
            ScanTable scans,
            Duties duties,
            Network network,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock,
            @Value("${cunlu.logistics.offline-max:7d}") Duration oldest) {
        handlers.forEach(handler -> handler.kinds().forEach(kind -> this.handlers.put(kind, handler)));
        this.scans = scans;
        this.duties = duties;
        this.network = network;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
        this.oldest = oldest;
    }

    /** How it ended. @param answer the first one when it was answered before */
    private record Reply(Outcome outcome, Answer answer) {
        static Reply of(Answer answer) {
            return new Reply(answer.outcome(), answer);
        }

        Answered answered() {
            return new Answered(outcome, answer.code(), answer.title(), answer.state(), answer.barcode());
        }
    }

    Answered apply(Caller caller, Scan scan, @Nullable Instant madeAt) {
        return reply(caller, scan, duties.node(caller, scan.node()), madeAt).answered();
    }

    Answered aboard(Caller crew, Scan scan, @Nullable Instant madeAt) {
        if (scan.trip() == null || scan.kind() == null || !CREWS.contains(scan.kind())) {
            throw new IllegalArgumentException("no scan of a crew: " + scan);
        }
        return reply(crew, scan, network.node(scan.node()), madeAt).answered();
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

    /** @return whether nothing is to be said of it before its handler sees it */
    boolean plain(Caller caller, Scan scan) {
        return scan.kind() != null
                && isId(scan.scanId())
                && isId(scan.scanner())
                && duties.node(caller, scan.node()).isPresent();
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
            var rows = new ArrayList<ScanTable.Entry>();
            for (int i = 0; i < some.size(); i++) {
                rows.add(oneOf(caller, some.get(i), i));
            }
            scans.insert(rows);
            return rows.stream().map(row -> Reply.of(row.answer()).answered()).toList();
        });
    }

    private ScanTable.Entry oneOf(Caller caller, Made made, int index) {
        Node node = duties.node(caller, made.scan().node()).orElseThrow(() -> new Alone(index));
        ScanCall call = call(caller, made.scan(), node, made.at());
        if (tooOld(call.act())) {
            throw new Alone(index);
        }
        try {
            Done done = handlers.get(made.scan().kind()).apply(call);
            done.last().run();
            return new ScanTable.Entry(node.countyCode(), made.scan(), done.answer(), call.act());
        } catch (Refusal refusal) {
            throw new Alone(index);
        }
    }

    /** @param node where it was made; empty for whoever has no duty there */
    private Reply reply(Caller caller, Scan scan, Optional<Node> node, @Nullable Instant madeAt) {
        if (scan.kind() == null || !isId(scan.scanId()) || !isId(scan.scanner())) {
            return refused(Why.SCAN_INVALID);
        }
        if (node.isEmpty()) {
            // Not kept: somebody without duty here must not take a scan id from those who have.
            LOG.warn("scan {} {} by {} who does not work there", scan.kind(), scan.scanId(), caller.accountId());
            trail.refused(caller.accountId(), ACT, subject(scan), Why.NODE_UNKNOWN.code());
            return refused(Why.NODE_UNKNOWN);
        }
        return remembered(scan).orElseGet(() -> applyFirst(caller, scan, node.get(), madeAt));
    }

    private static boolean isId(@Nullable String text) {
        return text != null && ID.matcher(text).matches();
    }

    private static Reply refused(Why why) {
        return Reply.of(Answer.refused(new Refusal(why), null));
    }

    private Optional<Reply> remembered(Scan scan) {
        return scans.remembered(scan).map(Scanning::repeated);
    }

    private static Reply repeated(Remembered first) {
        return first.same() ? new Reply(Outcome.REPEATED, first.answer()) : refused(Why.SCAN_ID_REUSED);
    }

    /** What a stranger named; only what has the shape of a number of ours, since it lands in the trail. */
    private static String subject(Scan scan) {
        return Stream.of(scan.parcel(), scan.bag())
                .filter(text -> Labels.isBarcode(text) || Labels.isSscc(text))
                .findFirst()
                .orElse("scan");
    }

    private Reply applyFirst(Caller caller, Scan scan, Node node, @Nullable Instant madeAt) {
        ScanCall call = call(caller, scan, node, madeAt);
        try {
            if (tooOld(call.act())) {
                throw new Refusal(Why.TOO_OLD);
            }
            return unlessRepeated(scan, () -> handle(call));
        } catch (Refusal refusal) {
            LOG.debug("scan {} refused: {}", scan.scanId(), refusal.why());
            if (refusal.anothers()) {
                trail.refused(
                        caller.accountId(), ACT, subject(scan), refusal.why().code());
            }
            String barcode = Labels.isBarcode(scan.parcel()) ? scan.parcel() : null;
            return unlessRepeated(scan, () -> keep(call, Answer.refused(refusal, barcode)));
        }
    }

    private ScanCall call(Caller caller, Scan scan, Node node, @Nullable Instant madeAt) {
        Instant now = clock.instant();
        // What a scanner says of the future it says by mistake.
        Instant at = madeAt == null || madeAt.isAfter(now) ? now : madeAt;
        return new ScanCall(scan, node, new Act(node.code(), caller.accountId(), at, now, ids.next(), null));
    }

    private boolean tooOld(Act act) {
        return act.at().isBefore(act.recordedAt().minus(oldest));
    }

    /** Rivals with the same scan: the unique key lets one through, the others get its answer. */
    private Reply unlessRepeated(Scan scan, Supplier<Answer> work) {
        try {
            return Reply.of(transactions.run(work));
        } catch (RuntimeException e) {
            boolean duplicate = SqlFailure.in(e).map(SqlFailure::duplicate).orElse(false);
            if (!duplicate) {
                throw e;
            }
            return remembered(scan).orElseThrow(() -> e);
        }
    }

    private Answer handle(ScanCall call) {
        Done done = handlers.get(call.scan().kind()).apply(call);
        keep(call, done.answer());
        done.last().run();
        return done.answer();
    }

    private Answer keep(ScanCall call, Answer answer) {
        scans.insert(List.of(new ScanTable.Entry(call.node().countyCode(), call.scan(), answer, call.act())));
        return answer;
    }
}

package org.cunlu.logistics.parcel;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
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
import org.cunlu.logistics.Scans;
import org.cunlu.logistics.StationWork.Outcome;
import org.cunlu.logistics.StationWork.Scan;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.parcel.Refusal.Why;
import org.cunlu.logistics.parcel.ScanTable.Answer;
import org.cunlu.logistics.parcel.ScanTable.Remembered;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies one scan: asks who made it and whether it was answered before, applies it in a transaction of its own together
 * with the memory of its answer, and remembers a refusal as well.
 */
@Singleton
class Scanning implements Scans {
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
    }

    @Override
    public Answered apply(Caller caller, Scan scan, @Nullable Instant madeAt) {
        return answered(reply(caller, scan, duties.node(caller, scan.node()), madeAt));
    }

    @Override
    public Answered aboard(Caller crew, Scan scan, @Nullable Instant madeAt) {
        if (scan.trip() == null || scan.kind() == null || !CREWS.contains(scan.kind())) {
            throw new IllegalArgumentException("no scan of a crew: " + scan);
        }
        return answered(reply(crew, scan, network.node(scan.node()), madeAt));
    }

    private static Answered answered(Reply reply) {
        Answer answer = reply.answer();
        return new Answered(reply.outcome(), answer.code(), answer.title(), answer.state(), answer.barcode());
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
        Instant now = clock.instant();
        // What a scanner says of the future it says by mistake.
        Instant at = madeAt == null || madeAt.isAfter(now) ? now : madeAt;
        var act = new Act(node.code(), caller.accountId(), at, now, ids.next(), null);
        var call = new ScanCall(scan, node, act);
        try {
            if (at.isBefore(now.minus(oldest))) {
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
        scans.insert(call.node().countyCode(), call.scan(), answer, call.act());
        return answer;
    }
}

package org.cunlu.logistics.parcel;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.logistics.Node;
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
class Scanning {
    private static final Logger LOG = LoggerFactory.getLogger(Scanning.class);
    private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,64}");

    private final Map<ScanKind, ScanHandler> handlers = new EnumMap<>(ScanKind.class);
    private final ScanTable scans;
    private final Duties duties;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    Scanning(
            Collection<ScanHandler> handlers,
            ScanTable scans,
            Duties duties,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        handlers.forEach(handler -> handler.kinds().forEach(kind -> this.handlers.put(kind, handler)));
        this.scans = scans;
        this.duties = duties;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /** How it ended. @param answer the first one when it was answered before */
    record Reply(Outcome outcome, Answer answer) {
        static Reply of(Answer answer) {
            return new Reply(answer.outcome(), answer);
        }
    }

    Reply apply(Caller caller, Scan scan) {
        if (scan.kind() == null || !isId(scan.scanId()) || !isId(scan.scanner())) {
            return refused(Why.SCAN_INVALID);
        }
        Optional<Node> node = duties.node(caller, scan.node());
        if (node.isEmpty()) {
            // Not kept: somebody without duty here must not take a scan id from those who have.
            LOG.warn("scan {} {} by {} who does not work there", scan.kind(), scan.scanId(), caller.accountId());
            return refused(Why.NODE_UNKNOWN);
        }
        return remembered(scan).orElseGet(() -> applyFirst(caller, scan, node.get()));
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

    private Reply applyFirst(Caller caller, Scan scan, Node node) {
        var act = new Act(node.code(), caller.accountId(), clock.instant(), ids.next());
        var call = new ScanCall(scan, node, act);
        try {
            return unlessRepeated(scan, () -> handle(call));
        } catch (Refusal refusal) {
            LOG.debug("scan {} refused: {}", scan.scanId(), refusal.why());
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

package org.cunlu.logistics.scanning;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.moment.Moment;
import org.cunlu.logistics.Scans;
import org.cunlu.logistics.StationWork.Scan;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.scanning.ScanTable.Remembered;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scans of a batch, some of them in one transaction: a commit waits for the disk, and a sack of parcels is scanned as fast as
 * a hand can. Each is answered on its own all the same. Where one is refused, those before it are applied without it, it is
 * refused by itself, and the others go on.
 */
@Singleton
class ScanBatches implements Scans {
    private static final Moment SOME = Moment.named("scanning.some");
    private static final Logger LOG = LoggerFactory.getLogger(ScanBatches.class);
    /** Rows stay locked until all of them are written: some 20 ms. */
    private static final int TOGETHER_MAX = 25;
    /**
     * What touches one parcel and its bag; and packing, whose goods are picked at once when all else is written, in the order
     * of their keys. Departures are wanted by many, and locked for one scan only.
     */
    private static final Set<ScanKind> TOGETHER = EnumSet.of(
            ScanKind.PACK,
            ScanKind.BAG,
            ScanKind.UNBAG,
            ScanKind.SORT,
            ScanKind.SEAL,
            ScanKind.SHELVE,
            ScanKind.HAND_OVER);

    private final Scanning scanning;
    private final ScanTable scans;

    ScanBatches(Scanning scanning, ScanTable scans) {
        this.scanning = scanning;
        this.scans = scans;
    }

    @Override
    public Answered apply(Caller caller, Scan scan, @Nullable Instant madeAt) {
        return scanning.apply(caller, scan, madeAt);
    }

    @Override
    public Answered aboard(Caller crew, Scan scan, @Nullable Instant madeAt) {
        return scanning.aboard(crew, scan, madeAt);
    }

    @Override
    public List<Answered> applyAll(Caller caller, List<Made> made) {
        if (made.size() == 1) {
            return List.of(apply(caller, made.getFirst()));
        }
        var known = scans.remembered(made.stream().map(Made::scan).toList());
        var answers = new ArrayList<Answered>();
        for (int from = 0; from < made.size(); ) {
            int to = from;
            while (to < made.size() && to - from < TOGETHER_MAX && fits(caller, made.get(to), known)) {
                to++;
            }
            if (to - from < 2) {
                answers.add(one(caller, made.get(from), known));
                from++;
            } else {
                answers.addAll(together(caller, made.subList(from, to)));
                from = to;
            }
            SOME.reached();
        }
        return answers;
    }

    private Answered one(Caller caller, Made made, Map<Scan, Remembered> known) {
        Remembered first = known.get(made.scan());
        return first != null && scanning.plain(caller, made.scan()) ? Scanning.repeated(first) : apply(caller, made);
    }

    private boolean fits(Caller caller, Made made, Map<Scan, Remembered> known) {
        return TOGETHER.contains(made.scan().kind())
                && !known.containsKey(made.scan())
                && scanning.plain(caller, made.scan());
    }

    private Answered apply(Caller caller, Made made) {
        return scanning.apply(caller, made.scan(), made.at());
    }

    private List<Answered> together(Caller caller, List<Made> some) {
        if (some.size() < 2) {
            return some.stream().map(each -> apply(caller, each)).toList();
        }
        try {
            return scanning.together(caller, some);
        } catch (Scanning.Alone alone) {
            var answers = new ArrayList<>(together(caller, some.subList(0, alone.index())));
            answers.add(apply(caller, some.get(alone.index())));
            answers.addAll(together(caller, some.subList(alone.index() + 1, some.size())));
            return answers;
        } catch (RuntimeException e) {
            if (SqlFailure.in(e).isEmpty()) {
                throw e;
            }
            // A rival with the same scan, or the database: what is wrong shows with the one that it is wrong with.
            LOG.debug("{} scans one by one", some.size(), e);
            return some.stream().map(each -> apply(caller, each)).collect(Collectors.toList());
        }
    }
}

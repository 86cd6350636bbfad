package org.cunlu.logistics.slip;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.Rerouting.Cause;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.slip.StrandedTable.Stranded;

/** Parcels without a way: each is tried again until there is one. */
@Singleton
class Stranding {
    private static final int SOME = 20;
    private static final Duration TRIED_EVERY = Duration.ofMinutes(5);

    private final StrandedTable stranded;
    private final Rerouter rerouter;
    private final Workplaces workplaces;
    private final Transactions transactions;
    private final Clock clock;

    Stranding(
            StrandedTable stranded, Rerouter rerouter, Workplaces workplaces, Transactions transactions, Clock clock) {
        this.stranded = stranded;
        this.rerouter = rerouter;
        this.workplaces = workplaces;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param some barcodes of them, in order */
    record Waiting(long count, List<String> some) {}

    /** Tries those again that were not tried for a while. */
    void retry() {
        var before = clock.instant().minus(TRIED_EVERY);
        retry((after, limit) -> stranded.triedBefore(before, after, limit));
    }

    /** Tries all that wait for one cause. */
    void retry(String cause) {
        retry((after, limit) -> stranded.waitingFor(cause, after, limit));
    }

    /** Tries all that are bound for a node, which is closed now: there may be a way to another station. */
    void retryBoundFor(String node) {
        retry((after, limit) -> stranded.boundFor(node, after, limit));
    }

    private void retry(BiFunction<String, Integer, List<Stranded>> read) {
        String after = "";
        for (List<Stranded> page = read.apply(after, Rerouter.BATCH);
                !page.isEmpty();
                page = read.apply(after, Rerouter.BATCH)) {
            retry(page);
            after = page.getLast().barcode();
        }
    }

    private void retry(List<Stranded> page) {
        page.stream()
                // A way that is found is a slip of its own, for the same reason.
                .collect(Collectors.groupingBy(
                        each -> new Cause(each.reason(), each.cause() + "+", each.actor(), each.note(), null),
                        Collectors.mapping(Stranded::barcode, Collectors.toList())))
                .forEach((cause, barcodes) -> transactions.run(() -> {
                    rerouter.some(barcodes, cause);
                    stranded.tried(barcodes, clock.instant());
                }));
    }

    Waiting waitingFor(String cause) {
        return new Waiting(
                stranded.count(cause),
                stranded.waitingFor(cause, "", SOME).stream()
                        .map(Stranded::barcode)
                        .toList());
    }

    Page<Stranded> list(Caller caller, @Nullable String cursor, int limit) {
        List<Stranded> page = stranded.after(cursor == null ? "" : cursor, limit + 1);
        return new Page<>(
                page.stream()
                        .limit(limit)
                        .filter(each -> workplaces.covers(caller, each.atNode(), ClosureActs.ROLES))
                        .toList(),
                page.size() > limit ? page.get(limit - 1).barcode() : null);
    }
}

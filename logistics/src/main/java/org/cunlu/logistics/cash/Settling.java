package org.cunlu.logistics.cash;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.CashSettled;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.cash.CashDifferenceTable.Difference;
import org.cunlu.logistics.cash.CashDifferenceTable.Reason;
import org.cunlu.logistics.cash.HandoverTable.Handover;
import org.cunlu.logistics.cash.HandoverTable.State;

/** A dispatcher settles what is between two counts of cash, and the books hear of it once. */
@Singleton
class Settling {
    static final List<Role> DECIDE = List.of(Role.DISPATCHER, Role.COUNTY_OPERATOR);
    private static final String ACT = "logistics.cash-difference";

    private final CashDifferenceTable differences;
    private final HandoverTable handovers;
    private final Workplaces workplaces;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Trail trail;
    private final Clock clock;

    Settling(
            CashDifferenceTable differences,
            HandoverTable handovers,
            Workplaces workplaces,
            Transactions transactions,
            Outbox outbox,
            Trail trail,
            Clock clock) {
        this.differences = differences;
        this.handovers = handovers;
        this.workplaces = workplaces;
        this.transactions = transactions;
        this.outbox = outbox;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * The same again changes nothing.
     * @throws ProblemException {@code not-found}; 409 {@code difference-closed} when it was settled otherwise
     */
    Difference settle(Caller caller, String handoverId, State seen, Reason reason, @Nullable String note) {
        Difference known = difference(handoverId, seen);
        workplaces.own(caller, known.node(), ACT, DECIDE);
        return transactions.run(() -> {
            Instant now = clock.instant();
            boolean closed = differences.close(handoverId, seen, reason, note, caller.accountId(), now);
            Difference after = difference(handoverId, seen);
            if (!closed && after.reason() != reason) {
                throw ProblemException.of(409, "difference-closed", "差异已处理 · It was settled already", null);
            }
            if (closed) {
                differences.tell(handoverId, seen);
                outbox.append(settled(handovers.find(handoverId).orElseThrow(), after, now));
                trail.record(caller.accountId(), ACT, handoverId, seen.name(), reason.name());
            }
            return after;
        });
    }

    /** Money comes in where the rest of it did, or will. */
    private static CashSettled settled(Handover bundle, Difference difference, Instant now) {
        return new CashSettled(
                bundle.handoverId(),
                bundle.countyCode(),
                difference.seen().name(),
                difference.node(),
                difference.owner().equals(difference.node()),
                CashSettled.Ending.valueOf(difference.reason().name()),
                Math.subtractExact(difference.expectedFen(), difference.countedFen()),
                bundle.inNode() == null ? bundle.countyCode() : bundle.inNode(),
                now);
    }

    private Difference difference(String handoverId, State seen) {
        return differences.of(handoverId).stream()
                .filter(each -> each.seen() == seen)
                .findFirst()
                .orElseThrow(ProblemException::notFound);
    }
}

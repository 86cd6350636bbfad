package org.cunlu.logistics.difference;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cunlu.accounts.Grants;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.DifferenceOverdue;
import org.cunlu.logistics.Differences.Difference;
import org.cunlu.logistics.Differences.Kind;
import org.cunlu.logistics.Differences.Reason;
import org.cunlu.logistics.Differences.State;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Workplaces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is short or damaged and nobody answered for in time is decided against the side that had it: the node pays, at a gateway the
 * carrier. What is over costs nobody anything: it goes to the county, which decides. Each once, whichever instance comes first.
 */
@Singleton
class Overdue {
    private static final Logger LOG = LoggerFactory.getLogger(Overdue.class);
    private static final String ACT = "logistics.difference.overdue";
    private static final String NOTE = "逾期未答复 · Nobody answered in time";
    private static final String SYSTEM = "system";
    private static final int BATCH = 200;

    private final DifferenceTable table;
    private final GivingUp givingUp;
    private final Network network;
    private final Grants grants;
    private final Notices notices;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Trail trail;
    private final Clock clock;

    Overdue(
            DifferenceTable table,
            GivingUp givingUp,
            Network network,
            Grants grants,
            Notices notices,
            Outbox outbox,
            Transactions transactions,
            Trail trail,
            Clock clock) {
        this.table = table;
        this.givingUp = givingUp;
        this.network = network;
        this.grants = grants;
        this.notices = notices;
        this.outbox = outbox;
        this.transactions = transactions;
        this.trail = trail;
        this.clock = clock;
    }

    /** Looks at all that is due; one that cannot be ended stops no other. @return how many were ended or handed on now */
    int round() {
        transactions.requireNone();
        Instant now = clock.instant();
        int ended = 0;
        DifferenceTable.Due last = null;
        List<DifferenceTable.Due> some;
        // Each once; those that cannot be ended are tried again with the next round.
        do {
            some = due(now, last);
            for (DifferenceTable.Due each : some) {
                ended += ended(each, now) ? 1 : 0;
                last = each;
            }
        } while (some.size() == BATCH);
        return ended;
    }

    private List<DifferenceTable.Due> due(Instant now, DifferenceTable.@Nullable Due after) {
        return transactions.read(() -> table.due(now, after, BATCH));
    }

    private boolean ended(DifferenceTable.Due due, Instant now) {
        try {
            return transactions.run(() -> end(due, now));
        } catch (RuntimeException e) {
            LOG.error(
                    "difference {} could not be ended; tried again",
                    due.difference().differenceId(),
                    e);
            return false;
        }
    }

    private boolean end(DifferenceTable.Due due, Instant now) {
        Difference difference = due.difference();
        Reason reason = reason(difference);
        boolean mine;
        if (reason == null) {
            mine = table.escalate(difference.differenceId(), now);
        } else {
            var lost = givingUp.lost(difference, reason);
            mine = table.endOverdue(difference.differenceId(), reason, NOTE, SYSTEM, now);
            if (mine) {
                lost.ifPresent(parcel -> givingUp.giveUp(parcel, difference, reason, now));
            }
        }
        if (mine) {
            trail.record(
                    SYSTEM,
                    ACT,
                    difference.differenceId(),
                    State.OPEN.name(),
                    reason == null ? "ESCALATED" : reason.name());
            outbox.append(new DifferenceOverdue(
                    difference.differenceId(),
                    due.countyCode(),
                    difference.kind(),
                    difference.barcode(),
                    difference.sscc(),
                    difference.ownerNode(),
                    reason,
                    now));
            tell(due, reason);
        }
        return mine;
    }

    /** @return null when somebody has to decide */
    @Nullable
    private Reason reason(Difference difference) {
        if (difference.kind() == Kind.OVER) {
            return null;
        }
        boolean gateway = network.node(difference.ownerNode())
                .filter(node -> node.tier() == Node.Tier.GATEWAY)
                .isPresent();
        return gateway ? Reason.CARRIER_PAYS : Reason.NODE_PAYS;
    }

    private void tell(DifferenceTable.Due due, @Nullable Reason reason) {
        Difference difference = due.difference();
        String thing = difference.barcode() == null ? difference.sscc() : difference.barcode();
        Map<String, String> facts = Map.of("thing", String.valueOf(thing), "station", name(difference.ownerNode()));
        if (reason != null) {
            var owner = new Scope(Scope.Kind.NODE, difference.ownerNode());
            holders(Workplaces.HANDS, owner).forEach(one -> notices.tell(one, Notices.Kind.DIFFERENCE_DECIDED, facts));
        }
        var county = new Scope(Scope.Kind.SUBTREE, due.countyCode());
        holders(List.of(Role.DISPATCHER, Role.COUNTY_OPERATOR), county)
                .forEach(one -> notices.tell(one, Notices.Kind.DIFFERENCE_OVERDUE, facts));
    }

    private Set<String> holders(List<Role> roles, Scope scope) {
        var holders = new LinkedHashSet<String>();
        roles.forEach(role -> holders.addAll(grants.holders(role, scope)));
        return holders;
    }

    private String name(String code) {
        return network.node(code).map(Node::name).orElse(code);
    }
}

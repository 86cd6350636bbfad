package org.cunlu.logistics.difference;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Differences;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Workplaces;

/** Differences: opened by scans, listed for those who saw them or must answer, closed by a dispatcher or by who erred. */
@Singleton
class DifferenceBook implements Differences {
    private static final String LOOK = "logistics.differences";
    private static final String CLOSE = "logistics.difference.close";
    /** What who saw it may say himself: that it turned up, or that he counted wrong. */
    private static final Set<Reason> OWN_MISTAKE = Set.of(Reason.FOUND, Reason.MISCOUNTED);

    private final DifferenceTable table;
    private final GivingUp givingUp;
    private final Network network;
    private final Workplaces workplaces;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;
    private final Duration answerWithin;

    /** @param answerWithin how long whoever must answer has */
    DifferenceBook(
            DifferenceTable table,
            GivingUp givingUp,
            Network network,
            Workplaces workplaces,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock,
            @Value("${cunlu.logistics.difference-within:48h}") Duration answerWithin) {
        this.table = table;
        this.givingUp = givingUp;
        this.network = network;
        this.workplaces = workplaces;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
        this.answerWithin = answerWithin;
    }

    @Override
    public void open(Claim claim) {
        transactions.require();
        Node owner = Optional.ofNullable(claim.ownerNode())
                .flatMap(network::node)
                .or(() -> network.node(claim.node().countyCode()))
                .orElse(claim.node());
        // The time to answer runs from when it is heard of: a scan may be hours old.
        table.insert(ids.next(), claim, owner, clock.instant().plus(answerWithin));
    }

    @Override
    public void turnedUp(String barcode, String actor, Instant at) {
        transactions.require();
        table.closeShort(barcode, actor, at);
    }

    /** @throws ProblemException not found, when the caller does not work at the node */
    Page<Difference> atNode(
            Caller caller, String nodeCode, @Nullable State state, @Nullable String cursor, @Nullable Integer limit) {
        Node node = workplaces.own(caller, nodeCode, LOOK, Workplaces.HANDS);
        int size = Page.limit(limit);
        return page(table.ofNode(node.code(), open(state), after(cursor), size + 1, clock.instant()), size);
    }

    Page<Difference> under(Caller caller, @Nullable State state, @Nullable String cursor, @Nullable Integer limit) {
        List<String> roots = Stream.of(Role.DISPATCHER, Role.COUNTY_OPERATOR)
                .flatMap(role -> caller.scopes(role, Scope.Kind.SUBTREE).stream())
                .flatMap(code -> network.node(code).stream())
                .map(Node::path)
                .distinct()
                .toList();
        int size = Page.limit(limit);
        return page(table.under(roots, open(state), after(cursor), size + 1, clock.instant()), size);
    }

    private static Page<Difference> page(List<Difference> rows, int size) {
        return Page.of(rows, size, Difference::differenceId);
    }

    private static State open(@Nullable State state) {
        return state == null ? State.OPEN : state;
    }

    private static String after(@Nullable String cursor) {
        if (cursor != null && !Ids.isId(cursor)) {
            throw ProblemException.invalid("cursor", "cursor-invalid", "翻页标记无效 · The cursor is not one of ours");
        }
        return cursor == null ? "" : cursor;
    }

    /** Who saw it takes it back. */
    Difference takeBack(Caller caller, String id, Reason reason, @Nullable String note) {
        Difference seen = find(id);
        if (!covers(caller, seen.node(), Role.STATION_KEEPER, Role.WAREHOUSE_WORKER)) {
            throw refused(caller, id, ProblemException.notFound());
        }
        if (!OWN_MISTAKE.contains(reason)) {
            throw refused(
                    caller,
                    id,
                    ProblemException.of(
                            409,
                            "reason-not-yours",
                            "站点只能以找到或点错关闭 · A station closes by FOUND or MISCOUNTED only",
                            null));
        }
        return close(caller, seen, reason, note);
    }

    /** A dispatcher decides. */
    Difference decide(Caller caller, String id, Reason reason, @Nullable String note) {
        Difference seen = find(id);
        boolean his = Stream.of(seen.node(), seen.ownerNode())
                .anyMatch(node -> covers(caller, node, Role.DISPATCHER, Role.COUNTY_OPERATOR));
        if (!his) {
            throw refused(caller, id, ProblemException.notFound());
        }
        return close(caller, seen, reason, note);
    }

    private Difference find(String id) {
        return Optional.of(id)
                .filter(Ids::isId)
                .flatMap(known -> table.find(known, clock.instant()))
                .orElseThrow(ProblemException::notFound);
    }

    private ProblemException refused(Caller caller, String id, ProblemException why) {
        trail.refused(caller.accountId(), CLOSE, id, why.code());
        return why;
    }

    /** Closing it again for the same reason changes nothing; for another it is too late. */
    private Difference close(Caller caller, Difference seen, Reason reason, @Nullable String note) {
        transactions.run(() -> {
            var lost = givingUp.lost(seen, reason);
            if (table.close(seen.differenceId(), reason, note, caller.accountId(), clock.instant())) {
                lost.ifPresent(parcel -> givingUp.giveUp(parcel, seen, reason, clock.instant()));
                trail.record(caller.accountId(), CLOSE, seen.differenceId(), State.OPEN.name(), reason.name());
            }
        });
        Difference now = find(seen.differenceId());
        if (now.reason() != reason) {
            throw ProblemException.of(409, "difference-closed", "差异已处理 · It was closed already", null)
                    .fact("reason", now.reason());
        }
        return now;
    }

    private boolean covers(Caller caller, String nodeCode, Role... roles) {
        return network.node(nodeCode)
                .filter(node -> covers(caller, node, roles))
                .isPresent();
    }

    private boolean covers(Caller caller, Node node, Role... roles) {
        return Stream.of(roles)
                .anyMatch(role -> caller.scopes(role, Scope.Kind.NODE).contains(node.code())
                        || caller.scopes(role, Scope.Kind.SUBTREE).stream()
                                .anyMatch(root -> network.within(node.code(), root)));
    }
}

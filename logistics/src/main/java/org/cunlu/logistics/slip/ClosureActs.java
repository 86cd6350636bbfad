package org.cunlu.logistics.slip;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.ClosingWays;
import org.cunlu.logistics.Closure;
import org.cunlu.logistics.Closures;
import org.cunlu.logistics.Closures.Closed;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.ParcelsThere;
import org.cunlu.logistics.Workplaces;

/** A dispatcher closes a node, a road or a line of his, and all that is affected goes another way; or he opens it again. */
@Singleton
class ClosureActs implements ClosingWays {
    static final List<Role> ROLES = List.of(Role.DISPATCHER, Role.COUNTY_OPERATOR);
    private static final String CLOSE = "logistics.close-way";
    private static final String FORESEE = "logistics.foresee-closure";
    private static final String LIFT = "logistics.open-way";
    private static final Duration LONGEST = Duration.ofDays(366);
    /** As long as somebody waits for the answer; what is not done by then is done by the watch. */
    private static final Duration WAIT = Duration.ofSeconds(20);
    /** Somebody waits for the number too: beyond this he is told that there are more. */
    private static final int COUNTED_MAX = 2_000;

    private static final int WHY_MIN = 2;
    private static final int WHY_MAX = 200;

    private final Closures closures;
    private final Sweeping sweeping;
    private final SweepTable sweeps;
    private final Stranding stranding;
    private final ParcelsThere parcels;
    private final NetworkMaps maps;
    private final Workplaces workplaces;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    ClosureActs(
            Closures closures,
            Sweeping sweeping,
            SweepTable sweeps,
            Stranding stranding,
            ParcelsThere parcels,
            NetworkMaps maps,
            Workplaces workplaces,
            Idempotency idempotency,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock) {
        this.closures = closures;
        this.sweeping = sweeping;
        this.sweeps = sweeps;
        this.stranding = stranding;
        this.parcels = parcels;
        this.maps = maps;
        this.workplaces = workplaces;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    @Serdeable
    record Made(String id) {}

    @Override
    public Foreseen foresee(Caller caller, Wish wish) {
        own(caller, wish, FORESEE);
        Closure closure = closure(wish);
        List<String> affected = transactions.read(() -> sweeping.affected(closure, COUNTED_MAX + 1));
        boolean node = closure.kind() == Closure.Kind.NODE;
        List<String> lines = maps.current().lines().stream()
                .filter(line -> node
                        ? line.stops().stream().anyMatch(stop -> stop.nodeCode().equals(wish.node()))
                        : closure.kind() == Closure.Kind.LINE ? line.code().equals(wish.line()) : joins(line, wish))
                .map(Line::code)
                .sorted()
                .toList();
        return new Foreseen(
                Math.min(affected.size(), COUNTED_MAX),
                affected.size() > COUNTED_MAX,
                lines,
                node ? parcels.heldBy(wish.node()).size() : 0);
    }

    @Override
    public Account close(Caller caller, @Nullable String key, Wish wish) {
        own(caller, wish, CLOSE);
        Made made = idempotency.once(caller.accountId(), CLOSE, key, wish, Made.class, () -> make(caller, wish));
        closures.takeEffect();
        sweeping.sweep(made.id(), WAIT);
        if (wish.kind() == Closure.Kind.NODE) {
            stranding.retryBoundFor(wish.node());
        }
        return account(made.id());
    }

    Made make(Caller caller, Wish wish) {
        Closure closure = closure(wish);
        closures.close(closure, wish.why(), caller.accountId());
        sweeps.insert(closure.id());
        trail.record(caller.accountId(), CLOSE, closure.id(), null, said(closure) + ": " + wish.why());
        return new Made(closure.id());
    }

    @Override
    public Account lift(Caller caller, String id) {
        Closed closed = own(caller, id, LIFT);
        transactions.run(() -> {
            if (closures.lift(id, caller.accountId())) {
                trail.record(caller.accountId(), LIFT, id, said(closed.closure()), null);
            }
        });
        closures.takeEffect();
        stranding.retry(Sweeping.key(id));
        return account(id);
    }

    @Override
    public Account read(Caller caller, String id) {
        own(caller, id, "logistics.read-closure");
        return account(id);
    }

    @Override
    public Page<Closed> list(Caller caller, boolean standing, @Nullable String cursor, int limit) {
        String after = cursor == null ? "" : cursor;
        List<Closed> page = closures.list(standing, after, limit + 1);
        List<Closed> own = page.stream()
                .limit(limit)
                .filter(closed -> covers(caller, closed.closure()))
                .toList();
        return new Page<>(
                own, page.size() > limit ? page.get(limit - 1).closure().id() : null);
    }

    private Account account(String id) {
        return transactions.read(() -> {
            var sweep = sweeps.find(id);
            var waiting = stranding.waitingFor(Sweeping.key(id));
            Closed closed = closures.find(id).orElseThrow();
            return new Account(
                    closed,
                    sweep.map(each -> each.doneAt() != null).orElse(true),
                    sweep.map(SweepTable.Sweep::rerouted).orElse(0),
                    waiting.count(),
                    waiting.some(),
                    closed.closure().kind() == Closure.Kind.NODE
                            ? parcels.heldBy(closed.closure().node()).size()
                            : 0);
        });
    }

    private Closure closure(Wish wish) {
        Instant now = clock.instant();
        Instant from = wish.from() == null ? now : wish.from();
        boolean fine = !from.isBefore(now.minus(Duration.ofDays(1)))
                && !from.isAfter(now.plus(LONGEST))
                && (wish.until() == null
                        || (wish.until().isAfter(now)
                                && wish.until().isAfter(from)
                                && !wish.until().isAfter(from.plus(LONGEST))));
        if (!fine) {
            throw ProblemException.invalid("until", "closure-invalid", "起止时间不对 · These times make no closure");
        }
        return new Closure(
                ids.next(),
                maps.current().nodes().get(anyNode(wish)).countyCode(),
                wish.kind(),
                wish.node(),
                wish.other(),
                wish.line(),
                from,
                wish.until());
    }

    private String anyNode(Wish wish) {
        return wish.kind() == Closure.Kind.LINE
                ? line(wish.line()).stops().getFirst().nodeCode()
                : wish.node();
    }

    private static String said(Closure closure) {
        String what = closure.kind() == Closure.Kind.LINE ? closure.line() : closure.node();
        return closure.kind() + " " + what + (closure.other() == null ? "" : "-" + closure.other()) + " "
                + closure.from() + ".." + (closure.until() == null ? "" : closure.until());
    }

    private Closed own(Caller caller, String id, String act) {
        Closed closed = closures.find(id).orElseThrow(ProblemException::notFound);
        if (!covers(caller, closed.closure())) {
            trail.refused(caller.accountId(), act, id, "not-found");
            throw ProblemException.notFound();
        }
        return closed;
    }

    /** A node is his; of a road one end at least is; of a line all stops are. */
    private boolean covers(Caller caller, Closure closure) {
        return switch (closure.kind()) {
            case NODE -> workplaces.covers(caller, closure.node(), ROLES);
            case ROAD ->
                workplaces.covers(caller, closure.node(), ROLES) || workplaces.covers(caller, closure.other(), ROLES);
            case LINE ->
                maps.current().lines().stream()
                        .filter(line -> line.code().equals(closure.line()))
                        .anyMatch(line -> coversAll(caller, line));
        };
    }

    private boolean coversAll(Caller caller, Line line) {
        return line.stops().stream().allMatch(stop -> workplaces.covers(caller, stop.nodeCode(), ROLES));
    }

    private void own(Caller caller, Wish wish, String act) {
        int said = wish.why().length();
        if (said < WHY_MIN || said > WHY_MAX) {
            throw ProblemException.invalid("why", "reason-invalid", "请写明原因，2–200 字 · Say why, in 2 to 200 characters");
        }
        switch (wish.kind()) {
            case NODE -> {
                whole(wish, wish.node() != null && wish.other() == null && wish.line() == null);
                workplaces.own(caller, wish.node(), act, ROLES);
            }
            case ROAD -> {
                whole(wish, wish.node() != null && wish.other() != null && wish.line() == null);
                // Refused as the first end's when neither is his.
                String his = workplaces.covers(caller, wish.other(), ROLES) ? wish.other() : wish.node();
                workplaces.own(caller, his, act, ROLES);
                road(wish.node(), wish.other());
            }
            case LINE -> {
                whole(wish, wish.node() == null && wish.other() == null && wish.line() != null);
                if (!coversAll(caller, line(wish.line()))) {
                    trail.refused(caller.accountId(), act, wish.line(), "not-found");
                    throw ProblemException.notFound();
                }
            }
        }
    }

    private static void whole(Wish wish, boolean whole) {
        if (!whole || wish.kind() == Closure.Kind.ROAD && wish.node().equals(wish.other())) {
            throw ProblemException.invalid("kind", "closure-invalid", "请只填要关闭的对象 · Name what is closed, and only that");
        }
    }

    private Line line(String code) {
        return maps.current().lines().stream()
                .filter(line -> line.code().equals(code))
                .findFirst()
                .orElseThrow(ProblemException::notFound);
    }

    private void road(String node, String other) {
        boolean there = maps.current().lines().stream().anyMatch(line -> joins(line, node, other));
        if (!there) {
            throw ProblemException.invalid(
                    "other", "no-such-road", "没有线路直接连接这两站 · No line goes from one straight to the other");
        }
    }

    private static boolean joins(Line line, Wish wish) {
        return joins(line, wish.node(), wish.other());
    }

    private static boolean joins(Line line, String node, String other) {
        List<Line.Stop> stops = line.stops();
        return IntStream.range(1, stops.size())
                .anyMatch(i -> same(stops.get(i - 1).nodeCode(), stops.get(i).nodeCode(), node, other));
    }

    private static boolean same(String stop, String next, String node, String other) {
        return stop.equals(node) && next.equals(other) || stop.equals(other) && next.equals(node);
    }
}

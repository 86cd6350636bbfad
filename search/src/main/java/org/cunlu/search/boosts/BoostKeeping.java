package org.cunlu.search.boosts;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.search.BoostDesk;
import org.cunlu.search.Boosts;

/** Keeps boosts, each change traced, and remembers today's for a second: every question asks for them. */
@Singleton
class BoostKeeping implements Boosts, BoostDesk {
    static final String TARGET_CODE = "[A-Z0-9._-]{1,32}";
    static final int WORTH_MAX = 400;

    private static final int TODAY_MAX = 200;
    private static final int DAYS_MAX = 366;
    private static final long BELIEVABLE_NANOS = 1_000_000_000;

    private final BoostTable table;
    private final Transactions transactions;
    private final Trail trail;
    private final Clock clock;
    private volatile Known known = new Known(System.nanoTime() - BELIEVABLE_NANOS, LocalDate.EPOCH, List.of());

    BoostKeeping(BoostTable table, Transactions transactions, Trail trail, Clock clock) {
        this.table = table;
        this.transactions = transactions;
        this.trail = trail;
        this.clock = clock;
    }

    private record Known(long askedNanos, LocalDate day, List<Boost> boosts) {}

    @Override
    public List<Boost> today() {
        LocalDate today = CountyTime.date(clock.instant());
        Known last = known;
        if (!last.day().equals(today) || System.nanoTime() - last.askedNanos() >= BELIEVABLE_NANOS) {
            long asked = System.nanoTime();
            last = new Known(asked, today, table.on(today, TODAY_MAX));
            known = last;
        }
        return last.boosts();
    }

    @Override
    public List<Boost> all() {
        return transactions.read(table::all);
    }

    @Override
    public boolean ofSlot(String code) {
        return SlotBoosts.ofSlot(code);
    }

    @Override
    public Boost put(Caller operator, Boost wanted) {
        if (!wanted.targetCode().matches(TARGET_CODE)) {
            throw ProblemException.invalid("targetCode", "boost-invalid", "编码不对 · Not a code");
        }
        if (wanted.worth() < 1 || wanted.worth() > WORTH_MAX) {
            throw ProblemException.invalid("worth", "boost-invalid", "权重须在 1 到 400 之间 · From 1 to 400");
        }
        if (wanted.untilOn().isBefore(wanted.fromOn())
                || wanted.untilOn().isAfter(wanted.fromOn().plusDays(DAYS_MAX))) {
            throw ProblemException.invalid(
                    "untilOn", "boost-invalid", "起止日期不对，最长 366 天 · Not a stretch of at most 366 days");
        }
        if (SlotBoosts.ofSlot(wanted.code())) {
            throw ProblemException.invalid(
                    "code", "boost-of-slot", "直播讲解的加权由系统维护 · Boosts of live slots are kept by themselves");
        }
        return transactions.run(() -> {
            Optional<Boost> now = table.lock(wanted.code());
            if (now.filter(boost -> same(boost, wanted)).isPresent()) {
                return now.get();
            }
            boolean kept = now.isEmpty() ? wanted.version() == 0 && table.insert(wanted) : table.update(wanted);
            if (!kept) {
                throw changed();
            }
            Boost after = table.lock(wanted.code()).orElseThrow();
            trail.record(
                    operator.accountId(),
                    "search.boost",
                    wanted.code(),
                    now.map(Boost::toString).orElse(null),
                    after.toString());
            return after;
        });
    }

    @Override
    public void remove(Caller operator, String code, long version) {
        transactions.run(() -> {
            Optional<Boost> now = table.lock(code);
            if (now.isPresent()) {
                if (!table.delete(code, version)) {
                    throw changed();
                }
                trail.record(
                        operator.accountId(), "search.boost", code, now.get().toString(), null);
            }
        });
    }

    private static boolean same(Boost now, Boost wanted) {
        return new Boost(
                        now.code(),
                        now.kind(),
                        now.target(),
                        now.targetCode(),
                        now.worth(),
                        now.fromOn(),
                        now.untilOn(),
                        wanted.version())
                .equals(wanted);
    }

    private static ProblemException changed() {
        return ProblemException.of(409, "boost-changed", "加权刚被改动 · Changed meanwhile", "请刷新 · Look again");
    }
}

package org.cunlu.kernel.time;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongUnaryOperator;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;

@Singleton
@Requires(property = "cunlu.demo", value = "true")
class ClockMoving implements ClockControl {
    /** An instance that was not seen for so long is dead or hung, and not waited for. */
    private static final Duration LIVE = Duration.ofSeconds(3);

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(10).toNanos();

    private final CountyClock clock;
    private final ClockTable table;
    private final ClockWatch watch;
    private final Transactions transactions;

    ClockMoving(CountyClock clock, ClockTable table, ClockWatch watch, Transactions transactions) {
        this.clock = clock;
        this.table = table;
        this.watch = watch;
        this.transactions = transactions;
    }

    @Override
    public Instant moveTo(Instant to) {
        // Looked at before it is reckoned with: the time between now and the oldest instants has more milliseconds than
        // a
        // long.
        if (to.isBefore(clock.instant())) {
            throw later();
        }
        return move(ahead -> {
            long wanted = Duration.between(Instant.now(), to).toMillis();
            if (wanted < ahead) {
                throw later();
            }
            return wanted;
        });
    }

    private static ProblemException later() {
        return ProblemException.of(
                409, "clock-backwards", "时间不能倒退 · The clock never goes back", "现在已经更晚 · It is later already");
    }

    @Override
    public Instant forward(Duration by) {
        if (by.isNegative()) {
            throw ProblemException.invalid("forwardSeconds", "clock-backwards", "时间不能倒退 · The clock never goes back");
        }
        return move(ahead -> Math.addExact(ahead, by.toMillis()));
    }

    private Instant move(LongUnaryOperator nextAhead) {
        long version = transactions.run(() -> {
            var held = table.lock();
            var next = new ClockTable.Setting(held.version() + 1, nextAhead.applyAsLong(held.aheadMillis()));
            table.write(next);
            return next.version();
        });
        watch.beat();
        awaitAll(version);
        return clock.instant();
    }

    private void awaitAll(long version) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (table.behind(version, LIVE) > 0) {
            if (System.nanoTime() > deadline) {
                throw ProblemException.of(
                        503,
                        "clock-not-everywhere",
                        "时间已改，但有实例未跟上 · The clock was moved, but an instance has not followed",
                        "请稍后再看 · Look again in a moment");
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }
}

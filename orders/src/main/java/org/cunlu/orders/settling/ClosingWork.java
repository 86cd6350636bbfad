package org.cunlu.orders.settling;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.SettlementDesk.Period;
import org.cunlu.orders.SettlementDesk.State;
import org.cunlu.orders.settling.ClosingTable.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes what was wanted, while who wanted it may do something else. Another instance takes it up when this one dies: the period
 * is written in one transaction, so that it is there as a whole or not at all.
 */
@Singleton
class ClosingWork {
    private static final Logger LOG = LoggerFactory.getLogger(ClosingWork.class);
    private static final long TELL_MILLIS = 500;

    private final ClosingTable table;
    private final PeriodTable periods;
    private final Closing closing;
    private final Transactions transactions;
    private final String county;

    ClosingWork(
            ClosingTable table,
            PeriodTable periods,
            Closing closing,
            Transactions transactions,
            @Value("${cunlu.county.code}") String county) {
        this.table = table;
        this.periods = periods;
        this.closing = closing;
        this.transactions = transactions;
        this.county = county;
    }

    private record At(int done, int days) {}

    /** Does what is wanted, if something is. */
    void run() {
        transactions.run(() -> table.take(county)).ifPresent(this::work);
    }

    private void work(Job job) {
        var at = new AtomicReference<>(new At(0, 0));
        // Beside the transaction that writes the period: what it tells would be seen by nobody until it ends.
        try (ScheduledExecutorService teller = Executors.newSingleThreadScheduledExecutor()) {
            var telling = teller.scheduleAtFixedRate(
                    () -> tell(job, at.get()), TELL_MILLIS, TELL_MILLIS, TimeUnit.MILLISECONDS);
            try {
                Period period = closing.close(job.wantedBy(), job.until(), (done, days) -> at.set(new At(done, days)));
                telling.cancel(false);
                tell(job, at.get());
                end(job, State.DONE, period.periodNo(), null);
            } catch (ProblemException refusal) {
                telling.cancel(false);
                refused(job, refusal);
            } catch (RuntimeException e) {
                telling.cancel(false);
                LOG.error("period until {} could not be closed", job.until(), e);
                end(job, State.FAILED, null, "failed");
            }
        }
    }

    /** Who took it up from an instance that died after the deed finds it done. */
    private void refused(Job job, ProblemException refusal) {
        var latest = transactions.read(() -> periods.latest(county));
        if (latest.filter(each -> each.until().equals(job.until())).isPresent()) {
            end(job, State.DONE, latest.get().periodNo(), null);
        } else {
            end(job, State.REFUSED, null, refusal.code());
        }
    }

    private void tell(Job job, At at) {
        try {
            transactions.run(() -> table.at(county, job.turn(), at.done(), at.days()));
        } catch (RuntimeException e) {
            LOG.warn("how far the closing is could not be told", e);
        }
    }

    private void end(Job job, State how, Integer periodNo, String why) {
        transactions.run(() -> table.end(county, job.turn(), how, periodNo, why));
    }

    /** Looks every second; runs in every instance. */
    @Singleton
    @Requires(property = "cunlu.schedulers.enabled", notEquals = "false", defaultValue = "true")
    static class Clockwork {
        private final ClosingWork work;

        Clockwork(ClosingWork work) {
            this.work = work;
        }

        @Scheduled(fixedDelay = "1s", initialDelay = "3s")
        void run() {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.warn("whether a period is to be closed could not be seen", e);
            }
        }
    }
}

package org.cunlu.accounts.notice;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.WallTime;

/** Deletes messages that ended long ago. Any instance may do it at any time. */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false")
class NoticeSweep {
    /** For those who ask whether they were told, and for the provider's bill. */
    private static final Duration KEPT = Duration.ofDays(60);

    private final NoticeTable notices;
    private final BudgetTable budgets;
    private final Transactions transactions;
    private final WallTime time;

    NoticeSweep(NoticeTable notices, BudgetTable budgets, Transactions transactions, WallTime time) {
        this.notices = notices;
        this.budgets = budgets;
        this.transactions = transactions;
        this.time = time;
    }

    @Scheduled(initialDelay = "11m", fixedDelay = "1h")
    void sweep() {
        transactions.run(() -> {
            notices.sweep(time.now().minus(KEPT));
            budgets.sweep(time.now().minus(KEPT));
        });
    }
}

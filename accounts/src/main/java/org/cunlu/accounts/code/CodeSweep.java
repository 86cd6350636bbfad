package org.cunlu.accounts.code;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.WallTime;

/** Deletes codes of yesterday. Any instance may do it at any time. */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false")
class CodeSweep {
    private static final Duration KEPT = Duration.ofDays(1);

    private final CodeTable codes;
    private final Transactions transactions;
    private final WallTime time;

    CodeSweep(CodeTable codes, Transactions transactions, WallTime time) {
        this.codes = codes;
        this.transactions = transactions;
        this.time = time;
    }

    @Scheduled(initialDelay = "12m", fixedDelay = "10m")
    void sweep() {
        transactions.run(() -> codes.sweep(time.now().minus(KEPT)));
    }
}

package org.cunlu.accounts.session;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.WallTime;

/** Deletes sessions that nobody asks for any more, some at a time. Several instances may do it at once. */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false")
class SessionHousekeeping {
    /** Ended sessions stay a while for those who look into a theft. */
    private static final Duration SESSIONS_KEPT = Duration.ofDays(30);

    /** Changes of authority are of use for a minute; the rest is for those who look into a complaint. */
    private static final Duration CHANGES_KEPT = Duration.ofDays(1);

    private final SessionTable sessions;
    private final ChangeTable changes;
    private final Transactions transactions;
    private final WallTime time;

    SessionHousekeeping(SessionTable sessions, ChangeTable changes, Transactions transactions, WallTime time) {
        this.sessions = sessions;
        this.changes = changes;
        this.transactions = transactions;
        this.time = time;
    }

    @Scheduled(initialDelay = "10m", fixedDelay = "10m")
    void sweep() {
        transactions.run(() -> {
            sessions.sweep(time.now().minus(SESSIONS_KEPT));
        });
        boolean more;
        do {
            more = transactions.run(() -> changes.sweep(CHANGES_KEPT.toSeconds()));
        } while (more);
    }
}

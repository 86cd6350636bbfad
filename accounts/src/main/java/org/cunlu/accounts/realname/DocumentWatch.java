package org.cunlu.accounts.realname;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;

/** Ends verifications whose document has run out, and reminds before. Several instances may do it at once. */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false")
class DocumentWatch {
    private static final int SOME = 100;

    /** The message names no kind of document: whoever reads the phone over a shoulder learns less. */
    private static final String DOCUMENT = "实名证件 (ID)";

    private final VerificationTable table;
    private final Notices notices;
    private final Transactions transactions;
    private final Trail trail;
    private final Clock clock;
    private final RealNameSettings settings;

    DocumentWatch(
            VerificationTable table,
            Notices notices,
            Transactions transactions,
            Trail trail,
            Clock clock,
            RealNameSettings settings) {
        this.table = table;
        this.notices = notices;
        this.transactions = transactions;
        this.trail = trail;
        this.clock = clock;
        this.settings = settings;
    }

    @Scheduled(initialDelay = "2m", fixedDelay = "10m")
    void watch() {
        LocalDate today = CountyTime.date(clock.instant());
        transactions.read(() -> table.overdue(today, SOME)).forEach(this::expire);
        LocalDate soon = today.plusDays(settings.remindBefore().toDays());
        transactions.read(() -> table.ending(soon, SOME)).forEach(this::remind);
    }

    private void expire(Verification standing) {
        transactions.run(() -> {
            if (table.expire(standing.verificationId())) {
                trail.record("system", "accounts.verify-expire", standing.accountId(), "APPROVED", "EXPIRED");
            }
        });
    }

    private void remind(Verification standing) {
        transactions.run(() -> {
            if (table.remind(standing.verificationId(), clock.instant())) {
                notices.tell(
                        standing.accountId(),
                        Notices.Kind.DOCUMENT_EXPIRING,
                        Map.of(
                                "document",
                                DOCUMENT,
                                "date",
                                standing.validUntil().toString()));
            }
        });
    }
}

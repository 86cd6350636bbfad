package org.cunlu.catalog.shop;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;

/**
 * Reminds before a paper runs out and notes when it has. What asks for a licence asks by the day, so nothing waits for this.
 * Several instances may do it at once.
 */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false", defaultValue = "true")
class LicenceWatch {
    /** Days before the end, the nearest first: who is told of the nearest is not told of the others. */
    static final List<Integer> BEFORE = List.of(7, 30, 90);

    private static final int SOME = 200;
    /** What another took the place of before anybody decided of it proves nothing. */
    static final Duration UNDECIDED = Duration.ofDays(30);
    /** E-Commerce Law art. 31: what was checked of sellers is kept for three years. */
    static final Duration DECIDED = Duration.ofDays(3 * 366);

    private final ItemTable table;
    private final PaperTable papers;
    private final Owners owners;
    private final Transactions transactions;
    private final Trail trail;
    private final Clock clock;

    LicenceWatch(
            ItemTable table, PaperTable papers, Owners owners, Transactions transactions, Trail trail, Clock clock) {
        this.table = table;
        this.papers = papers;
        this.owners = owners;
        this.transactions = transactions;
        this.trail = trail;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "90s", fixedDelay = "10m")
    void watch() {
        LocalDate today = CountyTime.date(clock.instant());
        table.overdue(today, SOME).forEach(this::expire);
        for (int days : BEFORE) {
            table.ending(today, days, SOME).forEach(item -> remind(item, days));
        }
        Instant now = clock.instant();
        table.over(now.minus(UNDECIDED), now.minus(DECIDED), SOME).forEach(this::forget);
        for (int sealed = 0; sealed < SOME && transactions.run(() -> papers.sealSome(1)) > 0; sealed++) {
            // One file at a time.
        }
    }

    private void forget(SellerItem item) {
        transactions.run(() -> {
            papers.forgetOne(item.id());
            table.forgetNumber(item);
            trail.record(
                    "system",
                    "catalog.item-erase",
                    item.sellerCode(),
                    item.state().name(),
                    item.item() + " " + item.id());
        });
    }

    private void expire(SellerItem item) {
        transactions.run(() -> {
            if (table.expire(item.id())) {
                trail.record("system", "catalog.item-expire", item.sellerCode(), "APPROVED", item.item() + " EXPIRED");
                owners.tell(item, Notices.Kind.LICENCE_EXPIRED, ReviewingItems.words(item));
            }
        });
    }

    private void remind(SellerItem item, int days) {
        transactions.run(() -> {
            if (table.remind(item.id(), days)) {
                var facts = new HashMap<>(ReviewingItems.words(item));
                facts.put("date", String.valueOf(item.validUntil()));
                owners.tell(item, Notices.Kind.LICENCE_EXPIRING, facts);
            }
        });
    }
}

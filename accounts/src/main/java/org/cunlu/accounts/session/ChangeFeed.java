package org.cunlu.accounts.session;

import io.micronaut.context.annotation.Context;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.support.TransactionSynchronization;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.cunlu.accounts.AuthorityFeed;
import org.cunlu.accounts.session.ChangeTable.Change;
import org.cunlu.kernel.id.Ids;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down whose authority changed, and reads what other instances wrote: one small statement each half second, however
 * many sessions there are. Each look goes back a minute, longer than any transaction lasts, so that one which commits long
 * after it wrote is not missed; what the look before had seen already is left out.
 */
@Context
class ChangeFeed implements AuthorityFeed {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final Duration LOOKED_BACK = Duration.ofMinutes(1);
    /** Age of the last successful look. Two in a row may fail before requests ask for themselves. */
    private static final Duration FRESH = Duration.ofMillis(1_500);
    /** What is believed while changes are heard; shorter than each look goes back. */
    private static final Duration REMEMBERED = Duration.ofSeconds(30);
    /** What is believed without hearing of changes: two seconds, less what the next question takes. */
    private static final Duration ALONE = Duration.ofMillis(1_500);

    private final ChangeTable table;
    private final TransactionOperations<Connection> transactions;
    private final Ids ids;
    private final List<Consumer<Set<String>>> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("authority-feed").factory());

    /** When the last successful look began; what was committed before it has been heard. */
    private volatile long lookedAtNanos = System.nanoTime() - FRESH.toNanos();

    private Set<String> seen = Set.of();
    private boolean away;

    ChangeFeed(ChangeTable table, TransactionOperations<Connection> transactions, Ids ids) {
        this.table = table;
        this.transactions = transactions;
        this.ids = ids;
    }

    @PostConstruct
    void start() {
        timer.scheduleWithFixedDelay(this::tryLook, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
        try {
            timer.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void changed(String accountId) {
        var transaction = transactions
                .findTransactionStatus()
                .orElseThrow(() -> new IllegalStateException("needs a transaction"));
        table.insert(ids.next(), accountId);
        transaction.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                tell(Set.of(accountId));
            }
        });
    }

    @Override
    public void listen(Consumer<Set<String>> listener) {
        listeners.add(listener);
    }

    @Override
    public Duration believable() {
        return fresh() ? REMEMBERED : ALONE;
    }

    /** @return whether all that was committed anywhere until a second and a half ago has been heard */
    boolean fresh() {
        return System.nanoTime() - lookedAtNanos < FRESH.toNanos();
    }

    private void tryLook() {
        try {
            look();
            away = false;
        } catch (RuntimeException e) {
            if (!away) {
                LOG.warn(
                        "changes of authority cannot be read; each request asks the database meanwhile: {}",
                        e.getMessage());
            }
            away = true;
        }
    }

    private void look() {
        long began = System.nanoTime();
        List<Change> lately = table.lately(LOOKED_BACK.toSeconds());
        Set<String> news = lately.stream()
                .filter(change -> !seen.contains(change.changeId()))
                .map(Change::accountId)
                .collect(Collectors.toSet());
        seen = lately.stream().map(Change::changeId).collect(Collectors.toSet());
        if (!news.isEmpty()) {
            tell(news);
        }
        lookedAtNanos = began;
    }

    private void tell(Set<String> accountIds) {
        listeners.forEach(listener -> listener.accept(accountIds));
    }
}

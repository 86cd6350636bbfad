package org.cunlu.accounts.notice;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.TransactionStatus;
import io.micronaut.transaction.support.TransactionSynchronization;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.cunlu.accounts.AccountLives;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.time.WallTime;

/** Writes messages beside what they tell of, and nudges the sending when both are committed. */
@Singleton
class NoticeQueue implements Notices {
    /** After this nobody needs to be told any more what happened. */
    private static final Duration NEWS = Duration.ofDays(1);

    private final NoticeTable table;
    private final AccountLives lives;
    private final Budget budget;
    private final QuietHours quiet;
    private final Texts texts;
    private final TransactionOperations<Connection> transactions;
    private final Sending sending;
    private final Ids ids;
    private final WallTime time;

    /** @param sending null in a process that sends nothing, such as a command; others send what it queues */
    NoticeQueue(
            NoticeTable table,
            AccountLives lives,
            Budget budget,
            QuietHours quiet,
            Texts texts,
            TransactionOperations<Connection> transactions,
            @Nullable Sending sending,
            Ids ids,
            WallTime time) {
        this.table = table;
        this.lives = lives;
        this.budget = budget;
        this.quiet = quiet;
        this.texts = texts;
        this.transactions = transactions;
        this.sending = sending;
        this.ids = ids;
        this.time = time;
    }

    @Override
    public void tell(String accountId, Kind kind, Map<String, String> facts) {
        NoticeTable.Way way = QuietHours.canWait(kind) ? NoticeTable.Way.WECHAT : NoticeTable.Way.SMS;
        lives.phone(accountId).ifPresent(phone -> put(accountId, phone, way, kind, facts));
    }

    @Override
    public void tell(String accountId, MobileNumber to, Kind kind, Map<String, String> facts) {
        put(accountId, to, NoticeTable.Way.SMS, kind, facts);
    }

    @Override
    public void queue(MobileNumber to, Kind kind, Map<String, String> facts) {
        put(null, to, NoticeTable.Way.SMS, kind, facts);
    }

    private void put(
            @Nullable String accountId, MobileNumber to, NoticeTable.Way way, Kind kind, Map<String, String> facts) {
        TransactionStatus<?> transaction = transactions
                .findTransactionStatus()
                .orElseThrow(() -> new IllegalStateException("a notice needs the transaction of what it tells of"));
        String text = texts.of(kind, facts);
        Instant now = time.now();
        Duration life = kind == Kind.CODE ? Duration.ofMinutes(Long.parseLong(facts.get("minutes"))) : NEWS;
        Duration wait = quiet.wait(kind, now);
        table.insert(
                ids.next(), accountId, to, way, kind, text, now, now.plus(wait).plus(life), wait);
        // Last, because everybody who queues a code waits for the same row.
        budget.take(kind);
        if (sending != null) {
            transaction.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    sending.nudge();
                }
            });
        }
    }
}

package org.cunlu.accounts.notice;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.cunlu.accounts.NoticeGateway;
import org.cunlu.accounts.NoticeGateway.Delivery;
import org.cunlu.accounts.NoticeGateway.To;
import org.cunlu.accounts.WeChatNotices;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.time.WallTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is queued, outside any transaction: claims some in the database, hands them to the gateway, notes how each
 * ended. Killed in between, the claim runs out and they are sent once more under the same id.
 */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false")
class Sending {
    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);
    private static final int BATCH = 20;
    /** Longer than the gateway may take. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration PAUSE_MAX = Duration.ofMinutes(5);
    private static final int DOUBLINGS_MAX = 9;
    /** After these WeChat had its time; about four seconds. */
    private static final int WECHAT_ATTEMPTS = 3;

    private final NoticeTable table;
    private final NoticeGateway gateway;
    private final WeChatNotices weChat;
    private final Transactions transactions;
    private final Ids ids;
    private final WallTime time;
    private final ExecutorService blocking;
    private final AtomicBoolean nudged = new AtomicBoolean();

    Sending(
            NoticeTable table,
            NoticeGateway gateway,
            WeChatNotices weChat,
            Transactions transactions,
            Ids ids,
            WallTime time,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.table = table;
        this.gateway = gateway;
        this.weChat = weChat;
        this.transactions = transactions;
        this.ids = ids;
        this.time = time;
        this.blocking = blocking;
    }

    /** Many nudges before it looks are one. */
    void nudge() {
        if (nudged.compareAndSet(false, true)) {
            try {
                // Without the context of the one who nudges: his transaction's connection is in it, and still his.
                Runnable look = this::look;
                blocking.execute(() -> PropagatedContext.empty().wrap(look).run());
            } catch (RejectedExecutionException e) {
                // We are stopping; another instance, or our next start, sends it.
                nudged.set(false);
            }
        }
    }

    @Scheduled(initialDelay = "1s", fixedDelay = "1s")
    @ExecuteOn(TaskExecutors.BLOCKING)
    void look() {
        nudged.set(false);
        try {
            while (round() == BATCH) {
                Thread.onSpinWait();
            }
        } catch (RuntimeException e) {
            LOG.warn("notices wait: {}", e.toString());
            LOG.debug("notices wait", e);
        }
    }

    /** @return how many were claimed */
    int round() {
        List<String> due = transactions.read(() -> table.due(BATCH));
        if (due.isEmpty()) {
            return 0;
        }
        String claimant = ids.next();
        List<NoticeTable.Claimed> claimed = transactions.run(() -> table.claim(due, claimant, LEASE));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            claimed.forEach(notice -> threads.execute(() -> send(notice, claimant)));
        }
        return claimed.size();
    }

    private void send(NoticeTable.Claimed notice, String claimant) {
        if (!time.now().isBefore(notice.expiresAt())) {
            LOG.warn("notice {} {} expired before it could be sent", notice.noticeId(), notice.kind());
            end(notice, claimant, notice.way(), NoticeTable.State.DROPPED, "");
            return;
        }
        To to = to(notice);
        var way = to instanceof To.WeChat ? NoticeTable.Way.WECHAT : NoticeTable.Way.SMS;
        switch (delivery(notice, to)) {
            case Delivery.Accepted(String reference) -> end(notice, claimant, way, NoticeTable.State.SENT, reference);
            case Delivery.Rejected(String why) -> {
                LOG.warn("notice {} {} was rejected: {}", notice.noticeId(), notice.kind(), why);
                if (way == NoticeTable.Way.WECHAT) {
                    transactions.run(() -> table.bySms(notice, claimant));
                } else {
                    end(notice, claimant, way, NoticeTable.State.FAILED, "");
                }
            }
            case Delivery.Unavailable(String why) -> {
                LOG.warn("notice {} waits after attempt {}: {}", notice.noticeId(), notice.attempts(), why);
                boolean enough = way == NoticeTable.Way.WECHAT && notice.attempts() >= WECHAT_ATTEMPTS;
                transactions.run(() -> {
                    if (enough) {
                        table.bySms(notice, claimant);
                    } else {
                        table.putBack(notice, claimant, pause(notice.attempts()));
                    }
                });
            }
        }
    }

    /** Asked for only now: who has taken WeChat off since is told by phone. */
    private To to(NoticeTable.Claimed notice) {
        if (notice.way() == NoticeTable.Way.WECHAT && notice.accountId() != null) {
            var openid = weChat.openid(notice.accountId());
            if (openid.isPresent()) {
                return new To.WeChat(openid.get());
            }
        }
        return new To.Phone(notice.to());
    }

    private Delivery delivery(NoticeTable.Claimed notice, To to) {
        try {
            return gateway.send(notice.noticeId(), to, notice.kind(), notice.text());
        } catch (RuntimeException e) {
            LOG.debug("gateway failed", e);
            return new Delivery.Unavailable(e.getClass().getSimpleName());
        }
    }

    private void end(
            NoticeTable.Claimed notice,
            String claimant,
            NoticeTable.Way way,
            NoticeTable.State state,
            String reference) {
        transactions.run(() -> table.end(notice, claimant, way, state, reference, time.now()));
    }

    /** @param attempts 1 or more */
    static Duration pause(int attempts) {
        Duration pause = Duration.ofSeconds(1L << Math.min(attempts - 1, DOUBLINGS_MAX));
        return pause.compareTo(PAUSE_MAX) < 0 ? pause : PAUSE_MAX;
    }
}

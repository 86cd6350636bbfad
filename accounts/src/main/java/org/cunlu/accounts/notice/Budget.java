package org.cunlu.accounts.notice;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.time.WallTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds what the county's codes cost, which anybody may ask for. What tells people that something happened is never held
 * back, else whoever spends the budget acts unseen; nor is it counted, else a busy day leaves nobody a code.
 */
@Singleton
class Budget {
    private static final Logger LOG = LoggerFactory.getLogger(Budget.class);

    private final BudgetTable table;
    private final NoticeSettings settings;
    private final WallTime time;

    Budget(BudgetTable table, NoticeSettings settings, WallTime time) {
        this.table = table;
        this.settings = settings;
        this.time = time;
    }

    /**
     * Counts one message, if it is a code, within the caller's transaction.
     * @throws ProblemException 503 {@code codes-unavailable}
     */
    void take(Notices.Kind kind) {
        if (kind != Notices.Kind.CODE) {
            return;
        }
        Instant now = time.now();
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        Instant day = CountyTime.at(now).truncatedTo(ChronoUnit.DAYS).toInstant();
        if (!table.take(BudgetTable.Span.HOUR, hour, settings.perHour())) {
            throw spent("hour", Duration.between(now, hour.plus(1, ChronoUnit.HOURS)));
        }
        if (!table.take(BudgetTable.Span.DAY, day, settings.perDay())) {
            throw spent("day", Duration.between(now, day.plus(1, ChronoUnit.DAYS)));
        }
    }

    private static ProblemException spent(String span, Duration wait) {
        LOG.warn("the county's codes of this {} are spent", span);
        return ProblemException.of(
                        503,
                        "codes-unavailable",
                        "暂时不能发送验证码 · No codes can be sent at the moment",
                        "请用密码登录，或稍后再试 · Sign in by password, or try later")
                .fact(ProblemException.RETRY_AFTER, Math.max(1, wait.toSeconds()));
    }
}

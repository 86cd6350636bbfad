package org.cunlu.accounts.privacy;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.AccountLives;
import org.cunlu.accounts.Looks;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.limits.Limits;
import org.cunlu.kernel.limits.Rate;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;

/** Counts each look, writes it down, and shows the log to whom it concerns. */
@Singleton
class LookLog implements Looks {
    private static final int SUBJECTS_MAX = 50;
    private static final int WHY_MIN = 2;
    private static final int WHY_MAX = 200;

    private final LookTable table;
    private final AccountLives lives;
    private final Limits limits;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;
    private final String county;
    private final Rate rate;

    LookLog(
            LookTable table,
            AccountLives lives,
            Limits limits,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock,
            PrivacySettings settings,
            @Value("${cunlu.county.code}") String county) {
        this.table = table;
        this.lives = lives;
        this.limits = limits;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
        this.county = county;
        this.rate = new Rate("looks.viewer", settings.looksPerDay(), Duration.ofDays(1));
    }

    @Override
    public void record(Caller viewer, Collection<String> subjects, String what, String why) {
        String reason = why == null ? "" : why.strip();
        if (reason.length() < WHY_MIN || reason.length() > WHY_MAX) {
            throw ProblemException.invalid("why", "reason-missing", "请写明查看原因 · Say what it is needed for");
        }
        List<String> others = subjects.stream()
                .distinct()
                .filter(subject -> !subject.equals(viewer.accountId()))
                .sorted()
                .toList();
        if (others.size() > SUBJECTS_MAX) {
            throw new IllegalArgumentException("looks at " + others.size() + " people at once");
        }
        for (String subject : others) {
            count(viewer, subject, what);
        }
        transactions.run(() -> others.forEach(
                subject -> table.insert(ids.next(), viewer, subject, what, reason, clock.instant(), county)));
    }

    private void count(Caller viewer, String subject, String what) {
        long wait = limits.secondsToWait(Map.of(rate, viewer.accountId()));
        if (wait > 0) {
            trail.refused(viewer.accountId(), "accounts.look", subject, what + " too-many-looks");
            throw ProblemException.of(
                            429,
                            "too-many-looks",
                            "今天查看的个人信息已达上限 · Too many people looked at today",
                            "如确有需要，请联系县级运营人员 · If it is needed, ask the county's operators")
                    .fact(ProblemException.RETRY_AFTER, wait);
        }
    }

    @Override
    public boolean seen(String viewer, String subject, String what) {
        return transactions.read(() -> table.seen(viewer, subject, what));
    }

    @Override
    public Page<Look> at(String accountId, @Nullable String cursor, int limit) {
        var subjects = new ArrayList<String>(lives.mergedInto(accountId));
        subjects.add(accountId);
        return transactions.read(() -> Page.of(table.at(subjects, checked(cursor), limit + 1), limit, Look::lookId));
    }

    /** @return looks at people of the operator's county, the newest first */
    Page<Look> inCounty(Caller operator, @Nullable String cursor, int limit) {
        List<String> counties = operator.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE);
        return transactions.read(
                () -> Page.of(table.ofCounties(counties, checked(cursor), limit + 1), limit, Look::lookId));
    }

    private static String checked(@Nullable String cursor) {
        if (cursor != null && !Ids.isId(cursor)) {
            throw ProblemException.invalid("cursor", "cursor-invalid", "翻页标记无效 · The cursor is not valid");
        }
        return cursor;
    }
}

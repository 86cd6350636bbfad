package org.cunlu.orders.inputs;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cunlu.catalog.Ingredient;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.text.PlainText;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;

/**
 * The county's limits. A season begins tomorrow at the earliest, so that no day's orders are counted by halves, and of a limit
 * nothing but its amount ever changes.
 */
@Singleton
class LimitKeeping {
    private static final Set<String> CLASSES = Set.of("PESTICIDE", "RESTRICTED_PESTICIDE", "SEED", "FERTILISER");
    private static final int TEXT_MAX = 60;
    /** A season is not longer than two years. */
    private static final int DAYS_MAX = 731;

    private final LimitTable table;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    LimitKeeping(LimitTable table, Transactions transactions, Trail trail, Ids ids, Clock clock) {
        this.table = table;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    List<Limit> own(Caller operator) {
        return transactions.read(() -> table.of(counties(operator)));
    }

    /** The same again is the limit that is there. */
    Limit set(Caller operator, Limit said) {
        String county = counties(operator).stream().findFirst().orElseThrow(ProblemException::notFound);
        Limit wanted = wanted(county, said);
        return attempt(operator, "orders.input-limit-set", wanted.code(), () -> set(wanted, operator.accountId()));
    }

    private Limit wanted(String county, Limit said) {
        String code = said.code().strip();
        return new Limit(
                ids.next(),
                county,
                said.season().strip(),
                said.what(),
                said.what() == Limit.What.INGREDIENT ? String.valueOf(Ingredient.named(code)) : code,
                said.unit(),
                said.amount(),
                said.validFrom(),
                said.validUntil(),
                1);
    }

    private Limit set(Limit wanted, String actor) {
        check(wanted);
        table.waitForTurn();
        for (Limit other : table.overlapping(wanted)) {
            if (other.said().equals(wanted.said())) {
                return other;
            }
            throw ProblemException.of(
                            409,
                            "limit-overlaps",
                            "同一对象在这段时间已有限购 · There is a limit of the same for some of these days",
                            "请改日期，或修改原限购的数量 · Other dates, or change that one's amount")
                    .fact("limitId", other.limitId());
        }
        if (!wanted.validFrom().isAfter(today())) {
            throw ProblemException.invalid(
                    "validFrom", "begins-too-early", "最早从明天开始 · It begins tomorrow at the earliest");
        }
        table.insert(wanted);
        trail.record(actor, "orders.input-limit-set", wanted.limitId(), null, wanted.said());
        return wanted;
    }

    /** What became of a row of a file. */
    enum Kept {
        NEW,
        OTHER_AMOUNT,
        SAME
    }

    /** A row of the county's file: one that is there and says another amount changes it. Joins the caller's transaction. */
    Kept load(Limit said, String actor) {
        Limit wanted = wanted(said.countyCode(), said);
        check(wanted);
        table.waitForTurn();
        Optional<Limit> there = table.overlapping(wanted).stream()
                .filter(other -> other.said(0).equals(wanted.said(0)))
                .findFirst();
        if (there.isEmpty()) {
            set(wanted, actor);
            return Kept.NEW;
        }
        if (there.get().amount() == wanted.amount()) {
            return Kept.SAME;
        }
        change(there.get(), wanted.amount(), "import", actor);
        return Kept.OTHER_AMOUNT;
    }

    /** @throws ProblemException {@code limit-below-used} with what the buyer who has most has */
    Limit amount(Caller operator, String limitId, long amount, String reason) {
        return attempt(operator, "orders.input-limit-amount", limitId, () -> {
            Limit now = table.find(limitId)
                    .filter(limit -> counties(operator).contains(limit.countyCode()))
                    .orElseThrow(ProblemException::notFound);
            return now.amount() == amount ? now : change(now, amount, reason, operator.accountId());
        });
    }

    private Limit change(Limit now, long amount, String reason, String actor) {
        if (!table.amount(now, amount)) {
            long most = table.most(now.limitId());
            throw most > amount
                    ? ProblemException.of(409, "limit-below-used", "低于已购数量 · Somebody has bought more already", null)
                            .fact("used", most)
                    : ProblemException.of(409, "limit-changed", "限购刚被改动 · Changed meanwhile", "请刷新 · Look again");
        }
        Limit after = table.find(now.limitId()).orElseThrow();
        trail.record(actor, "orders.input-limit-amount", now.limitId(), now.said(), after.said() + ": " + reason);
        return after;
    }

    private void check(Limit wanted) {
        plain(wanted.season(), "season");
        plain(wanted.code(), "code");
        boolean known = switch (wanted.what()) {
            case CLASS -> CLASSES.contains(wanted.code());
            case SKU -> wanted.code().matches("[A-Z0-9._-]{1,32}");
            case INGREDIENT -> true;
        };
        if (!known) {
            throw ProblemException.invalid(
                    "code", "code-unknown", "没有这个类别或编码 · No such class: " + CLASSES + ", or not a SKU's code");
        }
        if (wanted.validUntil().isBefore(wanted.validFrom())) {
            throw ProblemException.invalid("validUntil", "ends-before-it-begins", "结束早于开始 · Ends before it begins");
        }
        if (!CountyTime.usual(wanted.validFrom())
                || wanted.validUntil().isAfter(wanted.validFrom().plusDays(DAYS_MAX))) {
            throw ProblemException.invalid("validUntil", "season-too-long", "一季最长两年 · A season is two years at most");
        }
    }

    private static void plain(String text, String field) {
        if (!PlainText.name(text, TEXT_MAX)) {
            throw ProblemException.invalid(field, "not-plain", "只能是 60 字以内的纯文本 · Plain text of up to 60 characters");
        }
    }

    private Limit attempt(Caller operator, String act, String subject, java.util.function.Supplier<Limit> work) {
        try {
            return transactions.run(work::get);
        } catch (ProblemException refused) {
            trail.refused(operator.accountId(), act, subject, refused.code());
            throw refused;
        }
    }

    private static List<String> counties(Caller operator) {
        return operator.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE);
    }

    private LocalDate today() {
        return CountyTime.date(clock.instant());
    }
}

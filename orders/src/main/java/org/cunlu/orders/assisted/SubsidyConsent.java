package org.cunlu.orders.assisted;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.limits.Limits;
import org.cunlu.kernel.limits.Rate;
import org.cunlu.kernel.money.Fen;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.orders.LineStep;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderGroup;
import org.cunlu.orders.OrderLine;

/**
 * Nobody spends a villager's subsidies without him: he is told by short message how much of them an order takes, and says the code
 * in it to the keeper. Paper and voice say that he wants an order; this says that he is there.
 */
@Singleton
class SubsidyConsent {
    private static final String ACT = "orders.assisted-consent";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int CODES = 1_000_000;
    private static final int TRIES = 5;
    private static final Duration VALID = Duration.ofMinutes(10);
    /** Of one villager, whichever keeper asks. */
    private static final Rate SENDS = new Rate("assisted.consent", 5, Duration.ofHours(1));

    private final ConsentTable table;
    private final OrderBook book;
    private final Accounts accounts;
    private final Notices notices;
    private final Limits limits;
    private final Transactions transactions;
    private final Trail trail;
    private final Clock clock;

    SubsidyConsent(
            ConsentTable table,
            OrderBook book,
            Accounts accounts,
            Notices notices,
            Limits limits,
            Transactions transactions,
            Trail trail,
            Clock clock) {
        this.table = table;
        this.book = book;
        this.accounts = accounts;
        this.notices = notices;
        this.limits = limits;
        this.transactions = transactions;
        this.trail = trail;
        this.clock = clock;
    }

    /** @throws ProblemException 409 {@code no-subsidy}, {@code no-phone}; 429 {@code too-many-codes} */
    Instant send(Assisted one, String stationName, long subsidyFen) {
        if (subsidyFen <= 0) {
            throw ProblemException.of(409, "no-subsidy", "本单不使用补贴 · No subsidy is taken", "直接下单 · Place it");
        }
        if (accounts.person(one.accountId())
                .filter(person -> person.phone() != null)
                .isEmpty()) {
            throw ProblemException.of(
                    409,
                    "no-phone",
                    "村民没有可收短信的账号 · He has no phone of his own here",
                    "请他先认领账号 · Let him take over his record first");
        }
        long wait = limits.secondsToWait(Map.of(SENDS, one.accountId()));
        if (wait > 0) {
            throw ProblemException.of(429, "too-many-codes", "确认码发送太频繁 · Too many codes", null)
                    .fact(ProblemException.RETRY_AFTER, wait);
        }
        Instant now = clock.instant();
        String code = String.format("%06d", RANDOM.nextInt(CODES));
        transactions.run(() -> {
            table.put(one, code, subsidyFen, TRIES, now, now.plus(VALID));
            notices.tell(
                    one.accountId(),
                    Notices.Kind.SUBSIDY_CONSENT,
                    Map.of(
                            "station",
                            stationName,
                            "amount",
                            Fen.text(subsidyFen),
                            "code",
                            code,
                            "minutes",
                            String.valueOf(VALID.toMinutes())));
            trail.record(one.keeperId(), ACT, one.assistedId(), null, subsidyFen + " fen");
        });
        return now.plus(VALID);
    }

    /** Judges a guess, which counts whatever becomes of the order. @throws ProblemException 400 {@code consent-code-wrong} */
    void judge(String assistedId, @Nullable String code) {
        if (code != null && !transactions.run(() -> table.guess(assistedId, code, clock.instant()))) {
            throw ProblemException.invalid(
                    "consentCode", "consent-code-wrong", "确认码不对或已失效 · The code is wrong or not good any more");
        }
    }

    /** Joins the transaction that writes the orders. @throws ProblemException 409 {@code consent-needed} with what they take */
    void demand(String assistedId, @Nullable String code, OrderGroup group) {
        long fen = subsidyFen(group);
        if (fen > 0 && (code == null || !table.use(assistedId, code, fen, clock.instant()))) {
            throw ProblemException.of(
                            409,
                            "consent-needed",
                            "使用补贴须村民凭短信确认 · He consents to it by a code on his phone",
                            "请发送确认码 · Send one")
                    .fact("subsidyFen", fen);
        }
    }

    private long subsidyFen(OrderGroup group) {
        List<String> orders =
                book.orders(group.groupId()).stream().map(Order::orderId).toList();
        return book.lines(orders).values().stream()
                .flatMap(List::stream)
                .map(OrderLine::steps)
                .mapToLong(SubsidyConsent::fen)
                .sum();
    }

    /** @return what subsidies pay of a line */
    static long fen(List<LineStep> steps) {
        return -steps.stream()
                .filter(step -> step.kind() == LineStep.Kind.SUBSIDY)
                .mapToLong(LineStep::fen)
                .sum();
    }
}

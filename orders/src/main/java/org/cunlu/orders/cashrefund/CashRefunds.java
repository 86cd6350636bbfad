package org.cunlu.orders.cashrefund;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Notices;
import org.cunlu.catalog.ShopPeople;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.limits.Limits;
import org.cunlu.kernel.limits.Rate;
import org.cunlu.kernel.money.Fen;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.CashDrawer;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Workplaces;
import org.cunlu.orders.Balances;
import org.cunlu.orders.Ledger;
import org.cunlu.orders.cashrefund.CashRefundTable.Asked;

/**
 * Whoever has a balance asks for cash and is shown a code; a keeper who is told it pays from his drawer. Nothing is set aside: what
 * pays is the balance and the drawer of that moment, both or neither.
 */
@Singleton
class CashRefunds {
    private static final String ACT = "orders.cash-refund";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration VALID = Duration.ofMinutes(30);
    private static final Rate ASKS = new Rate("cash-refund.asks", 20, Duration.ofDays(1));
    /** A station pays fewer in an hour; whoever tries codes needs more. */
    private static final Rate TRIES = new Rate("cash-refund.code", 30, Duration.ofHours(1));

    private final CashRefundTable table;
    private final Balances balances;
    private final CashDrawer drawers;
    private final Ledger ledger;
    private final Workplaces workplaces;
    private final ShopPeople people;
    private final Limits limits;
    private final Notices notices;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;
    private final String county;
    private final long perDayFen;

    /** @param perDayFen 500 yuan is an assumption: what keepers have at hand, and what is bearable when a code is stolen */
    CashRefunds(
            CashRefundTable table,
            Balances balances,
            CashDrawer drawers,
            Ledger ledger,
            Workplaces workplaces,
            ShopPeople people,
            Limits limits,
            Notices notices,
            Idempotency idempotency,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock,
            @Value("${cunlu.county.code}") String county,
            @Value("${cunlu.orders.cash-refund-per-day-fen:50000}") long perDayFen) {
        this.table = table;
        this.balances = balances;
        this.drawers = drawers;
        this.ledger = ledger;
        this.workplaces = workplaces;
        this.people = people;
        this.limits = limits;
        this.notices = notices;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
        this.county = county;
        this.perDayFen = perDayFen;
    }

    /** @param code ten digits, shown this once */
    record Shown(String refundId, String code, long fen, Instant validUntil) {
        @Override
        public String toString() {
            return "Shown[" + refundId + "]";
        }
    }

    /** @param fen what the keeper lays on the counter */
    @Serdeable
    record Wanted(String node, String code, long fen) {
        @Override
        public String toString() {
            return "Wanted[" + node + "]";
        }
    }

    /** @param refundId its number */
    @Serdeable
    @Schema(name = "CashRefund.Receipt")
    record Receipt(String refundId, String node, long fen, Instant paidAt) {}

    /** A code asked for again takes the place of the one before, so that repeating it does no harm. */
    Shown ask(String accountId, long fen) {
        demand(limits.secondsToWait(Map.of(ASKS, accountId)));
        if (fen > perDayFen) {
            throw tooMuch();
        }
        return transactions.run(() -> asked(accountId, fen));
    }

    private Shown asked(String accountId, long fen) {
        if (balances.of(county, accountId) < fen) {
            throw tooLow();
        }
        Instant now = clock.instant();
        String code = String.format("%010d", RANDOM.nextLong(10_000_000_000L));
        var asked = new Asked(ids.next(), county, accountId, fen, now.plus(VALID), null, null);
        table.insert(asked, code, now);
        return new Shown(asked.refundId(), code, fen, asked.validUntil());
    }

    /** @return own ones, the newest first */
    List<Asked> of(String accountId, int limit) {
        return table.of(accountId, limit);
    }

    /**
     * @throws ProblemException 404 {@code cash-code-wrong}; 409 {@code cash-mismatch}, {@code own-submission}, {@code balance-too-low},
     *     {@code cash-refund-limit}, {@code drawer-too-low}; 429
     */
    Receipt pay(Caller keeper, Wanted wanted, @Nullable String key) {
        Node node = workplaces.own(keeper, wanted.node(), ACT, Workplaces.HANDS);
        demand(limits.secondsToWait(Map.of(TRIES, keeper.accountId())));
        return idempotency.once(keeper.accountId(), ACT, key, wanted, Receipt.class, () -> paid(keeper, node, wanted));
    }

    private Receipt paid(Caller keeper, Node node, Wanted wanted) {
        Instant now = clock.instant();
        Asked asked = table.lock(wanted.code())
                .filter(found -> found.countyCode().equals(node.countyCode()))
                .filter(found -> found.paidAt() == null && found.validUntil().isAfter(now))
                .orElseThrow(() -> ProblemException.of(
                        404, "cash-code-wrong", "取款码不对或已失效 · No such code, or it is not valid any more", null));
        people.demandStranger(keeper, null, asked.accountId());
        if (asked.fen() != wanted.fen()) {
            throw ProblemException.of(409, "cash-mismatch", "金额不符 · It is not what was asked for", null)
                    .fact("fen", asked.fen());
        }
        move(asked, node, keeper.accountId(), now);
        table.paid(asked.refundId(), node.code(), keeper.accountId(), now);
        trail.record(
                keeper.accountId(), ACT, asked.refundId(), null, node.code() + " paid " + asked.fen() + " fen in cash");
        notices.tell(
                asked.accountId(),
                Notices.Kind.CASH_REFUND_PAID,
                Map.of(
                        "station", node.name(),
                        "amount", Fen.text(asked.fen()),
                        "receipt", asked.refundId()));
        return new Receipt(asked.refundId(), node.code(), asked.fen(), now);
    }

    private void move(Asked asked, Node node, String keeperId, Instant now) {
        // Taking it locks the balance, so that two codes of one person go one after the other.
        if (!balances.take(
                asked.countyCode(), asked.accountId(), asked.fen(), Balances.Kind.CASH_REFUND, asked.refundId())) {
            throw tooLow();
        }
        if (table.paidOn(asked.accountId(), CountyTime.date(now)) > perDayFen - asked.fen()) {
            throw tooMuch();
        }
        var given = new CashDrawer.Taken(
                asked.refundId(), asked.countyCode(), asked.refundId(), node.code(), asked.fen(), keeperId, now);
        if (!drawers.gave(given)) {
            throw ProblemException.of(
                    409,
                    "drawer-too-low",
                    "钱柜现金不足 · There is not so much in the drawer",
                    "请到别的站点 · Ask at another station");
        }
        ledger.cashRefunded(asked.countyCode(), asked.accountId(), node.code(), asked.refundId(), asked.fen());
    }

    private static void demand(long wait) {
        if (wait > 0) {
            throw ProblemException.of(429, "too-many-guesses", "试得太多，请稍后 · Too many tries", null)
                    .fact(ProblemException.RETRY_AFTER, wait);
        }
    }

    private ProblemException tooMuch() {
        return ProblemException.of(
                        409,
                        "cash-refund-limit",
                        "超过每日取现限额 · More than is paid in cash in a day",
                        "可转到银行卡 · Have it sent to the bank")
                .fact("perDayFen", perDayFen);
    }

    private static ProblemException tooLow() {
        return ProblemException.of(409, "balance-too-low", "账户余额不足 · The balance is too low", null);
    }
}

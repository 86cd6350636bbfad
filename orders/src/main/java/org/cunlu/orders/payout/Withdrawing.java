package org.cunlu.orders.payout;

import io.micronaut.context.annotation.Value;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.orders.Balances;
import org.cunlu.orders.Ledger;
import org.cunlu.orders.Party;
import org.cunlu.orders.Statements.Payable;
import org.cunlu.orders.Withdrawals;
import org.cunlu.orders.payout.PayoutTable.Line;
import org.cunlu.orders.payout.WithdrawalTable.State;
import org.cunlu.orders.payout.WithdrawalTable.Withdrawal;

/**
 * A person's balance goes to his bank account, by the same two persons and the same file as all payouts. It leaves the balance when
 * he asks, so that it is not spent meanwhile; what bounces, or what he takes back before a batch has it, is on the balance again.
 */
@Singleton
class Withdrawing implements Withdrawals {
    static final String ACT = "orders.withdrawal";
    /** The others go with the next batch. */
    private static final int BATCH_MAX = 5_000;

    private final WithdrawalTable table;
    private final PayoutTable payouts;
    private final BankTable banks;
    private final Balances balances;
    private final Ledger ledger;
    private final Idempotency idempotency;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;
    private final String county;

    Withdrawing(
            WithdrawalTable table,
            PayoutTable payouts,
            BankTable banks,
            Balances balances,
            Ledger ledger,
            Idempotency idempotency,
            Trail trail,
            Ids ids,
            Clock clock,
            @Value("${cunlu.county.code}") String county) {
        this.table = table;
        this.payouts = payouts;
        this.banks = banks;
        this.balances = balances;
        this.ledger = ledger;
        this.idempotency = idempotency;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
        this.county = county;
    }

    /** What is asked, whole. */
    @Serdeable
    record Request(long fen) {}

    /** What is remembered under the key. */
    @Serdeable
    record Asked(String withdrawalId) {}

    static Party party(String accountId) {
        return new Party(Party.Kind.ACCOUNT, accountId);
    }

    /** @throws ProblemException 409 {@code no-bank-account}, {@code balance-too-low}, {@code withdrawal-under-way} */
    String ask(String accountId, long fen, String key) {
        try {
            return idempotency
                    .once(accountId, ACT, key, new Request(fen), Asked.class, () -> asked(accountId, fen))
                    .withdrawalId();
        } catch (RuntimeException e) {
            if (SqlFailure.in(e).filter(SqlFailure::duplicate).isEmpty()) {
                throw e;
            }
            throw ProblemException.of(
                    409, "withdrawal-under-way", "已有一笔提现在途 · One is under way already", "到账后再提 · Ask again afterwards");
        }
    }

    private Asked asked(String accountId, long fen) {
        if (banks.shown(party(accountId)).isEmpty()) {
            throw ProblemException.of(409, "no-bank-account", "请先填写收款账户 · Say first where it is to go", null);
        }
        String id = ids.next();
        table.insert(new Withdrawal(id, county, accountId, accountId, fen, State.ASKED, clock.instant(), null));
        if (!balances.take(county, accountId, fen, Balances.Kind.WITHDRAWAL, id)) {
            throw ProblemException.of(409, "balance-too-low", "账户余额不足 · The balance is too low", null);
        }
        ledger.withdrawalAsked(county, accountId, id, fen);
        trail.record(accountId, ACT, id, null, "ASKED " + fen + " fen");
        return new Asked(id);
    }

    /** Its owner takes back what no batch has yet. Joins the caller's transaction; the same again changes nothing. */
    void takeBack(String accountId, String id) {
        Withdrawal withdrawal = table.find(id)
                .filter(found -> found.backTo().equals(accountId))
                .orElseThrow(ProblemException::notFound);
        if (withdrawal.state() == State.BACK) {
            return;
        }
        if (payouts.underWay(county, party(withdrawal.accountId())) || !back(id, State.ASKED)) {
            throw ProblemException.of(409, "payout-under-way", "打款进行中 · A payout is under way", null);
        }
        trail.record(accountId, ACT, id, State.ASKED.name(), State.BACK.name());
    }

    /** @return one that was just asked for, or long ago under the same key */
    Withdrawal asked(String withdrawalId) {
        return table.find(withdrawalId).orElseThrow();
    }

    List<Withdrawal> of(String accountId, int limit) {
        return table.of(accountId, limit);
    }

    /** @return what a batch may take along, each under its own number in place of a statement's */
    List<Payable> payable(int periodNo) {
        return table.asked(county, BATCH_MAX).stream()
                .map(each -> new Payable(each.withdrawalId(), periodNo, party(each.accountId()), each.fen()))
                .toList();
    }

    /** The money of a batch leaves. Joins the caller's transaction. */
    void sent(List<Line> lines) {
        for (Line line : lines) {
            if (line.party().kind() == Party.Kind.ACCOUNT
                    && !table.move(line.statementId(), State.ASKED, State.SENT, null)) {
                throw ProblemException.of(
                                409,
                                "balance-changed",
                                "提现已撤回 · It was taken back",
                                "请退回后重新制单 · Decline and propose anew")
                        .fact("party", line.party().text());
            }
        }
    }

    /** The bank's word of one is in the books. Joins the caller's transaction. */
    void ended(Line line, boolean paid) {
        if (line.party().kind() != Party.Kind.ACCOUNT) {
            return;
        }
        boolean stood = paid
                ? table.move(line.statementId(), State.SENT, State.PAID, clock.instant())
                : back(line.statementId(), State.SENT);
        if (!stood) {
            throw new IllegalStateException("a withdrawal was not sent: " + line.statementId());
        }
    }

    private boolean back(String id, State from) {
        if (!table.move(id, from, State.BACK, clock.instant())) {
            return false;
        }
        // Read now that its row is held: whose balance it comes back to may just have become another's.
        Withdrawal withdrawal = table.find(id).orElseThrow();
        balances.put(
                withdrawal.countyCode(),
                withdrawal.backTo(),
                withdrawal.fen(),
                Balances.Kind.WITHDRAWAL_BACK,
                withdrawal.withdrawalId());
        ledger.withdrawalBack(
                withdrawal.countyCode(),
                withdrawal.accountId(),
                withdrawal.backTo(),
                withdrawal.withdrawalId(),
                withdrawal.fen());
        return true;
    }

    @Override
    public long underWay(String accountId) {
        return table.underWay(accountId);
    }

    @Override
    public void handOver(String fromAccountId, String intoAccountId) {
        table.handOver(fromAccountId, intoAccountId);
    }
}

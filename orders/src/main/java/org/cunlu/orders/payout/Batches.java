package org.cunlu.orders.payout;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.cunlu.catalog.SuspendedShops;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.moment.Moment;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.orders.Ledger;
import org.cunlu.orders.Party;
import org.cunlu.orders.Payout;
import org.cunlu.orders.PayoutDesk.Batch;
import org.cunlu.orders.PayoutDesk.BatchState;
import org.cunlu.orders.PayoutDesk.State;
import org.cunlu.orders.Statements;
import org.cunlu.orders.Statements.Payable;
import org.cunlu.orders.payout.PayoutTable.Line;

/**
 * Batches of payouts from the statements of the newest closed period: what one person proposes another approves, and then the
 * bank says of each what became of it. What bounced is the party's again and goes with a later statement.
 */
@Singleton
class Batches {
    private static final Moment PROPOSED = Moment.named("payout.proposed");
    private static final Moment READ = Moment.named("payout.read");
    private static final Moment SENT = Moment.named("payout.sent");
    private static final Moment APPROVED = Moment.named("payout.approved");

    static final String ACT = "orders.payout";

    private final PayoutTable table;
    private final BankTable banks;
    private final Strangers strangers;
    private final Statements statements;
    private final Withdrawing withdrawing;
    private final SuspendedShops suspended;
    private final Ledger ledger;
    private final Bounces bounces;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;
    private final String county;

    Batches(
            PayoutTable table,
            BankTable banks,
            Strangers strangers,
            Statements statements,
            Withdrawing withdrawing,
            SuspendedShops suspended,
            Ledger ledger,
            Bounces bounces,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock,
            @Value("${cunlu.county.code}") String county) {
        this.table = table;
        this.banks = banks;
        this.strangers = strangers;
        this.statements = statements;
        this.withdrawing = withdrawing;
        this.suspended = suspended;
        this.ledger = ledger;
        this.bounces = bounces;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
        this.county = county;
    }

    /**
     * @param only whom to pay; null for all
     * @throws ProblemException 409 {@code seller-suspended} for one alone, {@code nothing-to-pay}, {@code payout-under-way}
     */
    Batch propose(Caller caller, @Nullable Party only) {
        own(caller, "proposal");
        try {
            Batch proposed = transactions.run(() -> write(caller, only));
            PROPOSED.reached();
            return proposed;
        } catch (RuntimeException e) {
            if (SqlFailure.in(e).filter(SqlFailure::duplicate).isEmpty()) {
                throw e;
            }
            throw ProblemException.of(
                    409, "payout-under-way", "其中有打款进行中 · One of them is being paid already", "请重试 · Try again");
        }
    }

    private Batch write(Caller caller, @Nullable Party only) {
        List<Payable> payables = payable()
                .filter(each -> each.fen() > 0 && (only == null || each.party().equals(only)))
                .toList();
        Set<Party> stopped = stopped(payables.stream().map(Payable::party).toList());
        if (only != null && stopped.contains(only)) {
            trail.refused(caller.accountId(), ACT, only.text(), "seller-suspended");
            throw suspended(stopped);
        }
        Map<Party, Integer> accounts =
                banks.versions(payables.stream().map(Payable::party).toList());
        String batchId = ids.next();
        var lines = new ArrayList<Line>();
        for (Payable payable : payables) {
            line(batchId, payable, stopped, accounts).ifPresent(lines::add);
        }
        if (lines.stream().noneMatch(line -> line.state() == State.PLANNED)) {
            throw ProblemException.of(409, "nothing-to-pay", "没有可打款的结算单 · No statement is to be paid", null)
                    .fact(
                            "leftOut",
                            lines.stream().map(Line::why).distinct().sorted().toList());
        }
        var batch = new Batch(
                batchId,
                payables.getFirst().periodNo(),
                BatchState.PROPOSED,
                caller.accountId(),
                clock.instant(),
                null,
                null);
        table.insert(county, batch, lines);
        trail.record(caller.accountId(), ACT, batchId, null, "PROPOSED " + sum(lines, State.PLANNED) + " fen");
        return batch;
    }

    /** Of the newest statements, and what people have asked for of their balances. */
    private Stream<Payable> payable() {
        List<Payable> stated = statements.payable(county);
        int periodNo = stated.isEmpty() ? 0 : stated.getFirst().periodNo();
        return Stream.concat(stated.stream(), withdrawing.payable(periodNo).stream());
    }

    /** @return what of a statement is paid or why not; empty when there is nothing left to pay of it */
    private Optional<Line> line(String batchId, Payable payable, Set<Party> stopped, Map<Party, Integer> accounts) {
        // Since the period was closed something may have been taken back, or paid.
        long fen = Math.min(payable.fen(), ledger.payableFen(payable.party()));
        String why = stopped.contains(payable.party())
                ? "seller-suspended"
                : !accounts.containsKey(payable.party())
                        ? "no-bank-account"
                        : table.underWay(county, payable.party())
                                ? "payout-under-way"
                                : table.paid(payable.statementId()) ? "paid-already" : null;
        return fen <= 0
                ? Optional.empty()
                : Optional.of(new Line(
                        ids.next(),
                        batchId,
                        payable.party(),
                        payable.statementId(),
                        fen,
                        why == null ? State.PLANNED : State.LEFT_OUT,
                        why,
                        accounts.getOrDefault(payable.party(), 0),
                        "",
                        null,
                        null));
    }

    /**
     * @throws ProblemException 409 {@code second-person-needed}, {@code own-submission}, {@code batch-decided}, {@code seller-suspended},
     *     {@code balance-changed}, {@code bank-account-changed}; not found
     */
    Batch approve(Caller caller, String batchId) {
        own(caller, batchId);
        Batch approved = transactions.run(() -> {
            Batch batch = known(batchId);
            READ.reached();
            if (batch.state() == BatchState.APPROVED && caller.accountId().equals(batch.decidedBy())) {
                return batch;
            }
            List<Line> lines = table.payouts(batchId, State.PLANNED);
            strangers.demand(caller, batch, lines);
            decide(caller, batchId, BatchState.APPROVED);
            check(lines);
            table.planned(batchId, State.SENT);
            withdrawing.sent(lines);
            lines.forEach(line -> ledger.payoutSent(payout(line)));
            SENT.reached();
            return known(batchId);
        });
        APPROVED.reached();
        return approved;
    }

    /** What was true when it was proposed must be true now. */
    private void check(List<Line> lines) {
        List<Party> parties = lines.stream().map(Line::party).toList();
        Set<Party> stopped = stopped(parties);
        if (!stopped.isEmpty()) {
            throw suspended(stopped);
        }
        Map<Party, Integer> accounts = banks.versions(parties);
        for (Line line : lines) {
            if (ledger.payableFen(line.party()) < line.fen()) {
                throw ProblemException.of(
                                409,
                                "balance-changed",
                                "余额已变 · What is owed has become less",
                                "请退回后重新制单 · Decline and propose anew")
                        .fact("party", line.party().text());
            }
            if (accounts.getOrDefault(line.party(), 0) != line.bankVersion()) {
                throw ProblemException.of(
                                409,
                                "bank-account-changed",
                                "收款账户已变 · The bank account was changed",
                                "请退回后重新制单 · Decline and propose anew")
                        .fact("party", line.party().text());
            }
        }
    }

    Batch decline(Caller caller, String batchId) {
        own(caller, batchId);
        return transactions.run(() -> {
            if (known(batchId).state() != BatchState.DECLINED) {
                decide(caller, batchId, BatchState.DECLINED);
                table.planned(batchId, State.DECLINED);
            }
            return known(batchId);
        });
    }

    private void decide(Caller caller, String batchId, BatchState to) {
        if (!table.decide(batchId, to, caller.accountId(), clock.instant())) {
            throw ProblemException.of(409, "batch-decided", "已有决定 · It was decided already", null);
        }
        trail.record(caller.accountId(), ACT, batchId, BatchState.PROPOSED.name(), to.name());
    }

    /**
     * What the bank says of one. Saying the same again changes nothing. That it came back another says than who proposed it, and why.
     * @throws ProblemException 409 {@code payout-ended}, {@code second-person-needed}; 400 {@code note-missing}; not found
     */
    Line end(Caller caller, String batchId, String payoutId, State to, String note) {
        own(caller, payoutId);
        return transactions.run(() -> {
            Batch batch = known(batchId);
            Line line = table.payout(batchId, payoutId).orElseThrow(ProblemException::notFound);
            if (to == State.BOUNCED) {
                strangers.demandAnother(caller, batch, payoutId);
                if (note.isBlank()) {
                    throw ProblemException.invalid("note", "note-missing", "请填写银行退回原因 · Say why it came back");
                }
            }
            if (line.state() == to) {
                return line;
            }
            if (!table.end(payoutId, to, note, caller.accountId(), clock.instant())) {
                throw ProblemException.of(409, "payout-ended", "该笔未在途 · It does not wait for the bank", null)
                        .fact("state", line.state().name());
            }
            if (to == State.PAID) {
                ledger.payoutPaid(payout(line));
            } else {
                bounces.came(payout(line));
            }
            withdrawing.ended(line, to == State.PAID);
            trail.record(caller.accountId(), ACT, payoutId, State.SENT.name(), to.name());
            return table.payout(batchId, payoutId).orElseThrow();
        });
    }

    /** @return what goes to the bank; it is written down who had it */
    byte[] file(Caller caller, String batchId) {
        own(caller, batchId);
        return transactions.run(() -> {
            if (known(batchId).state() != BatchState.APPROVED) {
                throw ProblemException.of(409, "batch-not-approved", "尚未批准 · It is not approved", null);
            }
            List<Line> lines = table.payouts(batchId, State.SENT);
            trail.record(caller.accountId(), "orders.payout-file", batchId, null, lines.size() + " payouts");
            return BankFile.of(
                    lines, banks.opened(lines.stream().map(Line::party).toList()));
        });
    }

    List<Batch> list(Caller caller, String before, int limit) {
        own(caller, "list");
        return table.batches(county, before, limit);
    }

    Batch one(Caller caller, String batchId) {
        own(caller, batchId);
        return known(batchId);
    }

    List<Line> lines(String batchId, String after, int limit) {
        return table.payouts(batchId, after, limit);
    }

    private Set<Party> stopped(List<Party> parties) {
        var sellers = parties.stream()
                .filter(party -> party.kind() == Party.Kind.SELLER)
                .map(Party::code)
                .toList();
        var stopped = new HashSet<Party>();
        suspended.among(sellers).forEach(code -> stopped.add(new Party(Party.Kind.SELLER, code)));
        return stopped;
    }

    private static ProblemException suspended(Set<Party> stopped) {
        return ProblemException.of(
                        409,
                        "seller-suspended",
                        "商家已停用，不能打款 · A suspended seller is not paid",
                        "恢复后再打款 · Reinstate him first")
                .fact("parties", stopped.stream().map(Party::text).sorted().toList());
    }

    private Payout payout(Line line) {
        return new Payout(line.payoutId(), line.batchId(), county, line.party(), line.fen());
    }

    private static long sum(List<Line> lines, State state) {
        return lines.stream()
                .filter(line -> line.state() == state)
                .map(Line::fen)
                .reduce(0L, Math::addExact);
    }

    private Batch known(String batchId) {
        return table.batch(county, batchId).orElseThrow(ProblemException::notFound);
    }

    private void own(Caller caller, String subject) {
        if (!caller.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE).contains(county)) {
            trail.refused(caller.accountId(), ACT, subject, "not-found");
            throw ProblemException.notFound();
        }
    }
}

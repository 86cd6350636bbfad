package org.cunlu.accounts.realname;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.accounts.AccountLives;
import org.cunlu.accounts.AccountState;
import org.cunlu.accounts.FullName;
import org.cunlu.accounts.NameService;
import org.cunlu.accounts.RealNames;
import org.cunlu.accounts.realname.Verification.State;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.limits.Limits;
import org.cunlu.kernel.limits.Rate;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;

/**
 * Takes documents in and knows whose name was checked. Whether a document stands for somebody else is never told to who hands
 * it in: his waits like any other, until a person declines it.
 */
@Singleton
class Verifying implements RealNames {
    static final String SERVICE = "name-service";

    private final VerificationTable table;
    private final AccountLives lives;
    private final Optional<NameService> service;
    private final Limits limits;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;
    private final Rate handIns;

    Verifying(
            VerificationTable table,
            AccountLives lives,
            Optional<NameService> service,
            Limits limits,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock,
            RealNameSettings settings) {
        this.table = table;
        this.lives = lives;
        this.service = service;
        this.limits = limits;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
        this.handIns = new Rate("real-name.account", settings.handInsPerDay(), Duration.ofDays(1));
    }

    @Override
    public Optional<Verified> of(String accountId) {
        LocalDate today = CountyTime.date(clock.instant());
        return transactions
                .read(() -> table.standing(accountId))
                .filter(standing ->
                        standing.validUntil() == null || !standing.validUntil().isBefore(today))
                .map(standing -> new Verified(
                        standing.verificationId(),
                        standing.document().kind().name(),
                        new FullName(standing.name()).masked(),
                        standing.document().masked(),
                        standing.decidedAt()));
    }

    @Override
    public void demand(String accountId) {
        if (of(accountId).isEmpty()) {
            throw ProblemException.of(
                    403,
                    "real-name-needed",
                    "须先实名 · The real name has to be verified first",
                    "请在“我的账号”提交证件 · Hand in a document under “My account”");
        }
    }

    /** Handing in the same again changes nothing; another document takes the place of one that waits. */
    void handIn(
            String accountId,
            IdentityDocument document,
            String name,
            @Nullable LocalDate validUntil,
            @Nullable String fileReference) {
        if (validUntil != null && !CountyTime.usual(validUntil)) {
            throw ProblemException.invalid("validUntil", "date-invalid", "日期不对 · Not a date of a document");
        }
        if (validUntil != null && validUntil.isBefore(CountyTime.date(clock.instant()))) {
            throw ProblemException.invalid("validUntil", "document-expired", "证件已过期 · The document has expired");
        }
        long wait = limits.secondsToWait(Map.of(handIns, accountId));
        if (wait > 0) {
            throw ProblemException.of(429, "too-many-documents", "今天提交次数过多 · Too many today", null)
                    .fact(ProblemException.RETRY_AFTER, wait);
        }
        Verification waiting = transactions.run(() -> keep(accountId, document, name, validUntil, fileReference));
        service.ifPresent(asked -> ask(asked, waiting));
    }

    Optional<Verification> latest(String accountId) {
        return transactions.read(() -> table.latest(accountId));
    }

    private Verification keep(
            String accountId,
            IdentityDocument document,
            String name,
            @Nullable LocalDate validUntil,
            @Nullable String fileReference) {
        var life = lives.lock(accountId)
                .filter(found -> found.state() == AccountState.ACTIVE)
                .orElseThrow(ProblemException::notFound);
        Optional<Verification> before = table.latest(accountId)
                .filter(last -> last.state() == State.PENDING || last.state() == State.APPROVED)
                .filter(last -> document.equals(last.document()) && name.equals(last.name()));
        if (before.isPresent()) {
            return before.get();
        }
        if (table.elsewhere(document, accountId)) {
            trail.record(accountId, "accounts.verify.refused", accountId, null, "document-elsewhere");
        }
        table.replacePending(accountId);
        var handedIn = new Verification(
                ids.next(),
                accountId,
                life.countyCode(),
                name,
                document,
                fileReference,
                validUntil,
                State.PENDING,
                clock.instant(),
                null,
                null,
                null);
        table.insert(handedIn);
        trail.record(
                accountId, "accounts.document", accountId, null, handedIn.verificationId() + " " + document.kind());
        return handedIn;
    }

    /** Outside any transaction: it asks the outside world. What it cannot say a person will. */
    private void ask(NameService asked, Verification waiting) {
        if (waiting.state() != State.PENDING) {
            return;
        }
        IdentityDocument document = waiting.document();
        switch (asked.check(document.kind().name(), waiting.name(), document.number())) {
            case MATCH -> settle(waiting, State.APPROVED, "match");
            case NO_MATCH -> settle(waiting, State.DECLINED, "no-match");
            case UNAVAILABLE -> {}
        }
    }

    private void settle(Verification waiting, State to, String reason) {
        try {
            decide(waiting, to, SERVICE, reason);
        } catch (ProblemException e) {
            // The document stands for another, or a person was quicker: nothing more is for the service to decide.
            trail.refused(SERVICE, "accounts.verify", waiting.accountId(), e.code());
        }
    }

    /** @throws ProblemException 409 {@code decided-before}, {@code document-elsewhere}, {@code document-expired} */
    void decide(Verification waiting, State to, String by, String reason) {
        Instant now = clock.instant();
        boolean expired = waiting.validUntil() != null && waiting.validUntil().isBefore(CountyTime.date(now));
        if (to == State.APPROVED && expired) {
            throw ProblemException.of(409, "document-expired", "证件已过期 · The document has expired", null);
        }
        transactions.run(() -> {
            if (to == State.APPROVED) {
                lives.lock(waiting.accountId());
                table.replaceStanding(waiting.accountId());
            }
            if (!decided(waiting, to, now, by, reason)) {
                throw ProblemException.of(409, "decided-before", "已经处理过 · It was decided before", null);
            }
            trail.record(by, "accounts.verify", waiting.accountId(), "PENDING " + waiting.verificationId(), to.name());
        });
    }

    private boolean decided(Verification waiting, State to, Instant at, String by, String reason) {
        try {
            return table.decide(waiting.verificationId(), to, at, by, reason);
        } catch (SqlFailure e) {
            if (e.duplicate()) {
                throw ProblemException.of(
                        409,
                        "document-elsewhere",
                        "该证件已为另一账号实名 · The document stands for another account",
                        "请核实后驳回 · Look into it and decline");
            }
            throw e;
        }
    }

    List<Verification> pending(List<String> counties, String after, int limit) {
        return transactions.read(() -> table.pending(counties, after, limit));
    }

    Optional<Verification> find(String verificationId) {
        return transactions.read(() -> table.find(verificationId));
    }
}

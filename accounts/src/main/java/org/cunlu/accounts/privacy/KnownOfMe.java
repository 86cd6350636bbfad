package org.cunlu.accounts.privacy;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.accounts.AccountLives;
import org.cunlu.accounts.AccountState;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.AuthorityFeed;
import org.cunlu.accounts.Notices;
import org.cunlu.accounts.OwnData;
import org.cunlu.accounts.Person;
import org.cunlu.accounts.PersonalData;
import org.cunlu.accounts.PersonalData.Kept;
import org.cunlu.accounts.PersonalData.Objection;
import org.cunlu.accounts.Sessions;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.limits.Limits;
import org.cunlu.kernel.limits.Rate;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;

/** Joins what all parts know of a person; and has all of them forget him in one transaction. */
@Singleton
class KnownOfMe implements OwnData {
    private final List<PersonalData> parts;
    private final Accounts accounts;
    private final AccountLives lives;
    private final Sessions sessions;
    private final AuthorityFeed feed;
    private final Notices notices;
    private final ErasureTable erasures;
    private final Limits limits;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;
    private final Rate exports;

    KnownOfMe(
            List<PersonalData> parts,
            Accounts accounts,
            AccountLives lives,
            Sessions sessions,
            AuthorityFeed feed,
            Notices notices,
            ErasureTable erasures,
            Limits limits,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock,
            PrivacySettings settings) {
        this.parts = parts.stream()
                .sorted(Comparator.comparing(PersonalData::section))
                .toList();
        this.accounts = accounts;
        this.lives = lives;
        this.sessions = sessions;
        this.feed = feed;
        this.notices = notices;
        this.erasures = erasures;
        this.limits = limits;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
        this.exports = new Rate("data.account", settings.exportsPerDay(), Duration.ofDays(1));
    }

    /** Ends the transaction in which somebody should have been forgotten. */
    private static final class Hindered extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient List<Objection> objections;

        Hindered(List<Objection> objections) {
            super(null, null, false, false);
            this.objections = objections;
        }
    }

    @Override
    public Map<String, Object> of(String accountId) {
        long wait = limits.secondsToWait(Map.of(exports, accountId));
        if (wait > 0) {
            throw ProblemException.of(429, "too-many-exports", "今天导出次数已达上限 · Too many exports today", null)
                    .fact(ProblemException.RETRY_AFTER, wait);
        }
        var all = new LinkedHashMap<String, Object>();
        all.put("exportedAt", clock.instant().truncatedTo(ChronoUnit.MILLIS));
        parts.forEach(part -> all.put(part.section(), part.export(accountId)));
        return all;
    }

    @Override
    public Forgetting forget(String accountId, String askedBy, Runnable within) {
        List<Objection> objections = objections(accountId);
        if (!objections.isEmpty()) {
            return new Forgetting.NotYet(objections);
        }
        try {
            return new Forgetting.Forgotten(transactions.run(() -> {
                within.run();
                return erase(accountId, askedBy);
            }));
        } catch (Hindered e) {
            return new Forgetting.NotYet(e.objections);
        }
    }

    private List<Objection> objections(String accountId) {
        return parts.stream()
                .flatMap(part -> part.objections(accountId).stream())
                .toList();
    }

    private List<Kept> erase(String accountId, String askedBy) {
        lives.lock(accountId)
                .filter(life -> life.state() == AccountState.ACTIVE)
                .orElseThrow(ProblemException::notFound);
        // Once more behind the lock: what began in between is seen now.
        List<Objection> late = objections(accountId);
        if (!late.isEmpty()) {
            throw new Hindered(late);
        }
        Person person = accounts.person(accountId).orElseThrow(ProblemException::notFound);
        if (person.phone() != null) {
            notices.tell(accountId, person.phone(), Notices.Kind.DATA_ERASED, Map.of());
        }
        var kept = new ArrayList<Kept>();
        parts.forEach(part -> kept.addAll(part.erase(accountId)));
        lives.mergedInto(accountId).forEach(lives::erase);
        lives.erase(accountId);
        sessions.endAll(accountId, null, Sessions.End.ERASED);
        feed.changed(accountId);
        String told = kept.stream().map(one -> one.what() + ": " + one.why()).collect(Collectors.joining("\n"));
        erasures.insert(ids.next(), accountId, askedBy, clock.instant(), told);
        trail.record(askedBy, "accounts.erase", accountId, "ACTIVE", "ERASED");
        return List.copyOf(kept);
    }
}

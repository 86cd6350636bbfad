package org.cunlu.accounts.provider;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.cunlu.accounts.Credentials;
import org.cunlu.accounts.Sessions;
import org.cunlu.accounts.SignInProvider;
import org.cunlu.accounts.SignInProvider.Identity;
import org.cunlu.accounts.Tokens;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.http.Origin;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.limits.Limits;
import org.cunlu.kernel.limits.Rate;
import org.cunlu.kernel.privacy.Unguessable;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.WallTime;

/**
 * A visit to a provider and back. It belongs to the browser that began it, by a secret that never leaves it but to us; so
 * nobody is signed in by an answer that was fetched by another (login CSRF), nor by a code that was meant for another visit.
 */
@Singleton
class Visits {
    static final Duration VISIT_LIFE = Duration.ofMinutes(10);
    static final Duration TICKET_LIFE = Duration.ofMinutes(15);
    /** A village behind one address may sign in; nobody fills the table. */
    private static final Rate STARTS = new Rate("provider.start", 120, Duration.ofHours(1));

    /**
     * @param url where the browser goes next
     * @param visit secret of this browser, to be given back at the end
     */
    @Serdeable
    record Started(URI url, String visit, long expiresInSeconds) {
        @Override
        public String toString() {
            return "Started";
        }
    }

    /**
     * @param tokens of the account that has the identity
     * @param linkTicket where no account has it: good for linking it once
     */
    @Serdeable
    record Finished(
            @Nullable Tokens tokens,
            @Nullable String linkTicket,
            @Nullable Long linkTicketExpiresInSeconds) {
        @Override
        public String toString() {
            return "Finished";
        }
    }

    private final Providers providers;
    private final VisitTable visits;
    private final IdentityTable identities;
    private final Subject subjects;
    private final Credentials credentials;
    private final Sessions sessions;
    private final Limits limits;
    private final Transactions transactions;
    private final Ids ids;
    private final WallTime time;

    Visits(
            Providers providers,
            VisitTable visits,
            IdentityTable identities,
            Subject subjects,
            Credentials credentials,
            Sessions sessions,
            Limits limits,
            Transactions transactions,
            Ids ids,
            WallTime time) {
        this.providers = providers;
        this.visits = visits;
        this.identities = identities;
        this.subjects = subjects;
        this.credentials = credentials;
        this.sessions = sessions;
        this.limits = limits;
        this.transactions = transactions;
        this.ids = ids;
        this.time = time;
    }

    /** @throws ProblemException 404; 429 {@code too-many-requests}; 503 {@code provider-unavailable} */
    Started start(String name, Origin origin) {
        SignInProvider provider = providers.named(name);
        long wait = limits.secondsToWait(Map.of(STARTS, origin.address()));
        if (wait > 0) {
            throw ProblemException.of(429, "too-many-requests", "请求太多，请稍候 · Too many requests, wait a moment", null)
                    .fact(ProblemException.RETRY_AFTER, wait);
        }
        Unguessable state = Unguessable.next();
        Unguessable secret = Unguessable.next();
        String challenge = Pkce.challenge(verifier(secret));
        URI url = provider.authorize(state.text(), nonce(secret), challenge);
        Instant until = time.now().plus(VISIT_LIFE);
        transactions.run(() -> visits.begin(ids.next(), name, state, secret, until));
        return new Started(url, secret.text(), VISIT_LIFE.toSeconds());
    }

    /**
     * @param issuer what the provider's answer says of itself (RFC 9207); null when it does not
     * @throws ProblemException 404; 400 {@code provider-visit-over}, {@code provider-refused}; 403
     *     {@code account-suspended}; 503 {@code provider-unavailable}
     */
    Finished finish(
            String name, Unguessable state, Unguessable secret, String code, @Nullable String issuer, Origin origin) {
        transactions.requireNone();
        SignInProvider provider = providers.named(name);
        Instant now = time.now();
        boolean his = transactions.run(() -> visits.use(name, state, secret, now));
        if (!his) {
            throw ProblemException.of(400, "provider-visit-over", "登录已过期，请重新开始 · Over or not yours, start again", null);
        }
        Identity identity = provider.exchange(new SignInProvider.Answer(code, issuer, verifier(secret), nonce(secret)));
        Subject.Kept subject = subjects.keep(name, identity);
        return transactions.run(() -> {
            Optional<IdentityTable.Linked> linked = identities.find(subject);
            return linked.isPresent() ? signedIn(linked.get(), origin) : ticket(state, subject);
        });
    }

    private Finished signedIn(IdentityTable.Linked linked, Origin origin) {
        if (!credentials.holdActive(linked.accountId())) {
            throw suspended();
        }
        identities.used(linked.identityId(), time.now());
        return new Finished(sessions.open(linked.accountId(), origin, Sessions.Way.PROVIDER), null, null);
    }

    private Finished ticket(Unguessable state, Subject.Kept subject) {
        Unguessable ticket = Unguessable.next();
        visits.giveTicket(state, ticket, subject, time.now().plus(TICKET_LIFE));
        return new Finished(null, ticket.text(), TICKET_LIFE.toSeconds());
    }

    static ProblemException suspended() {
        return ProblemException.of(403, "account-suspended", "账号已停用 · The account is suspended", null);
    }

    private static String verifier(Unguessable secret) {
        return secret.derived("verifier").text();
    }

    private static String nonce(Unguessable secret) {
        return secret.derived("nonce").text();
    }
}

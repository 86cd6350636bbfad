package org.cunlu.accounts.apikey;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.cunlu.accounts.AuthorityFeed;
import org.cunlu.accounts.Credentials;
import org.cunlu.accounts.Grants;
import org.cunlu.accounts.HeldGrant;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.privacy.Unguessable;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.WallTime;
import org.cunlu.kernel.trail.Trail;

/** Makes, rotates and revokes a county's keys, each act with its row in the trail, and refused ones too. */
@Singleton
class ApiKeys {
    /** A key with its text, which nobody can show again. */
    record Made(KeyText text, ApiKey key) {}

    private static final String MAKE = "accounts.api-key";
    private static final String ROTATE = "accounts.api-key.rotate";
    private static final String REVOKE = "accounts.api-key.revoke";

    private final ApiKeyTable table;
    private final Grants grants;
    private final Credentials credentials;
    private final AuthorityFeed feed;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;
    private final WallTime time;
    private final String county;

    ApiKeys(
            ApiKeyTable table,
            Grants grants,
            Credentials credentials,
            AuthorityFeed feed,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock,
            WallTime time,
            @Value("${cunlu.county.code}") String county) {
        this.table = table;
        this.grants = grants;
        this.credentials = credentials;
        this.feed = feed;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
        this.time = time;
        this.county = county;
    }

    List<ApiKey> page(Caller operator, String after, int limit) {
        List<String> subtrees = operator.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE);
        return transactions.read(() -> table.page(subtrees, after, limit));
    }

    /**
     * @param wanted what it shall be; refuses what cannot be
     * @throws ProblemException 404 when the county is not the operator's; 409 {@code key-name-taken}; what {@code wanted}
     *     refuses
     */
    Made make(Caller operator, Supplier<KeyOrder> wanted, int days) {
        var text = new KeyText(ids.next(), Unguessable.next());
        Instant expiresAt = time.now().plus(Duration.ofDays(days));
        return attempted(operator, MAKE, text.keyId(), () -> {
            KeyOrder order = wanted.get();
            HeldGrant grant = grant(operator, county).orElseThrow(ProblemException::notFound);
            var maker = new ApiKeyTable.Maker(operator.accountId(), grant.grantId(), clock.instant());
            try {
                table.insert(text, order, county, expiresAt, maker);
            } catch (SqlFailure e) {
                throw e.duplicate() ? nameTaken() : e;
            }
            ApiKey key = table.find(text.keyId()).orElseThrow();
            trail.record(operator.accountId(), MAKE, key.keyId(), null, words(key));
            return new Made(text, key);
        });
    }

    /**
     * @param version the one that the operator saw, so that a repetition does not rotate again
     * @param days null to leave the end as it is
     * @throws ProblemException 404; 409 {@code key-rotated-meanwhile}, {@code key-over}
     */
    Made rotate(Caller operator, String keyId, int version, Duration overlap, @Nullable Integer days) {
        var text = new KeyText(keyId, Unguessable.next());
        Instant now = time.now();
        Instant expiresAt = days == null ? null : now.plus(Duration.ofDays(days));
        return attempted(operator, ROTATE, keyId, () -> {
            ApiKey before = own(operator, keyId);
            if (!table.rotate(keyId, version, text.secret(), now.plus(overlap), expiresAt, now)) {
                throw notRotated(before, now);
            }
            ApiKey after = table.find(keyId).orElseThrow();
            feed.changed(keyId);
            trail.record(operator.accountId(), ROTATE, keyId, words(before), words(after));
            return new Made(text, after);
        });
    }

    /** Repeating it changes nothing. @throws ProblemException 404 */
    void revoke(Caller operator, String keyId) {
        attempted(operator, REVOKE, keyId, () -> {
            ApiKey before = own(operator, keyId);
            if (table.revoke(keyId, operator.accountId(), clock.instant())) {
                feed.changed(keyId);
                trail.record(operator.accountId(), REVOKE, keyId, words(before), null);
            }
            return before;
        });
    }

    private <T> T attempted(Caller operator, String act, String keyId, Supplier<T> work) {
        try {
            return transactions.run(work);
        } catch (ProblemException e) {
            trail.refused(operator.accountId(), act, Ids.isId(keyId) ? keyId : "?", e.code());
            throw e;
        }
    }

    private ApiKey own(Caller operator, String keyId) {
        return Optional.of(keyId)
                .filter(Ids::isId)
                .flatMap(table::find)
                .filter(key -> grant(operator, key.county()).isPresent())
                .orElseThrow(ProblemException::notFound);
    }

    /** Looked at again: what the request remembers may be two seconds old. */
    private Optional<HeldGrant> grant(Caller operator, String countyCode) {
        if (!credentials.holdActive(operator.accountId())) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return grants.standing(operator.accountId()).stream()
                .filter(held -> held.grant().role() == Role.COUNTY_OPERATOR
                        && held.grant().scope().kind() == Scope.Kind.SUBTREE
                        && countyCode.startsWith(held.grant().scope().value())
                        && held.holds(now))
                .findFirst();
    }

    private static ProblemException notRotated(ApiKey key, Instant now) {
        return key.live() && key.expiresAt().isAfter(now)
                ? ProblemException.of(
                        409,
                        "key-rotated-meanwhile",
                        "密钥已被更换 · The key was rotated meanwhile",
                        "请刷新后再试；若没有收到新密钥，请新建一个 · Look again; if the new key was lost, make another one")
                : ProblemException.of(409, "key-over", "密钥已失效，请新建 · The key is over, make a new one", null);
    }

    private static ProblemException nameTaken() {
        return ProblemException.of(409, "key-name-taken", "已有同名密钥 · A key of this name exists", null)
                .field("name");
    }

    private static String words(ApiKey key) {
        return key.name() + ", " + key.scopes().stream().sorted().toList() + ", " + key.networks() + ", version "
                + key.version() + ", until " + key.expiresAt();
    }
}

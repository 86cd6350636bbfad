package org.cunlu.accounts.privacy;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.cunlu.accounts.Consents;
import org.cunlu.accounts.Purposes.Purpose;
import org.cunlu.accounts.Representation;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;

/** Agreements given and withdrawn. A purpose's new version asks anew: what was agreed to before no longer counts. */
@Singleton
class Consenting implements Consents {
    private final PurposeTable purposes;
    private final ConsentTable table;
    private final Representation representation;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    Consenting(
            PurposeTable purposes,
            ConsentTable table,
            Representation representation,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.purposes = purposes;
        this.table = table;
        this.representation = representation;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public boolean given(String accountId, String purpose) {
        return transactions.read(() -> {
            var current = purposes.current(purpose, clock.instant());
            return current.isPresent()
                    && table.version(accountId, purpose)
                            .filter(version -> version == current.get().version())
                            .isPresent();
        });
    }

    @Override
    public List<String> given(String accountId) {
        return transactions.read(() -> purposes.current(clock.instant()).stream()
                .filter(purpose -> table.version(accountId, purpose.purpose())
                        .filter(version -> version == purpose.version())
                        .isPresent())
                .map(Purpose::purpose)
                .toList());
    }

    @Override
    public void give(String accountId, String purpose, Agreement agreement) {
        transactions.run(() -> {
            Instant now = clock.instant();
            Purpose current = purposes.current(purpose, now).orElseThrow(ProblemException::notFound);
            if (agreement.on().isAfter(CountyTime.date(now))) {
                throw ProblemException.invalid("on", "consent-date-invalid", "同意日期不能在将来 · Nobody agrees in the future");
            }
            demandGuardian(accountId, current, agreement);
            table.replace(accountId, purpose, current.version());
            if (table.version(accountId, purpose).isEmpty()) {
                insert(accountId, current, agreement, now);
            }
        });
    }

    @Override
    public void giveAtSignUp(String accountId, @Nullable Integer shown) {
        transactions.run(() -> {
            Instant now = clock.instant();
            Purpose service = purposes.current(SERVICE, now).orElseThrow(Consenting::textMissing);
            if (shown != null && shown != service.version()) {
                throw outdated(service.version());
            }
            var himself = new Agreement(Way.ONLINE, CountyTime.date(now), accountId, accountId, null);
            purposes.current(now).stream()
                    .filter(purpose -> purpose.required() || purpose.purpose().equals(SERVICE))
                    .forEach(purpose -> give(accountId, purpose.purpose(), himself));
        });
    }

    /** Whether a child's record may be kept is judged where it is kept. */
    private void demandGuardian(String accountId, Purpose purpose, Agreement agreement) {
        boolean optional = !purpose.required() && !purpose.purpose().equals(VILLAGE_RECORD);
        if (optional && representation.minor(accountId) && !representation.guards(agreement.givenBy(), accountId)) {
            throw ProblemException.of(403, "guardian-needed", "未满18周岁须由监护人同意 · Under 18 the guardian agrees", null);
        }
    }

    private void insert(String accountId, Purpose purpose, Agreement agreement, Instant now) {
        try {
            table.insert(ids.next(), accountId, purpose.purpose(), purpose.version(), agreement, now);
        } catch (SqlFailure e) {
            // A rival gave the same.
            if (!e.duplicate()) {
                throw e;
            }
        }
    }

    @Override
    public void withdraw(String accountId, String purpose, String withdrawnBy) {
        transactions.run(() -> {
            Purpose current = purposes.current(purpose, clock.instant()).orElseThrow(ProblemException::notFound);
            if (current.required()) {
                throw ProblemException.of(
                                409,
                                "consent-required",
                                "没有此同意就没有账号 · There is no account without it",
                                "如需撤回，请注销账号 · To withdraw it, have the account erased")
                        .fact("erasure", "POST /api/auth/erasure");
            }
            table.withdraw(accountId, purpose, clock.instant(), withdrawnBy);
        });
    }

    private static ProblemException textMissing() {
        return ProblemException.of(
                503,
                "consent-text-missing",
                "服务说明尚未发布，暂时不能注册 · There is no text to agree to yet, so nobody can sign up",
                null);
    }

    private static ProblemException outdated(int version) {
        return ProblemException.of(
                        409, "consent-outdated", "服务说明已更新，请重新阅读 · The text has changed, please read it again", null)
                .field("serviceVersion")
                .fact("version", version);
    }
}

package org.cunlu.accounts.provider;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.cunlu.accounts.WeChatNotices;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;

/** Who wants to be told by WeChat. It is a property of the identity there: whoever takes that off is told by phone again. */
@Singleton
class ToldHere implements WeChatNotices {
    private static final String ACT = "accounts.told-by-wechat";

    private final IdentityTable identities;
    private final Subject subjects;
    private final List<ProviderSettings> providers;
    private final Transactions transactions;
    private final Trail trail;
    private final boolean on;

    ToldHere(
            IdentityTable identities,
            Subject subjects,
            List<ProviderSettings> providers,
            Transactions transactions,
            Trail trail,
            @Nullable @Value("${cunlu.accounts.wechat-notices.url}") String url,
            @Value("${cunlu.demo:false}") boolean demo) {
        this.identities = identities;
        this.subjects = subjects;
        this.providers = providers;
        this.transactions = transactions;
        this.trail = trail;
        // Where no provider's people can be reached nobody is asked for: a message costs no statement more.
        this.on =
                (demo || (url != null && !url.isBlank())) && providers.stream().anyMatch(ToldHere::reached);
    }

    @Override
    public Optional<String> openid(String accountId) {
        return !on
                ? Optional.empty()
                : identities.of(accountId).stream()
                        .filter(IdentityTable.Linked::told)
                        .filter(linked -> reaches(linked.provider()))
                        .findFirst()
                        .map(linked -> subjects.open(linked.sealed()).subject());
    }

    /** @throws ProblemException 404 for what is not his; 409 {@code not-told-this-way} for one that no message reaches */
    void want(String accountId, String identityId, boolean told) {
        transactions.run(() -> {
            IdentityTable.Linked one = identities.locked(accountId).stream()
                    .filter(linked -> linked.identityId().equals(identityId))
                    .findFirst()
                    .orElseThrow(ProblemException::notFound);
            if (told && !(on && reaches(one.provider()))) {
                throw ProblemException.of(
                        409,
                        "not-told-this-way",
                        "不能经此接收通知 · Nobody is told this way here",
                        "通知仍发短信 · Messages come to your phone");
            }
            if (one.told() != told) {
                identities.tell(identityId, told);
                trail.record(accountId, ACT, accountId, String.valueOf(one.told()), String.valueOf(told));
            }
        });
    }

    /** WeChat sends to openids alone, which are the app's own. */
    private boolean reaches(String provider) {
        return providers.stream().anyMatch(each -> each.name().equals(provider) && reached(each));
    }

    private static boolean reached(ProviderSettings provider) {
        return provider.kind() == ProviderSettings.Kind.WECHAT
                && provider.subject().equals("openid");
    }
}

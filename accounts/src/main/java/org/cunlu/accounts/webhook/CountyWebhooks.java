package org.cunlu.accounts.webhook;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.cunlu.accounts.WebhookDesk;
import org.cunlu.accounts.webhook.Webhook.Owner;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;

/** The county's own webhooks, for whoever operates it. */
@Singleton
class CountyWebhooks implements WebhookDesk {
    private final Keeping keeping;
    private final String county;

    CountyWebhooks(Keeping keeping, @Value("${cunlu.county.code}") String county) {
        this.keeping = keeping;
        this.county = county;
    }

    /** @throws ProblemException 404 for another county's operator */
    Owner owner(Caller caller) {
        boolean within =
                caller.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE).stream().anyMatch(county::startsWith);
        if (!within) {
            throw ProblemException.notFound();
        }
        return new Owner(county, null);
    }

    @Override
    public Set<String> facts(Caller operator) {
        return keeping.facts(owner(operator));
    }

    @Override
    public Page<Shown> list(Caller operator, @Nullable String cursor, @Nullable Integer limit) {
        int count = Page.limit(limit);
        String after = Ids.isId(cursor) ? cursor : "";
        return Page.of(
                keeping.page(owner(operator), after, count + 1).stream()
                        .map(Views::shown)
                        .toList(),
                count,
                Shown::id);
    }

    @Override
    public Shown one(Caller operator, String id) {
        return Views.shown(keeping.one(owner(operator), id));
    }

    @Override
    public MadeWebhook make(Caller operator, String url, List<String> facts) {
        return Views.made(keeping.make(operator.accountId(), owner(operator), url, facts));
    }

    @Override
    public Shown change(Caller operator, String id, int version, Change change) {
        return Views.shown(keeping.change(operator.accountId(), owner(operator), id, version, change));
    }

    @Override
    public void remove(Caller operator, String id) {
        keeping.remove(operator.accountId(), owner(operator), id);
    }

    @Override
    public MadeWebhook rotate(Caller operator, String id, int version) {
        return Views.made(keeping.rotate(operator.accountId(), owner(operator), id, version));
    }

    @Override
    public String ping(Caller operator, String id) {
        return keeping.ping(owner(operator), id);
    }

    @Override
    public Page<Told> deliveries(
            Caller operator, String id, @Nullable Telling state, @Nullable String cursor, @Nullable Integer limit) {
        int count = Page.limit(limit);
        String before = Ids.isId(cursor) ? cursor : null;
        return Page.of(
                keeping.deliveries(owner(operator), id, before, state, count + 1).stream()
                        .map(Views::told)
                        .toList(),
                count,
                Told::id);
    }

    @Override
    public List<Attempt> attempts(Caller operator, String id, String deliveryId) {
        return keeping.attempts(owner(operator), id, deliveryId);
    }

    @Override
    public String replay(Caller operator, String id, String deliveryId) {
        return keeping.replay(operator.accountId(), owner(operator), id, deliveryId);
    }
}

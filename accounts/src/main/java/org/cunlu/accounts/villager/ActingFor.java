package org.cunlu.accounts.villager;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.cunlu.accounts.ActingSellers;
import org.cunlu.accounts.Representation;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.http.Aside;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;

/**
 * A representative shops as the one he acts for: the header {@code Acting-For} names him, and the request is his, with nothing
 * of the representative's own roles. Each such act is in the trail under the one who really did it.
 */
@ServerFilter("/api/shop/**")
class ActingFor implements Ordered {
    static final String HEADER = ActingSellers.HEADER;

    private final Representation representation;
    private final Transactions transactions;
    private final Trail trail;
    private final Aside aside;

    ActingFor(Representation representation, Transactions transactions, Trail trail, Aside aside) {
        this.representation = representation;
        this.transactions = transactions;
        this.trail = trail;
        this.aside = aside;
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }

    @RequestFilter
    @Nullable
    CompletableFuture<Optional<HttpResponse<?>>> become(HttpRequest<?> request) {
        String person = request.getHeaders().get(HEADER);
        Caller actor = request.getAttribute(Caller.ATTRIBUTE, Caller.class).orElse(null);
        if (person == null || actor == null) {
            return null;
        }
        return aside.first(() -> become(actor, person, request));
    }

    private void become(Caller actor, String person, HttpRequest<?> request) {
        if (!Ids.isId(person) || !representation.mayActFor(actor.accountId(), person)) {
            trail.refused(actor.accountId(), "accounts.act-for", subject(person), "not-found");
            throw ProblemException.notFound();
        }
        if (request.getMethod() != HttpMethod.GET) {
            String act = request.getMethodName() + " " + request.getPath();
            transactions.run(() -> trail.record(actor.accountId(), "accounts.act-for", person, null, act));
        }
        var self = new Grant(Role.CONSUMER, new Scope(Scope.Kind.SELF, person));
        request.setAttribute(Caller.ATTRIBUTE, new Caller(person, List.of(self)));
    }

    /** What was written in place of an id goes nowhere. */
    private static String subject(@Nullable String person) {
        return Ids.isId(person) ? person : "?";
    }
}

package org.cunlu.accounts.session;

import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.cunlu.accounts.ActingSellers;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Makes of a session's standing who the request's caller is; or a visitor's request, with the reason noted on it. */
@Singleton
class Admission {
    /** Attribute of the authentication that holds the session's id. */
    static final String SESSION = "sessionId";

    private final Sightings sightings;
    private final ActingSellers acting;
    private final Scheduler blocking;

    Admission(Sightings sightings, ActingSellers acting, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.sightings = sightings;
        this.acting = acting;
        this.blocking = Schedulers.fromExecutorService(blocking);
    }

    Mono<Authentication> of(HttpRequest<?> request, CompletableFuture<Standing> standing) {
        // A request that is given up must not cancel the answer that others wait for.
        return Mono.fromFuture(standing, true).flatMap(known -> judge(request, known));
    }

    static Mono<Authentication> visitor(HttpRequest<?> request, Refusal refusal) {
        refusal.noteOn(request);
        return Mono.empty();
    }

    private Mono<Authentication> judge(HttpRequest<?> request, Standing standing) {
        return switch (standing) {
            case Standing.Over() -> visitor(request, Refusal.SESSION_OVER);
            case Standing.Suspended() -> visitor(request, Refusal.ACCOUNT_SUSPENDED);
            case Standing.Good(String sessionId, Caller caller) -> {
                sightings.note(sessionId);
                String person = request.getHeaders().get(ActingSellers.HEADER);
                yield person == null || !request.getPath().startsWith(ActingSellers.BRANCH)
                        ? Mono.just(admitted(request, sessionId, caller))
                        : become(request, caller, person).map(other -> admitted(request, sessionId, other));
            }
        };
    }

    private Mono<Caller> become(HttpRequest<?> request, Caller actor, String person) {
        String act = request.getMethodName() + " " + request.getPath();
        boolean changes = request.getMethod() != HttpMethod.GET && request.getMethod() != HttpMethod.HEAD;
        return Mono.fromCallable(PropagatedContext.getOrEmpty()
                        .wrap((Callable<Caller>) () -> acting.become(actor, person, act, changes)))
                .subscribeOn(blocking);
    }

    private static Authentication admitted(HttpRequest<?> request, String sessionId, Caller caller) {
        request.setAttribute(Caller.ATTRIBUTE, caller);
        List<String> roles = caller.grants().stream()
                .map(Grant::role)
                .distinct()
                .map(Enum::name)
                .toList();
        return Authentication.build(caller.accountId(), roles, Map.of(SESSION, sessionId));
    }
}

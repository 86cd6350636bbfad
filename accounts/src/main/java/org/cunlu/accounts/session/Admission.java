package org.cunlu.accounts.session;

import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import reactor.core.publisher.Mono;

/** Makes of a session's standing who the request's caller is; or a visitor's request, with the reason noted on it. */
@Singleton
class Admission {
    /** Attribute of the authentication that holds the session's id. */
    static final String SESSION = "sessionId";

    private final Sightings sightings;

    Admission(Sightings sightings) {
        this.sightings = sightings;
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
                request.setAttribute(Caller.ATTRIBUTE, caller);
                List<String> roles = caller.grants().stream()
                        .map(Grant::role)
                        .distinct()
                        .map(Enum::name)
                        .toList();
                yield Mono.just(Authentication.build(caller.accountId(), roles, Map.of(SESSION, sessionId)));
            }
        };
    }
}

package org.cunlu.accounts.session;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Finds out who makes a request. The roles are what the database says now, never what a token says. Without a good token
 * a request is a visitor's: open routes answer it, all others refuse it with the reason noted here.
 */
@Singleton
class BearerFetcher implements AuthenticationFetcher<HttpRequest<?>> {
    /** Attribute of the authentication that holds the session's id. */
    static final String SESSION = "sessionId";

    private static final String SCHEME = "Bearer ";
    private static final String KEY_SCHEME = "ApiKey ";

    private final AccessTokens tokens;
    private final Standings standings;

    BearerFetcher(AccessTokens tokens, Standings standings) {
        this.tokens = tokens;
        this.standings = standings;
    }

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        List<String> headers = request.getHeaders().getAll(HttpHeaders.AUTHORIZATION);
        if (headers.isEmpty()) {
            return visitor(request, Refusal.TOKEN_MISSING);
        }
        String header = headers.getFirst();
        if (headers.size() == 1 && header.regionMatches(true, 0, KEY_SCHEME, 0, KEY_SCHEME.length())) {
            // Whoever reads keys lets a good one in; this is the word for all others.
            return visitor(request, Refusal.KEY_INVALID);
        }
        if (headers.size() > 1 || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return visitor(request, Refusal.TOKEN_INVALID);
        }
        return switch (tokens.read(header.substring(SCHEME.length()).strip())) {
            case AccessTokens.Reading.Bad() -> visitor(request, Refusal.TOKEN_INVALID);
            case AccessTokens.Reading.Expired() -> visitor(request, Refusal.TOKEN_EXPIRED);
            case AccessTokens.Reading.Good(String accountId, String sessionId) ->
                // A request that is given up must not cancel the answer that others wait for.
                Mono.fromFuture(standings.of(sessionId, accountId), true)
                        .flatMap(standing -> authentication(request, sessionId, standing));
        };
    }

    private static Mono<Authentication> authentication(HttpRequest<?> request, String sessionId, Standing standing) {
        return switch (standing) {
            case Standing.Over() -> visitor(request, Refusal.SESSION_OVER);
            case Standing.Suspended() -> visitor(request, Refusal.ACCOUNT_SUSPENDED);
            case Standing.Good(Caller caller) -> {
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

    private static Mono<Authentication> visitor(HttpRequest<?> request, Refusal refusal) {
        refusal.noteOn(request);
        return Mono.empty();
    }
}

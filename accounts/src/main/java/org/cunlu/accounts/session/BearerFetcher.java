package org.cunlu.accounts.session;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import java.util.List;
import org.reactivestreams.Publisher;

/**
 * Finds out who makes a request. The roles are what the database says now, never what a token says. Without a good token
 * a request is a visitor's: open routes answer it, all others refuse it with the reason noted here.
 */
@Singleton
class BearerFetcher implements AuthenticationFetcher<HttpRequest<?>> {
    private static final String SCHEME = "Bearer ";
    private static final String KEY_SCHEME = "ApiKey ";

    private final AccessTokens tokens;
    private final Standings standings;
    private final Admission admission;

    BearerFetcher(AccessTokens tokens, Standings standings, Admission admission) {
        this.tokens = tokens;
        this.standings = standings;
        this.admission = admission;
    }

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        List<String> headers = request.getHeaders().getAll(HttpHeaders.AUTHORIZATION);
        if (headers.isEmpty()) {
            return Admission.visitor(request, Refusal.TOKEN_MISSING);
        }
        String header = headers.getFirst();
        if (headers.size() == 1 && header.regionMatches(true, 0, KEY_SCHEME, 0, KEY_SCHEME.length())) {
            // Whoever reads keys lets a good one in; this is the word for all others.
            return Admission.visitor(request, Refusal.KEY_INVALID);
        }
        if (headers.size() > 1 || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Admission.visitor(request, Refusal.TOKEN_INVALID);
        }
        return switch (tokens.read(header.substring(SCHEME.length()).strip())) {
            case AccessTokens.Reading.Bad() -> Admission.visitor(request, Refusal.TOKEN_INVALID);
            case AccessTokens.Reading.Expired() -> Admission.visitor(request, Refusal.TOKEN_EXPIRED);
            case AccessTokens.Reading.Good(String accountId, String sessionId) ->
                admission.of(request, standings.of(sessionId, accountId));
        };
    }
}

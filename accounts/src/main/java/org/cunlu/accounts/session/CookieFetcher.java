package org.cunlu.accounts.session;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.cunlu.kernel.privacy.Unguessable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Finds out whose browser asks for a page. The API knows no cookies, so that no other site can make a browser call it. */
@Singleton
class CookieFetcher implements AuthenticationFetcher<HttpRequest<?>> {
    /** Attribute of a request whose session is good: the token of its cookie. */
    private static final String COOKIE = "cunlu.session-cookie";

    private final BrowserCookies cookies;
    private final Standings standings;
    private final Admission admission;

    CookieFetcher(BrowserCookies cookies, Standings standings, Admission admission) {
        this.cookies = cookies;
        this.standings = standings;
        this.admission = admission;
    }

    /** After bearer tokens. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        var cookie = PageRequests.asksFor(request) ? cookies.session(request) : Optional.<Unguessable>empty();
        return cookie.map(token -> admission
                        .of(request, standings.of(token))
                        .doOnNext(known -> request.setAttribute(COOKIE, token)))
                .orElseGet(Mono::empty);
    }

    /** @return the token with which the request was let in, if it came by cookie */
    static Optional<Unguessable> cameWith(HttpRequest<?> request) {
        return request.getAttribute(COOKIE, Unguessable.class);
    }
}

package org.cunlu.accounts.session;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.cunlu.accounts.BrowserSessions;
import org.cunlu.accounts.SignIn;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.http.Origins;
import org.cunlu.kernel.privacy.Unguessable;

@Singleton
class BrowserBook implements BrowserSessions {
    private final SessionBook book;
    private final BrowserCookies cookies;
    private final CsrfTokens csrf;
    private final Origins origins;

    BrowserBook(SessionBook book, BrowserCookies cookies, CsrfTokens csrf, Origins origins) {
        this.book = book;
        this.cookies = cookies;
        this.csrf = csrf;
        this.origins = origins;
    }

    @Override
    public Form form(HttpRequest<?> request) {
        var set = new HashSet<Cookie>();
        if (!cookies.namesDevice(request)) {
            set.add(cookies.device(Unguessable.next()));
        }
        Unguessable bound = CookieFetcher.cameWith(request)
                .or(() -> cookies.visit(request))
                .orElseGet(() -> {
                    Unguessable visit = Unguessable.next();
                    set.add(cookies.visit(visit));
                    return visit;
                });
        return new Form(csrf.make(bound), Set.copyOf(set));
    }

    @Override
    public Set<Cookie> open(HttpRequest<?> request, SignIn.Admitted admitted) {
        // What the browser came with was known before somebody proved who he is, and may be another's.
        Unguessable fresh = Unguessable.next();
        book.openBrowser(admitted.accountId(), origins.of(request), admitted.way(), fresh);
        end(request);
        return Set.of(cookies.session(fresh));
    }

    @Override
    public Set<Cookie> close(HttpRequest<?> request) {
        end(request);
        return Set.of(cookies.sessionGone());
    }

    @Override
    public Optional<String> current(HttpRequest<?> request) {
        return request.getUserPrincipal(Authentication.class)
                .map(known -> (String) known.getAttributes().get(Admission.SESSION));
    }

    private void end(HttpRequest<?> request) {
        Optional<Caller> caller = request.getAttribute(Caller.ATTRIBUTE, Caller.class);
        current(request).ifPresent(session -> caller.ifPresent(known -> book.signOut(known.accountId(), session)));
    }
}

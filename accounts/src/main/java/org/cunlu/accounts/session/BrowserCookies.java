package org.cunlu.accounts.session;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.cunlu.kernel.http.HostCookies;
import org.cunlu.kernel.http.Origins;
import org.cunlu.kernel.privacy.Unguessable;

/** The cookies by which a page knows its reader. */
@Singleton
class BrowserCookies {
    private static final String SESSION = "cunlu-session";
    /** Stands for a browser that is not signed in, for the forms that it sends. */
    private static final String VISIT = "cunlu-visit";

    private static final Duration DEVICE_LIFE = Duration.ofDays(365);

    private final HostCookies cookies;

    BrowserCookies(HostCookies cookies) {
        this.cookies = cookies;
    }

    Optional<Unguessable> session(HttpRequest<?> request) {
        return read(request, SESSION);
    }

    Optional<Unguessable> visit(HttpRequest<?> request) {
        return read(request, VISIT);
    }

    boolean namesDevice(HttpRequest<?> request) {
        return cookies.read(request, Origins.DEVICE_COOKIE).isPresent();
    }

    Cookie session(Unguessable token) {
        return cookies.make(SESSION, token.text()).maxAge(SessionBook.SESSION_LIFE);
    }

    /** Goes when the browser is closed. */
    Cookie visit(Unguessable token) {
        return cookies.make(VISIT, token.text());
    }

    Cookie device(Unguessable token) {
        return cookies.make(Origins.DEVICE_COOKIE, token.text()).maxAge(DEVICE_LIFE);
    }

    Cookie sessionGone() {
        return cookies.make(SESSION, "").maxAge(0);
    }

    private Optional<Unguessable> read(HttpRequest<?> request, String name) {
        return cookies.read(request, name).map(Unguessable::new).filter(Unguessable::wellFormed);
    }
}

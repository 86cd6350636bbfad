package org.cunlu.accounts.session;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.cunlu.kernel.http.Origins;
import org.cunlu.kernel.privacy.Unguessable;

/**
 * The cookies of our pages. Over TLS their names begin with {@code __Host-}, so that no other host of our domain can set
 * one; plain names are for development on http.
 */
@Singleton
class BrowserCookies {
    private static final String PREFIX = "__Host-";
    private static final String SESSION = "cunlu-session";
    /** Stands for a browser that is not signed in, for the forms that it sends. */
    private static final String VISIT = "cunlu-visit";

    private static final Duration DEVICE_LIFE = Duration.ofDays(365);

    private final boolean overTls;

    BrowserCookies(@Value("${cunlu.public-url:}") String publicUrl) {
        this.overTls = publicUrl.startsWith("https:");
    }

    Optional<Unguessable> session(HttpRequest<?> request) {
        return read(request, SESSION);
    }

    Optional<Unguessable> visit(HttpRequest<?> request) {
        return read(request, VISIT);
    }

    boolean namesDevice(HttpRequest<?> request) {
        return request.getCookies().contains(Origins.DEVICE_COOKIE);
    }

    Cookie session(Unguessable token) {
        return guarded(name(SESSION), token.text()).maxAge(SessionBook.SESSION_LIFE);
    }

    /** Goes when the browser is closed. */
    Cookie visit(Unguessable token) {
        return guarded(name(VISIT), token.text());
    }

    Cookie device(Unguessable token) {
        return guarded(Origins.DEVICE_COOKIE, token.text()).maxAge(DEVICE_LIFE);
    }

    Cookie sessionGone() {
        return guarded(name(SESSION), "").maxAge(0);
    }

    private Optional<Unguessable> read(HttpRequest<?> request, String name) {
        return request.getCookies()
                .findCookie(name(name))
                .map(cookie -> new Unguessable(cookie.getValue()))
                .filter(Unguessable::wellFormed);
    }

    private String name(String plain) {
        return overTls ? PREFIX + plain : plain;
    }

    private Cookie guarded(String name, String value) {
        return Cookie.of(name, value).path("/").httpOnly(true).secure(overTls).sameSite(SameSite.Lax);
    }
}

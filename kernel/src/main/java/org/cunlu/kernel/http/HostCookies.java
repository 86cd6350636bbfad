package org.cunlu.kernel.http;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Cookies of this host alone, which no script reads. Over TLS their names begin with {@code __Host-}, so that no other host of our
 * domain can set one; plain names are for development on http.
 */
@Singleton
public class HostCookies {
    private static final String PREFIX = "__Host-";

    private final boolean overTls;

    HostCookies(@Value("${cunlu.public-url:}") String publicUrl) {
        this.overTls = publicUrl.startsWith("https:");
    }

    /** @param plain name without its prefix */
    public Optional<String> read(HttpRequest<?> request, String plain) {
        return request.getCookies().findCookie(name(plain)).map(Cookie::getValue);
    }

    /** @return one that goes when the browser is closed, unless it is given an age */
    public Cookie make(String plain, String value) {
        return Cookie.of(name(plain), value)
                .path("/")
                .httpOnly(true)
                .secure(overTls)
                .sameSite(SameSite.Lax);
    }

    private String name(String plain) {
        return overTls ? PREFIX + plain : plain;
    }
}

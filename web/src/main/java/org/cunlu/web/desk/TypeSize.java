package org.cunlu.web.desk;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.cunlu.kernel.http.HostCookies;

/** Whether a browser wants its letters large, kept by itself. */
@Singleton
class TypeSize {
    static final String LARGE = "large";
    private static final String COOKIE = "cunlu-type";
    private static final Duration LIFE = Duration.ofDays(400);

    private final HostCookies cookies;

    TypeSize(HostCookies cookies) {
        this.cookies = cookies;
    }

    boolean large(HttpRequest<?> request) {
        return cookies.read(request, COOKIE).filter(LARGE::equals).isPresent();
    }

    Cookie cookie(boolean large) {
        return cookies.make(COOKIE, large ? LARGE : "").maxAge(large ? LIFE : Duration.ZERO);
    }
}

package org.cunlu.web.desk;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** How large a browser wants its letters: elderly people read the same pages, larger. */
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
class Looks {
    private static final String COOKIE = "cunlu-type";
    private static final String LARGE = "large";
    private static final Duration LIFE = Duration.ofDays(400);

    private final Desk desk;

    Looks(Desk desk) {
        this.desk = desk;
    }

    static boolean large(HttpRequest<?> request) {
        return request.getCookies()
                .findCookie(COOKIE)
                .filter(cookie -> cookie.getValue().equals(LARGE))
                .isPresent();
    }

    /** Turns it on or off, and leads back to the page where he is. */
    @Post("/type-size")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> choose(HttpRequest<?> request, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        boolean large = form.typed("size").equals(LARGE);
        var here = LocalPath.of(form.typed("here")).map(LocalPath::text);
        var on = here.isPresent() ? HttpResponse.seeOther(URI.create(here.get())) : desk.onward(request, "/");
        return on.cookie(Cookie.of(COOKIE, large ? LARGE : "")
                .path("/")
                .httpOnly(true)
                .sameSite(SameSite.Lax)
                .maxAge(large ? LIFE : Duration.ZERO));
    }
}

package org.cunlu.accounts.session;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.body.ByteBody.SplitBackpressureMode;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.web.router.RouteAttributes;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cunlu.accounts.BrowserSessions;
import org.cunlu.kernel.privacy.Unguessable;
import org.cunlu.kernel.problem.ProblemAnswers;
import org.cunlu.kernel.problem.ProblemException;

/**
 * Lets nothing change by a page's route unless one of our own pages in the same browser asked for it: the browser's word
 * on where the request comes from, and the token of the form, both. Without a session the cookie of the visit is what the
 * token stands for, so that nobody can sign another's browser in.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
class CsrfFilter implements Ordered {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    /** A page's address that somebody typed, or our own page. */
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private static final Pattern PART =
            Pattern.compile("name=\"" + BrowserSessions.CSRF_FIELD + "\"\r\n\r\n([^\r\n]+)\r\n");

    private final BrowserCookies cookies;
    private final CsrfTokens tokens;
    private final ProblemAnswers answers;
    private final String publicOrigin;

    CsrfFilter(
            BrowserCookies cookies,
            CsrfTokens tokens,
            ProblemAnswers answers,
            @Value("${cunlu.public-url:}") String publicUrl) {
        this.cookies = cookies;
        this.tokens = tokens;
        this.answers = answers;
        this.publicOrigin = origin(publicUrl);
    }

    /** When it is known whose session it is, before anything is done for it. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.order() + 100;
    }

    @RequestFilter
    @Nullable
    CompletableFuture<Optional<HttpResponse<?>>> demandToken(HttpRequest<?> request) {
        if (SAFE.contains(request.getMethodName())
                || !PageRequests.asksFor(request)
                || RouteAttributes.getRouteMatch(request).isEmpty()) {
            return null;
        }
        Optional<Unguessable> cookie = CookieFetcher.cameWith(request).or(() -> cookies.visit(request));
        if (cookie.isEmpty() || !fromOwnPage(request)) {
            return CompletableFuture.completedFuture(Optional.of(refusal(request)));
        }
        return token(request)
                .thenApply(token -> token.filter(given -> tokens.good(given, cookie.get()))
                        .<Optional<HttpResponse<?>>>map(_ -> Optional.empty())
                        .orElseGet(() -> Optional.of(refusal(request))));
    }

    private boolean fromOwnPage(HttpRequest<?> request) {
        String site = request.getHeaders().get("Sec-Fetch-Site");
        if (site != null && !OWN_SITES.contains(site)) {
            return false;
        }
        List<String> origins = request.getHeaders().getAll(HttpHeaders.ORIGIN);
        String host = request.getHeaders().get(HttpHeaders.HOST);
        return origins.stream()
                .allMatch(origin -> (!publicOrigin.isEmpty() && origin.equals(publicOrigin))
                        || origin.equals("http://" + host)
                        || origin.equals("https://" + host));
    }

    private static CompletableFuture<Optional<String>> token(HttpRequest<?> request) {
        String header = request.getHeaders().get(BrowserSessions.CSRF_HEADER);
        String type = request.getContentType().map(MediaType::getName).orElse("");
        boolean parts = type.equals(MediaType.MULTIPART_FORM_DATA);
        boolean form = parts || type.equals(MediaType.APPLICATION_FORM_URLENCODED);
        if (header != null || !form || !(request instanceof ServerHttpRequest<?> received)) {
            return CompletableFuture.completedFuture(Optional.ofNullable(header));
        }
        // A copy for us; the page's method binds its own.
        return received.byteBody().split(SplitBackpressureMode.FASTEST).buffer().thenApply(body -> {
            try (body) {
                return parts
                        ? part(body.toString(StandardCharsets.ISO_8859_1))
                        : field(body.toString(StandardCharsets.UTF_8));
            }
        });
    }

    /** Of a form with a file. */
    private static Optional<String> part(String form) {
        List<String> given =
                PART.matcher(form).results().map(part -> part.group(1)).toList();
        return given.size() == 1 ? Optional.of(given.getFirst()) : Optional.empty();
    }

    private static Optional<String> field(String form) {
        List<String> given = Stream.of(form.split("&"))
                .filter(pair -> pair.startsWith(BrowserSessions.CSRF_FIELD + "="))
                .map(pair -> pair.substring(BrowserSessions.CSRF_FIELD.length() + 1))
                .toList();
        try {
            return given.size() == 1
                    ? Optional.of(URLDecoder.decode(given.getFirst(), StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private HttpResponse<?> refusal(HttpRequest<?> request) {
        var refusal = ProblemException.of(
                403,
                "csrf",
                "页面已过期，请返回重试 · The page is out of date; go back and try again",
                "请重新打开页面再提交 · Open the page anew and send it again");
        return RefusalPage.wanted(request) ? RefusalPage.of(request, refusal) : answers.answer(request, refusal);
    }

    private static String origin(String url) {
        if (url.isBlank()) {
            return "";
        }
        URI uri = URI.create(url.strip());
        return uri.getScheme().toLowerCase(Locale.ROOT) + "://"
                + uri.getRawAuthority().toLowerCase(Locale.ROOT);
    }
}

package org.cunlu.kernel.http;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.net.URI;
import java.util.Set;
import org.cunlu.kernel.problem.ProblemException;

/**
 * A county whose address is https answers nothing that came in the open. A page leads to the same place over TLS; the API refuses, so
 * that a program that was set up wrongly is noticed at its first call and not after it has sent its secrets for a year.
 * {@code cunlu.tls.in-front} says that only who ends TLS reaches this process.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Requires(property = "cunlu.public-url", pattern = "https:.*")
@Requires(property = "cunlu.tls.in-front", notEquals = "true")
@Requires(property = "cunlu.strict-transport", notEquals = "false")
class OpenLines implements Ordered {
    /** Asked by the machine itself and by its collector, within. */
    private static final Set<String> WITHIN = Set.of("/health", "/health/liveness", "/health/readiness", "/prometheus");

    private final String publicUrl;
    private final ClientAddress addresses;

    OpenLines(@Value("${cunlu.public-url}") String publicUrl, ClientAddress addresses) {
        this.publicUrl = publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl;
        this.addresses = addresses;
    }

    /** After the envelope, which every answer has; before anybody is asked who he is. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 1;
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> ask(HttpRequest<?> request) {
        if (request.isSecure() || addresses.saysSecure(request) || WITHIN.contains(request.getPath())) {
            return null;
        }
        boolean reads = request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
        if (reads && !request.getPath().startsWith("/api/")) {
            return HttpResponse.status(HttpStatus.PERMANENT_REDIRECT)
                    .header("Location", publicUrl + where(request.getUri()));
        }
        throw ProblemException.of(
                HttpStatus.FORBIDDEN.getCode(), "https-needed", "请使用 https 访问 · Ask over https", publicUrl);
    }

    private static String where(URI uri) {
        String query = uri.getRawQuery();
        return uri.getRawPath() + (query == null ? "" : "?" + query);
    }
}

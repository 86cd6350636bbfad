package org.cunlu.accounts.session;

import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteMatch;
import java.util.List;
import java.util.Set;
import org.cunlu.kernel.problem.ProblemAnswers;
import org.cunlu.kernel.problem.ProblemException;

/**
 * The framework looks for a route before anybody is asked who he is, and says of an address that is there: not with this
 * method, not in this form. That would tell of endpoints that somebody does not have, so he hears what the endpoint itself
 * would say, or what an unknown address says.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
class MissedRoutes implements Ordered {
    private static final Set<Integer> TELLING = Set.of(
            HttpStatus.METHOD_NOT_ALLOWED.getCode(),
            HttpStatus.NOT_ACCEPTABLE.getCode(),
            HttpStatus.UNSUPPORTED_MEDIA_TYPE.getCode());

    private static final String FRAMEWORKS_OWN = "io.micronaut.management.endpoint.annotation.Endpoint";

    /** As the framework writes it. */
    private static final String DATE = "date";

    private static final String[] NOBODY = {};

    private final Router router;
    private final ProblemAnswers answers;

    MissedRoutes(Router router, ProblemAnswers answers) {
        this.router = router;
        this.answers = answers;
    }

    /** When it is known who asks. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }

    @ResponseFilter
    MutableHttpResponse<?> close(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (!TELLING.contains(response.code())
                || RouteAttributes.getRouteMatch(request).isPresent()) {
            return response;
        }
        List<UriRouteMatch<Object, Object>> there = router.findAny(request);
        List<UriRouteMatch<Object, Object>> asked = there.stream()
                .filter(route -> route.getRouteInfo().getHttpMethodName().equals(request.getMethodName()))
                .toList();
        if (asked.isEmpty()) {
            // Allow lists all methods: only for him to whom each of them is open.
            return there.stream().allMatch(route -> open(route, request))
                    ? response
                    : instead(request, response, ProblemException.notFound());
        }
        if (asked.stream().anyMatch(route -> open(route, request))) {
            return response;
        }
        return instead(
                request, response, visitor(request) ? Refusal.notedOn(request).problem() : ProblemException.notFound());
    }

    /** The same response, with its headers in the same order: nothing tells it from that of an unknown address. */
    private MutableHttpResponse<?> instead(
            HttpRequest<?> request, MutableHttpResponse<?> response, ProblemException refusal) {
        MutableHttpHeaders headers = response.getHeaders();
        headers.remove(HttpHeaders.ALLOW);
        if (request.getMethod() == HttpMethod.HEAD) {
            return response.status(HttpStatus.valueOf(refusal.status()));
        }
        String date = headers.get(DATE);
        headers.remove(DATE);
        MutableHttpResponse<?> filled = answers.fill(request, refusal, response);
        if (date != null) {
            headers.set(DATE, date);
        }
        return filled;
    }

    private static boolean visitor(HttpRequest<?> request) {
        return request.getUserPrincipal(Authentication.class).isEmpty();
    }

    /** @return whether who asks gets past the door of a route, by what stands on it; nothing means nobody */
    private static boolean open(UriRouteMatch<?, ?> route, HttpRequest<?> request) {
        AnnotationMetadata door = route.getRouteInfo().getAnnotationMetadata();
        if (door.hasStereotype(FRAMEWORKS_OWN)) {
            // Health and metrics: none that is not for everybody is on.
            return true;
        }
        // As the framework reads it: what stands on a method is in place of what stands on its class.
        List<String> names =
                List.of(door.getValue(Secured.class, String[].class).orElse(NOBODY));
        return names.contains(SecurityRule.IS_ANONYMOUS)
                || request.getUserPrincipal(Authentication.class)
                        .filter(known -> names.contains(SecurityRule.IS_AUTHENTICATED)
                                || known.getRoles().stream().anyMatch(names::contains))
                        .isPresent();
    }
}

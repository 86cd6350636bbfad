package org.cunlu.app.doors;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.web.router.RouteAttributes;

/** Who only knocks hears that he would have been let in, and nothing is done. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Requires(property = "test.knocking", value = "true")
class OnlyKnocking implements Ordered {
    static final String HEADER = "X-Only-Knocking";
    static final int LET_IN = 299;

    /** Right behind the one who looks at roles, and before forms are asked from where they come. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.order() + 50;
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> answer(HttpRequest<?> request) {
        boolean knocks = request.getHeaders().contains(HEADER)
                && RouteAttributes.getRouteMatch(request).isPresent();
        return knocks ? HttpResponse.status(LET_IN, "Let in") : null;
    }
}

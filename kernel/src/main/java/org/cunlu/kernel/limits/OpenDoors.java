package org.cunlu.kernel.limits;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.cunlu.kernel.http.ClientAddress;
import org.cunlu.kernel.problem.ProblemException;

/** Refuses an address that asks too often where nobody needs to sign in first and an answer costs much: sign-in, search, reviews, links to pay by, the trace. */
@ServerFilter({
    "/api/auth/**",
    // The pages of the same doors.
    "/account/**",
    "/api/trace/**",
    "/trace/**",
    "/01/**",
    "/${cunlu.trace.prefix:cunlu}/**",
    "/api/shop/offers",
    "/api/shop/suggestions",
    "/api/shop/villages",
    "/api/shop/reviews",
    "/api/shop/reviews/**",
    "/api/shop/pay-links/**",
    "/pay/**",
    "/api/shop/visitor-cart",
    "/api/shop/visitor-cart/**",
    // A route is found with a slash at its end too, a filter is not.
    "/api/shop/offers/",
    "/api/shop/suggestions/",
    "/api/shop/villages/"
})
class OpenDoors implements Ordered {
    private final ClientAddress addresses;
    private final Counters counters;

    OpenDoors(ClientAddress addresses, Counters counters) {
        this.addresses = addresses;
        this.counters = counters;
    }

    /** Before sign-in is looked at, so that a refused request costs nothing more. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 100;
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    void count(HttpRequest<?> request) {
        long wait = counters.secondsToWait(addresses.of(request));
        if (wait > 0) {
            throw ProblemException.of(
                            429,
                            "too-many-requests",
                            "请求太多，请稍候 · Too many requests, wait a moment",
                            wait + " 秒后再试 · Try again after " + wait + " s")
                    .fact(ProblemException.RETRY_AFTER, wait);
        }
    }
}

package org.cunlu.accounts.stepup;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.body.ByteBody.SplitBackpressureMode;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.web.router.RouteAttributes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.cunlu.accounts.FreshSecondFactor;
import org.cunlu.accounts.SecondFactor;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.http.Aside;
import org.cunlu.kernel.problem.ProblemException;

/**
 * Asks for a second factor before a method with {@link FreshSecondFactor} runs, after it is known who may call it.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
class FreshFactorFilter implements Ordered {
    static final String HEADER = "Second-Factor";

    private final SecondFactor secondFactor;
    private final Aside aside;

    FreshFactorFilter(SecondFactor secondFactor, Aside aside) {
        this.secondFactor = secondFactor;
        this.aside = aside;
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }

    @RequestFilter
    @Nullable
    CompletableFuture<Optional<HttpResponse<?>>> demand(HttpRequest<?> request) {
        Optional<String> act = RouteAttributes.getRouteMatch(request)
                .flatMap(route -> route.getAnnotationMetadata().stringValue(FreshSecondFactor.class));
        return act.map(name -> aside.first(() -> demand(request, name))).orElse(null);
    }

    private void demand(HttpRequest<?> request, String act) {
        Caller caller =
                request.getAttribute(Caller.ATTRIBUTE, Caller.class).orElseThrow(ProblemException::unauthenticated);
        secondFactor.use(caller.accountId(), request.getHeaders().get(HEADER), act, hash(request));
    }

    /** Of method, address and body: another request is another act, and needs another code. */
    private static byte[] hash(HttpRequest<?> request) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((request.getMethodName() + " " + request.getUri() + "\n").getBytes(StandardCharsets.UTF_8));
            if (request instanceof ServerHttpRequest<?> received) {
                // A copy for us; the method binds its own.
                try (var body = received.byteBody()
                        .split(SplitBackpressureMode.FASTEST)
                        .buffer()
                        .join()) {
                    digest.update(body.toByteArray());
                }
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.cunlu.orders.standin;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.reactivestreams.Publisher;

/** Believes whom a request says it is: {@code X-Caller: account ROLE:KIND:value …}. */
@Singleton
@Requires(property = "orders.stand-ins", value = "true")
class NamedCaller implements AuthenticationFetcher<HttpRequest<?>> {
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        String named = request.getHeaders().get("X-Caller");
        if (named == null) {
            return Publishers.empty();
        }
        String[] words = named.split(" ");
        List<Grant> grants =
                Arrays.stream(words).skip(1).map(NamedCaller::grant).toList();
        var caller = new Caller(words[0], grants);
        request.setAttribute(Caller.ATTRIBUTE, caller);
        return Publishers.just(Authentication.build(
                caller.accountId(),
                grants.stream().map(grant -> grant.role().name()).toList()));
    }

    private static Grant grant(String word) {
        String[] parts = word.split(":");
        return new Grant(Role.valueOf(parts[0]), new Scope(Scope.Kind.valueOf(parts[1]), parts[2]));
    }
}

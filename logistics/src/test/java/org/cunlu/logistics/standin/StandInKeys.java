package org.cunlu.logistics.standin;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import java.util.List;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Lets an outside system in with the role that it names: accounts' keys need an operator with a second factor. */
@Singleton
@Requires(property = "logistics.stand-ins", value = "true")
class StandInKeys implements AuthenticationFetcher<HttpRequest<?>> {
    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        return Mono.justOrEmpty(request.getHeaders().get("Test-Key"))
                .map(role -> Authentication.build("key:test", List.of("KEY", role)));
    }
}

package org.cunlu.kernel.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest(transactional = false)
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenDoorsTest implements TestPropertyProvider {
    private static final int LIMIT = 5;

    @Inject
    EmbeddedServer server;

    /** Stands where search will. */
    @Controller("/api/shop/suggestions")
    @Requires(property = "spec", value = "open-doors")
    static class Suggestions {
        @Get
        String suggest() {
            return "soap";
        }
    }

    /** Stands where carts and reviews will. */
    @Controller("/api/shop")
    @Requires(property = "spec", value = "open-doors")
    static class Shopping {
        @Get(uris = {"/reviews", "/reviews/x/photos/y", "/visitor-cart", "/visitor-cart/lines/x", "/pay-links/x"})
        String show() {
            return "soap";
        }
    }

    @Override
    public Map<String, String> getProperties() {
        var properties = new LinkedHashMap<>(TestServers.properties("open-doors", Server.DATABASE));
        properties.put("spec", "open-doors");
        properties.put("cunlu.limits.per-minute", String.valueOf(LIMIT));
        // Each writing of the path comes from an address of its own.
        properties.put("cunlu.trusted-proxies", "127.0.0.1");
        return properties;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/reviews",
                "/reviews/",
                "/reviews/x/photos/y",
                "/visitor-cart",
                "/visitor-cart/",
                "/visitor-cart/lines/x",
                "/pay-links/x"
            })
    void reviewsLinksToPayAndCartsOfVisitorsAreBehindIt(String door) throws Exception {
        bounded("/api/shop" + door);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "?q=x", "/?q=x", "//", ";a=b", "/."})
    void noWritingOfThePathGetsRoundTheLimit(String ending) throws Exception {
        bounded("/api/shop/suggestions" + ending);
    }

    private void bounded(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getPort() + path))
                .header("X-Forwarded-For", "203.0.113." + Math.floorMod(path.hashCode(), 250))
                .build();
        int answered = 0;
        try (var client = HttpClient.newHttpClient()) {
            for (int i = 0; i < 3 * LIMIT; i++) {
                answered += client.send(request, HttpResponse.BodyHandlers.ofString())
                                        .statusCode()
                                == 200
                        ? 1
                        : 0;
            }
        }
        // One more trickles in every twelve seconds, should the machine be slow.
        assertThat(answered).isLessThanOrEqualTo(LIMIT + 2);
    }
}

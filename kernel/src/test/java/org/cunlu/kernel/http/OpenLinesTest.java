package org.cunlu.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("servers")
@Tag("any-engine")
class OpenLinesTest {
    private static final String FROM_PROXY = "https";

    private final HttpClient client = HttpClient.newHttpClient();

    private static EmbeddedServer county(Map<String, Object> more) {
        Map<String, Object> room = new LinkedHashMap<>(TestServers.properties("problems", Server.DATABASE));
        room.put("spec", "problems");
        room.put("cunlu.public-url", "https://cunlu.example/");
        room.putAll(more);
        return ApplicationContext.run(EmbeddedServer.class, room, "test");
    }

    @Test
    void aPageLeadsToTheSamePlaceOverTlsAndTheApiRefuses() throws Exception {
        try (var county = county(Map.of())) {
            var page = ask(county, "GET", "/odd/place?a=%E6%9D%91&b=1", null);
            assertThat(page.statusCode()).isEqualTo(308);
            assertThat(page.headers().firstValue("Location"))
                    .contains("https://cunlu.example/odd/place?a=%E6%9D%91&b=1");
            assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            var api = ask(county, "GET", "/api/odd/anyone", null);
            assertThat(api.statusCode()).isEqualTo(403);
            assertThat(api.body()).contains("https-needed").doesNotContain("nobody");
            assertThat(api.headers().firstValue("Location")).isEmpty();
            assertThat(ask(county, "POST", "/odd/place", null).statusCode()).isEqualTo(403);
            assertThat(ask(county, "GET", "/health", null).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whatAStrangerSaysOfHisLineCountsForNothingAndWhatAProxyOfOursSaysDoes() throws Exception {
        try (var county = county(Map.of())) {
            assertThat(ask(county, "GET", "/api/odd/anyone", FROM_PROXY).statusCode())
                    .isEqualTo(403);
        }
        try (var county = county(Map.of("cunlu.trusted-proxies", "127.0.0.0/8"))) {
            assertThat(ask(county, "GET", "/api/odd/anyone", FROM_PROXY).statusCode())
                    .isEqualTo(200);
            assertThat(ask(county, "GET", "/api/odd/anyone", "http").statusCode())
                    .isEqualTo(403);
            assertThat(ask(county, "GET", "/api/odd/anyone", "http, https").statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void whereItIsToldThatTlsStandsInFrontNobodyIsSentAway() throws Exception {
        try (var county = county(Map.of("cunlu.tls.in-front", "true"))) {
            assertThat(ask(county, "GET", "/api/odd/anyone", null).statusCode()).isEqualTo(200);
        }
    }

    private HttpResponse<String> ask(EmbeddedServer county, String method, String path, String forwarded)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + county.getPort() + path))
                .method(method, BodyPublishers.noBody());
        if (forwarded != null) {
            request.header("X-Forwarded-Proto", forwarded);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}

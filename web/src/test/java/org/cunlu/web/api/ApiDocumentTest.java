package org.cunlu.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import io.micronaut.web.router.Router;
import jakarta.inject.Inject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(transactional = false)
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiDocumentTest implements TestPropertyProvider {
    @Inject
    EmbeddedServer server;

    @Inject
    JsonMapper json;

    @Inject
    Router router;

    @Inject
    ApiDocument document;

    private Map<String, Object> api;

    @Override
    public Map<String, String> getProperties() {
        return TestServers.properties("openapi", Server.DATABASE);
    }

    @BeforeAll
    @SuppressWarnings("unchecked")
    void fetch() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    HttpRequest.newBuilder(server.getURI().resolve("/openapi.json"))
                            .build(),
                    BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/json");
            api = json.readValue(answer.body(), Map.class);
        }
    }

    @Test
    void isOpenApi31AndNoModuleContradictsAnother() {
        assertThat(api).containsEntry("openapi", "3.1.0");
        assertThat(document.conflicts()).isEmpty();
    }

    @Test
    void describesEveryRouteOfTheApiAndNoOther() {
        Set<String> routes = router.uriRoutes()
                .filter(route -> route.getUriMatchTemplate().toPathString().startsWith("/api/"))
                // HEAD comes by itself with GET.
                .filter(route -> !route.getHttpMethodName().equals("HEAD"))
                .map(route -> route.getHttpMethodName().toLowerCase(Locale.ROOT) + " "
                        + route.getUriMatchTemplate().toPathString())
                .collect(Collectors.toCollection(TreeSet::new));
        var described = new TreeSet<String>();
        Tree.object(api, "paths").keySet().stream()
                .filter(path -> path.startsWith("/api/"))
                .forEach(path -> Tree.object(Tree.object(api, "paths"), path)
                        .keySet()
                        .forEach(method -> described.add(method + " " + path)));
        assertThat(described).isEqualTo(routes).contains("post /api/auth/sign-in", "delete /api/auth/grants/{grantId}");
    }

    @Test
    void tellsWhoMayCallWhat() {
        assertThat(operation("/api/auth/sign-in", "post")).containsEntry("security", List.of());
        assertThat(operation("/api/auth/me", "get"))
                .containsEntry("security", List.of(Map.of("bearer", List.of())))
                .doesNotContainKey("x-cunlu-roles");
        assertThat(operation("/api/county/accounts/{accountId}/suspension", "put"))
                .containsEntry("security", List.of(Map.of("bearer", List.of())))
                .containsEntry("x-cunlu-roles", List.of("COUNTY_OPERATOR"));
        // What the method says stands in the place of what its controller says.
        assertThat(operation("/api/reserve/holdings", "post"))
                .containsEntry("x-cunlu-roles", List.of("RESERVE_AUTHORITY"));
        assertThat(Tree.object(Tree.object(api, "components"), "securitySchemes"))
                .containsKey("bearer");
    }

    @Test
    void namesEachOperationOnceAndNeverTheCaller() {
        var ids = new ArrayList<Object>();
        Tree.object(api, "paths")
                .keySet()
                .forEach(path -> Tree.object(Tree.object(api, "paths"), path)
                        .keySet()
                        .forEach(method -> ids.add(operation(path, method).get("operationId"))));
        assertThat(ids).doesNotHaveDuplicates().doesNotContainNull();
        assertThat(Tree.object(api, "paths").toString()).doesNotContain("schemas/Caller");
    }

    @Test
    void refersToNothingThatIsMissing() {
        var references = new TreeSet<String>();
        collect(api, references);
        assertThat(references).isNotEmpty().allSatisfy(reference -> {
            Map<String, Object> parent = api;
            String[] steps = reference.substring(2).split("/");
            for (int i = 0; i < steps.length - 1; i++) {
                parent = Tree.object(parent, steps[i]);
            }
            assertThat(parent).containsKey(steps[steps.length - 1]);
        });
    }

    private Map<String, Object> operation(String path, String method) {
        return Tree.object(Tree.object(Tree.object(api, "paths"), path), method);
    }

    private static void collect(Object node, Set<String> references) {
        switch (node) {
            case Map<?, ?> object ->
                object.forEach((name, value) -> {
                    if (name.equals("$ref")) {
                        references.add((String) value);
                    }
                    collect(value, references);
                });
            case List<?> list -> list.forEach(value -> collect(value, references));
            case null, default -> {}
        }
    }
}

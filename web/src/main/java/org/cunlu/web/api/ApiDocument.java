package org.cunlu.web.api;

import io.micronaut.json.JsonMapper;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The description of the whole API: what each module's compiler wrote down, joined, with who may call what as the running
 * router has it.
 */
@Singleton
class ApiDocument {
    private static final Logger LOG = LoggerFactory.getLogger(ApiDocument.class);
    private static final List<String> MODULES =
            List.of("kernel", "accounts", "catalog", "logistics", "orders", "search", "web", "app");
    private static final Map<String, Object> REFUSAL = Map.of("$ref", "#/components/responses/Problem");

    private final JsonMapper json;
    private final byte[] bytes;
    private final List<String> conflicts;

    ApiDocument(JsonMapper json, Router router) {
        this.json = json;
        var merge = new Merge(read("openapi-base.json"));
        for (String module : MODULES) {
            String file = "META-INF/swagger/cunlu-" + module + ".json";
            if (ApiDocument.class.getClassLoader().getResource(file) != null) {
                merge.add(module, read(file));
            }
        }
        Map<String, Object> document = merge.document();
        router.uriRoutes().forEach(route -> secure(document, route));
        this.conflicts = merge.conflicts();
        conflicts.forEach(conflict -> LOG.warn("openapi: {}", conflict));
        try {
            this.bytes = json.writeValueAsBytes(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return JSON in UTF-8 */
    byte[] bytes() {
        return bytes.clone();
    }

    List<String> conflicts() {
        return conflicts;
    }

    /** Tells of a route what its annotations tell the server: who may come, and that it may refuse. */
    private static void secure(Map<String, Object> document, UriRouteInfo<?, ?> route) {
        String path = route.getUriMatchTemplate().toPathString();
        String method = route.getHttpMethodName().toLowerCase(Locale.ROOT);
        Map<String, Object> paths = Tree.object(document, "paths");
        if (!paths.containsKey(path) || !Tree.object(paths, path).containsKey(method)) {
            return;
        }
        Map<String, Object> operation = Tree.object(Tree.object(paths, path), method);
        Tree.object(operation, "responses").put("default", REFUSAL);
        // As the server asks: what a method says stands in the place of what its controller says. Values asked for one
        // by one
        // would be those of both.
        String[] who =
                route.getTargetMethod().getValue(Secured.class, String[].class).orElse(new String[0]);
        if (List.of(who).contains(SecurityRule.IS_ANONYMOUS)) {
            operation.put("security", List.of());
            return;
        }
        operation.put("security", List.of(Map.of("bearer", List.of())));
        List<String> roles = Stream.of(who)
                .filter(role -> !role.equals(SecurityRule.IS_AUTHENTICATED))
                .toList();
        if (!roles.isEmpty()) {
            operation.put("x-cunlu-roles", roles);
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> read(String file) {
        try (InputStream stream = ApiDocument.class.getClassLoader().getResourceAsStream(file)) {
            return new LinkedHashMap<>((Map<String, Object>) json.readValue(stream, Map.class));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}

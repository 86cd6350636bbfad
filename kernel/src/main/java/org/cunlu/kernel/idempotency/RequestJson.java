package org.cunlu.kernel.idempotency;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Requests as hashes that do not depend on the order of properties, and answers as text that can be given again. */
@Singleton
class RequestJson {
    private final JsonMapper mapper;

    RequestJson(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** @return 32 bytes, equal for equal bodies */
    byte[] hash(Object request) {
        try {
            JsonNode tree = request == null ? JsonNode.nullNode() : mapper.writeValueToTree(request);
            byte[] canonical = mapper.writeValueAsBytes(sorted(tree));
            return MessageDigest.getInstance("SHA-256").digest(canonical);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String write(Object answer) {
        try {
            return answer == null ? "null" : new String(mapper.writeValueAsBytes(answer), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    <R> R read(String answer, Class<R> type) {
        try {
            return mapper.readValue(answer, Argument.of(type));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            var properties = new TreeMap<String, JsonNode>();
            for (Map.Entry<String, JsonNode> entry : node.entries()) {
                properties.put(entry.getKey(), sorted(entry.getValue()));
            }
            return JsonNode.createObjectNode(new LinkedHashMap<>(properties));
        }
        if (node.isArray()) {
            var values = new ArrayList<JsonNode>();
            node.values().forEach(value -> values.add(sorted(value)));
            return JsonNode.createArrayNode(values);
        }
        return node;
    }
}

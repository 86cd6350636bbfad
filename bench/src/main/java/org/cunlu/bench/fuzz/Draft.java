package org.cunlu.bench.fuzz;

import io.micronaut.core.annotation.Nullable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.bench.fuzz.Sent.Header;

/** A request while it is made, with all its parts to be changed. */
final class Draft {
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    final Operation operation;
    final @Nullable Person person;
    final Map<Object, Object> path = new LinkedHashMap<>();
    /** A list stands for a parameter that is there more than once. */
    final Map<Object, Object> query = new LinkedHashMap<>();

    final Map<Object, Object> headers = new LinkedHashMap<>();

    @Nullable
    Object body;

    /** Sent instead of the body when it is there. */
    @Nullable
    byte[] raw;

    @Nullable
    String contentType;

    String method;
    /** Null for none. */
    @Nullable
    String authorization;

    Draft(Operation operation, @Nullable Person person) {
        this.operation = operation;
        this.person = person;
        this.method = operation.method();
        this.authorization = person == null ? null : "Bearer " + person.token();
    }

    Draft copy(@Nullable Person by) {
        var copy = new Draft(operation, by);
        copy.path.putAll(path);
        copy.query.putAll(query);
        copy.headers.putAll(headers);
        copy.body = Json.copy(body);
        copy.raw = raw;
        copy.contentType = contentType;
        return copy;
    }

    /** @return path without the query, escaped */
    String concretePath() {
        String target = operation.path();
        for (String name : operation.pathNames()) {
            target = target.replace("{" + name + "}", escaped(step(path.get(name))));
        }
        return target;
    }

    /** Nothing at all would make it another path. */
    private static String step(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.isEmpty() ? " " : text;
    }

    Sent sent() {
        var target = new StringBuilder(concretePath());
        char before = '?';
        for (var entry : query.entrySet()) {
            List<?> values =
                    entry.getValue() instanceof List<?> list ? list : List.of(String.valueOf(entry.getValue()));
            for (Object value : values) {
                target.append(before)
                        .append(escaped((String) entry.getKey()))
                        .append('=')
                        .append(escaped(String.valueOf(value)));
                before = '&';
            }
        }
        var sent = new ArrayList<Header>();
        headers.forEach((name, value) -> sent.add(new Header((String) name, printable(String.valueOf(value)))));
        if (authorization != null) {
            sent.add(new Header("Authorization", authorization));
        }
        byte[] bytes = bytes();
        if (bytes != null && contentType != null) {
            sent.add(new Header("Content-Type", contentType));
        }
        if (!headers.containsKey("Accept")) {
            sent.add(new Header("Accept", "*/*"));
        }
        return new Sent(method, target.toString(), List.copyOf(sent), bytes);
    }

    private @Nullable byte[] bytes() {
        if (raw != null || contentType == null) {
            return raw;
        }
        return Json.write(body).getBytes(StandardCharsets.UTF_8);
    }

    static String escaped(String text) {
        var out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (UNRESERVED.indexOf(b) >= 0) {
                out.append((char) b);
            } else {
                out.append("%%%02X".formatted(b & 0xff));
            }
        }
        // A step that is a dot or two would be taken out on the way.
        return out.toString().equals(".") ? "%2E" : out.toString().equals("..") ? "%2E%2E" : out.toString();
    }

    /** A header cannot hold more than this. */
    private static String printable(String text) {
        return text.chars()
                .map(c -> c >= ' ' && c <= '~' ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}

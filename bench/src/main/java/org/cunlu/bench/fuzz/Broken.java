package org.cunlu.bench.fuzz;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Spoils the bytes of a request and its headers, where {@link Hostile} spoils values. */
final class Broken {
    private static final int DEPTH = 100_000;
    private static final String JSON = "application/json";

    private Broken() {}

    static Optional<Boolean> duplicateKey(Draft draft, Random random) {
        if (!(draft.body instanceof Map<?, ?> body) || body.isEmpty()) {
            return Optional.empty();
        }
        String written = Json.write(body);
        Object key = one(List.copyOf(body.keySet()), random);
        draft.raw = (written.substring(0, written.length() - 1)
                        + ","
                        + Json.write(Map.of(key, body.get(key) == null ? "" : body.get(key)))
                                .substring(1))
                .getBytes(StandardCharsets.UTF_8);
        return Optional.of(true);
    }

    static Optional<Boolean> deep(Draft draft, Random random) {
        if (!draft.operation.takesJson()) {
            return Optional.empty();
        }
        int depth = random.nextBoolean() ? DEPTH : 2_000;
        boolean closed = random.nextBoolean();
        String open = random.nextBoolean() ? "[" : "{\"a\":";
        String deep = open.repeat(depth) + "1" + (closed ? (open.equals("[") ? "]" : "}").repeat(depth) : "");
        String at = draft.body instanceof Map<?, ?> body && !body.isEmpty()
                ? Json.write(String.valueOf(body.keySet().iterator().next()))
                : "\"a\"";
        draft.raw = ("{" + at + ":" + deep + (closed ? "}" : "")).getBytes(StandardCharsets.UTF_8);
        return Optional.of(true);
    }

    static Optional<Boolean> malformed(Draft draft, Random random) {
        if (!draft.operation.takesJson()) {
            return Optional.empty();
        }
        byte[] good = Json.write(draft.body).getBytes(StandardCharsets.UTF_8);
        switch (random.nextInt(3)) {
            case 0 -> draft.raw = Arrays.copyOf(good, random.nextInt(good.length));
            case 1 -> draft.raw = ("{\"村\":\"" + "路\"}").getBytes(Charset.forName("GBK"));
            default -> draft.raw = one(Payloads.MALFORMED, random).getBytes(StandardCharsets.UTF_8);
        }
        return Optional.of(draft.operation.said().required());
    }

    /** What is good, and more behind it. */
    static Optional<Boolean> trailing(Draft draft, Random random) {
        if (!draft.operation.takesJson()) {
            return Optional.empty();
        }
        String more = one(List.of(" {}", " x", "}", ",", "\u0000", "\u00c3("), random);
        draft.raw = (Json.write(draft.body) + more).getBytes(StandardCharsets.UTF_8);
        return Optional.of(true);
    }

    static Optional<Boolean> contentType(Draft draft, Random random) {
        if (!draft.operation.takesJson()) {
            return Optional.empty();
        }
        String type = one(
                List.of(
                        "text/xml",
                        "application/xml",
                        "text/plain",
                        "application/x-www-form-urlencoded",
                        "multipart/form-data; boundary=x",
                        "application/yaml",
                        "application/x-java-serialized-object",
                        "nonsense",
                        "*/*",
                        JSON + ";charset=GBK",
                        JSON + ";charset=nonsense",
                        "application/vnd.fuzz+json"),
                random);
        draft.contentType = type;
        if (type.contains("xml")) {
            draft.raw = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><a>&x;</a>"
                    .getBytes(StandardCharsets.UTF_8);
        }
        boolean other = !type.startsWith(JSON) && !type.equals("*/*") && !type.endsWith("+json");
        return Optional.of(other && draft.operation.said().byType().size() == 1);
    }

    static Optional<Boolean> header(Draft draft, Random random) {
        var headers = List.of(
                Map.entry("Accept", "text/xml"),
                Map.entry("Accept", "nonsense"),
                Map.entry("Accept", "application/json;q=9,*/*;q=x"),
                Map.entry("Accept-Language", "zh-" + "x".repeat(3_000)),
                Map.entry("Accept-Language", "../../etc"),
                Map.entry("Idempotency-Key", "x".repeat(3_000)),
                Map.entry("Idempotency-Key", "' OR 1=1 --"),
                Map.entry("Idempotency-Key", " "),
                Map.entry("X-Forwarded-For", "127.0.0.1, 10.0.0.1"),
                Map.entry("X-Forwarded-Host", "evil.example"),
                Map.entry("X-Forwarded-Proto", "gopher"),
                Map.entry("X-User-Id", "1"),
                Map.entry("X-HTTP-Method-Override", "DELETE"),
                Map.entry("X-Request-Id", "${jndi:ldap://127.0.0.1/a}"),
                Map.entry("X-Request-Id", "x".repeat(3_000)),
                Map.entry("Origin", "https://evil.example"),
                Map.entry("Cookie", "a=" + "b".repeat(3_000)),
                Map.entry("Cookie", "=;;;=\"\\"),
                Map.entry("If-None-Match", "*"),
                Map.entry("If-Modified-Since", "yesterday"),
                Map.entry("Range", "bytes=0-0,-1,5-"),
                Map.entry("Content-Encoding", "gzip"),
                Map.entry("Second-Factor", "x".repeat(1_000)),
                Map.entry("X-Long", "y".repeat(9_000)));
        var one = one(headers, random);
        draft.headers.put(one.getKey(), one.getValue());
        return Optional.of(false);
    }

    private static <T> T one(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}

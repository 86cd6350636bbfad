package org.cunlu.bench.fuzz;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Spoils a good request in the way of a family. Says whether what came of it must be refused: where the description forbids
 * it. What the description allows may be taken or refused, but must be answered in order.
 */
final class Hostile {
    private static final int TEXT_MAX = 100_000;
    /** A line of a request may be 4 KiB. */
    private static final int PARAMETER_MAX = 3_000;

    private static final int ITEMS_MAX = 1_000;
    private static final int DEPTH = 100_000;
    private static final int PARAMETERS = 1_100;
    private static final String FOREIGN_TYPE = "application/json";

    private final Schemas schemas;
    private final Conformance conformance;

    Hostile(Schemas schemas) {
        this.schemas = schemas;
        this.conformance = new Conformance(schemas);
    }

    /** @return whether it must be refused; empty when the family has no place in this draft, which is as it was then */
    Optional<Boolean> spoil(Family family, Draft draft, Random random) {
        return switch (family) {
            case MISSING -> missing(draft, random);
            case NULL -> at(draft, random, this::mayNotBeNull, place -> put(place, null, random));
            case WRONG_TYPE ->
                at(draft, random, place -> !place.in().equals("header"), place -> wrongType(place, random));
            case BOUNDARY -> at(draft, random, this::bounded, place -> boundary(place, random));
            case OVERLONG -> at(draft, random, this::isText, place -> overlong(place, random));
            case NUMBER -> at(draft, random, place -> shape(place).isNumber(), place -> number(place, random));
            case MASS_ASSIGNMENT -> ownFields(draft);
            case DUPLICATE_KEY -> duplicateKey(draft, random);
            case DUPLICATE_PARAMETER -> duplicateParameter(draft, random);
            case DEEP -> deep(draft, random);
            case MALFORMED -> malformed(draft, random);
            case CONTENT_TYPE -> contentType(draft, random);
            case HEADER -> header(draft, random);
            default ->
                at(draft, random, this::isText, place -> put(place, one(Payloads.TEXTS.get(family), random), random));
        };
    }

    private interface Fit {
        boolean is(Place place);
    }

    private interface Act {
        boolean on(Place place);
    }

    private Optional<Boolean> at(Draft draft, Random random, Fit fit, Act act) {
        List<Place> places = Place.of(draft, schemas).stream().filter(fit::is).toList();
        return places.isEmpty() ? Optional.empty() : Optional.of(act.on(one(places, random)));
    }

    private boolean put(Place place, Object value, Random random) {
        place.put(value);
        return mustRefuse(place, value);
    }

    private boolean mustRefuse(Place place, Object value) {
        boolean said = place.inBody() || value != null && !String.valueOf(value).isBlank();
        // A parameter that is empty is as good as not there.
        return said && !conformance.breaches(place.schema(), Json.node(value)).isEmpty();
    }

    private Optional<Boolean> missing(Draft draft, Random random) {
        List<Place> must = Place.of(draft, schemas).stream()
                .filter(place -> place.required() && !place.in().equals("path"))
                .toList();
        if (must.isEmpty()) {
            return Optional.empty();
        }
        one(must, random).remove();
        return Optional.of(true);
    }

    private boolean mayNotBeNull(Place place) {
        return place.inBody() && place.required() && !shape(place).nullable();
    }

    private boolean isText(Place place) {
        return shape(place).isText();
    }

    private boolean bounded(Place place) {
        Shape shape = shape(place);
        return shape.least() != null
                || shape.most() != null
                || shape.hasLengthMax()
                || shape.lengthMin() > 0
                || place.inBody() && shape.kind().equals("array");
    }

    private boolean wrongType(Place place, Random random) {
        String kind = shape(place).kind();
        if (!place.inBody()) {
            place.put(kind.equals("string") ? "\u0001" : "fuzz");
            return !kind.equals("string") && !kind.equals("array") && !kind.equals("any");
        }
        var others = new LinkedHashMap<String, Object>();
        others.put("string", "fuzz");
        others.put("integer", new BigDecimal("1.5"));
        others.put("number", Map.of("a", 1));
        others.put("boolean", true);
        others.put("array", new ArrayList<>(List.of("a", 1)));
        others.put("object", new LinkedHashMap<>(Map.of("a", 1)));
        others.remove(kind);
        if (kind.equals("number")) {
            others.remove("integer");
        }
        place.put(one(List.copyOf(others.values()), random));
        return !kind.equals("any");
    }

    private boolean boundary(Place place, Random random) {
        Shape shape = shape(place);
        var values = new ArrayList<Object>();
        for (BigDecimal bound : new BigDecimal[] {shape.least(), shape.most()}) {
            if (bound != null) {
                values.add(bound.subtract(BigDecimal.ONE));
                values.add(bound);
                values.add(bound.add(BigDecimal.ONE));
            }
        }
        if (shape.isText()) {
            values.add("");
            if (shape.hasLengthMax() && shape.lengthMax() < limit(place)) {
                values.add("a".repeat(shape.lengthMax()));
                values.add("村".repeat(Math.min(shape.lengthMax(), limit(place) / 9)));
            }
        }
        if (shape.kind().equals("array")) {
            values.add(new ArrayList<>());
            var many = new ArrayList<Object>();
            Object item = place.value() instanceof List<?> list && !list.isEmpty() ? list.getFirst() : "a";
            for (int i = 0; i < Math.min(ITEMS_MAX, shape.itemsMax()) + 1; i++) {
                many.add(item);
            }
            values.add(many);
        }
        return put(place, one(values, random), random);
    }

    private boolean overlong(Place place, Random random) {
        Shape shape = shape(place);
        int length = shape.hasLengthMax() && random.nextBoolean() ? shape.lengthMax() + 1 : limit(place);
        return put(place, (random.nextBoolean() ? "A" : "9").repeat(Math.min(length, limit(place))), random);
    }

    private static int limit(Place place) {
        return place.inBody() ? TEXT_MAX : PARAMETER_MAX;
    }

    private boolean number(Place place, Random random) {
        if (random.nextInt(3) == 0) {
            String integer = one(Payloads.INTEGERS, random);
            place.put(place.inBody() ? new Json.Raw(integer) : integer);
            return !conformance
                    .breaches(place.schema(), Json.node(new BigDecimal(integer)))
                    .isEmpty();
        }
        String text = one(Payloads.NUMBERS, random);
        place.put(place.inBody() ? new Json.Raw(text) : text.replace("\"", ""));
        boolean fraction =
                shape(place).kind().equals("number") && List.of("1.5", "1e-400").contains(text);
        // In a query all is text: digits of any script, in quotes or not, may be read as what they are.
        return place.inBody()
                ? !fraction
                : List.of("NaN", "Infinity", "0x10", "--1").contains(text);
    }

    private Optional<Boolean> ownFields(Draft draft) {
        if (!draft.operation.takesJson() || !(draft.body instanceof Map<?, ?> body)) {
            return Optional.empty();
        }
        var known = schemas.of(draft.operation.said().jsonSchema()).properties().keySet();
        var more = new LinkedHashMap<Object, Object>(body);
        Payloads.OWN.forEach((name, value) -> {
            if (!known.contains(name)) {
                more.put(name, value);
            }
        });
        draft.body = more;
        return Optional.of(false);
    }

    private static Optional<Boolean> duplicateKey(Draft draft, Random random) {
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

    private Optional<Boolean> duplicateParameter(Draft draft, Random random) {
        if (random.nextInt(8) == 0) {
            for (int i = 0; i < PARAMETERS / 8; i++) {
                draft.query.put("x" + i, List.of("1", "2", "3", "4", "5", "6", "7", "8"));
            }
            return Optional.of(false);
        }
        return at(draft, random, place -> place.in().equals("query"), place -> {
            Object value = place.value() == null ? "a" : place.value();
            place.put(List.of(value, "other", "", value));
            return false;
        });
    }

    private static Optional<Boolean> deep(Draft draft, Random random) {
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

    private static Optional<Boolean> malformed(Draft draft, Random random) {
        if (!draft.operation.takesJson()) {
            return Optional.empty();
        }
        byte[] good = Json.write(draft.body).getBytes(StandardCharsets.UTF_8);
        switch (random.nextInt(4)) {
            case 0 -> draft.raw = java.util.Arrays.copyOf(good, random.nextInt(good.length));
            case 1 -> {
                draft.raw = java.util.Arrays.copyOf(good, good.length + 4);
                byte[] bad = {(byte) 0xc3, 0x28, (byte) 0xff, '}'};
                System.arraycopy(bad, 0, draft.raw, good.length, bad.length);
            }
            case 2 -> draft.raw = ("{\"村\":\"" + "路\"}").getBytes(Charset.forName("GBK"));
            default -> draft.raw = one(Payloads.MALFORMED, random).getBytes(StandardCharsets.UTF_8);
        }
        return Optional.of(draft.operation.said().required());
    }

    private static Optional<Boolean> contentType(Draft draft, Random random) {
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
                        FOREIGN_TYPE + ";charset=GBK",
                        FOREIGN_TYPE + ";charset=nonsense",
                        "application/vnd.fuzz+json"),
                random);
        draft.contentType = type;
        if (type.contains("xml")) {
            draft.raw = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><a>&x;</a>"
                    .getBytes(StandardCharsets.UTF_8);
        }
        boolean other = !type.startsWith(FOREIGN_TYPE) && !type.equals("*/*") && !type.endsWith("+json");
        return Optional.of(other && draft.operation.said().byType().size() == 1);
    }

    private static Optional<Boolean> header(Draft draft, Random random) {
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

    private Shape shape(Place place) {
        return schemas.of(place.schema());
    }

    private static <T> T one(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}

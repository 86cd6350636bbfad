package org.cunlu.bench.fuzz;

import java.math.BigDecimal;
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
    private static final int PARAMETERS = 1_100;

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
                at(
                        draft,
                        random,
                        place -> !place.in().equals("header") && !(place.inBody() && isText(place)),
                        place -> wrongType(place, random));
            case NOT_TEXT ->
                at(draft, random, place -> place.inBody() && isText(place), place -> wrongType(place, random));
            case BOUNDARY -> at(draft, random, this::bounded, place -> boundary(place, random));
            case OVERLONG -> at(draft, random, this::isText, place -> overlong(place, random));
            case NUMBER -> at(draft, random, place -> shape(place).isNumber(), place -> number(place, random));
            case MASS_ASSIGNMENT -> ownFields(draft);
            case DUPLICATE_KEY -> Broken.duplicateKey(draft, random);
            case DUPLICATE_PARAMETER -> duplicateParameter(draft, random);
            case DEEP -> Broken.deep(draft, random);
            case MALFORMED -> Broken.malformed(draft, random);
            case TRAILING -> Broken.trailing(draft, random);
            case CONTENT_TYPE -> Broken.contentType(draft, random);
            case HEADER -> Broken.header(draft, random);
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

    private Shape shape(Place place) {
        return schemas.of(place.schema());
    }

    private static <T> T one(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}

package org.cunlu.bench.fuzz;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.tree.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;

/** Makes values that are as their schemas say, of what is there where a name tells what is meant. */
final class Values {
    private static final int DEPTH_MAX = 6;
    private static final int ITEMS_MAX = 3;
    private static final int TEXT_MAX = 24;
    private static final int DAYS = 6;
    private static final long NUMBER_MAX = 50;
    /** Names of what people write; all else is a code, which has no Chinese in it. */
    private static final Pattern WORDS = Pattern.compile(
            "(?i)name|title|reason|why|words|text|note|detail|story|holder|bank|address|purpose|^what$|^use$|producer|plot|^q$");

    private static final String CODE = "ABCXYZ0159";
    private static final String LETTERS = "村路农货柑橘大米站车abcXYZ019";

    private final Schemas schemas;
    private final Conformance conformance;
    private final Pool pool;
    private final Hints hints;

    Values(Schemas schemas, Pool pool, Hints hints) {
        this.schemas = schemas;
        this.conformance = new Conformance(schemas);
        this.pool = pool;
        this.hints = hints;
    }

    /**
     * Who asks, and of what.
     * @param person whose scope names what is his; null for nobody
     * @param near facts of the thing that is asked of
     */
    record Asked(@Nullable Person person, Map<String, Object> near) {}

    /** @param name under which it will stand */
    @Nullable
    Object make(JsonNode schema, String name, Random random, Asked asked) {
        return make(schema, name, random, asked, 0);
    }

    private @Nullable Object make(JsonNode schema, String name, Random random, Asked asked, int depth) {
        Shape shape = schemas.of(schema);
        return switch (shape.kind()) {
            case "object" -> object(shape, random, asked, depth);
            case "array" -> array(shape, name, random, asked, depth);
            case "boolean" -> random.nextBoolean();
            case "any" -> "x";
            default -> known(schema, shape, name, random, asked).orElseGet(() -> fresh(shape, name, random));
        };
    }

    private Object object(Shape shape, Random random, Asked asked, int depth) {
        var object = new LinkedHashMap<String, Object>();
        shape.properties().forEach((name, schema) -> {
            boolean must = shape.required().contains(name);
            if (must || depth < DEPTH_MAX && random.nextInt(100) < hints.share(name)) {
                object.put(name, make(schema, name, random, asked, depth + 1));
            }
        });
        if (shape.properties().isEmpty()
                && shape.others() != null
                && shape.others().isObject()) {
            for (int i = random.nextInt(ITEMS_MAX); i >= 0; i--) {
                object.put("k" + i, make(shape.others(), "k", random, asked, depth + 1));
            }
        }
        return object;
    }

    private Object array(Shape shape, String name, Random random, Asked asked, int depth) {
        var array = new ArrayList<>();
        int most = Math.min(shape.itemsMax(), Math.max(shape.itemsMin(), depth > DEPTH_MAX ? 0 : ITEMS_MAX));
        int count = Math.max(shape.itemsMin(), Math.min(most, 1 + random.nextInt(ITEMS_MAX)));
        for (int i = 0; i < count && shape.items() != null; i++) {
            Object item = make(shape.items(), Pool.singular(name), random, asked, depth + 1);
            if (!array.contains(item)) {
                array.add(item);
            }
        }
        return array;
    }

    /** Mostly what is there, of which some is his own; sometimes not: what is not there must be answered in order too. */
    private Optional<Object> known(JsonNode schema, Shape shape, String name, Random random, Asked asked) {
        boolean chosen = !shape.choices().isEmpty()
                && (asked.person() == null || asked.person().own(name).isEmpty());
        if (chosen || shape.format().startsWith("date") || random.nextInt(100) < 4) {
            return Optional.empty();
        }
        for (String source : hints.sources(name)) {
            Optional<Object> value = source.startsWith("=")
                    ? Optional.of(hints.literal(source, shape.isNumber()))
                    : one(source, random, asked);
            Optional<Object> fit = value.map(each -> shape.isText() ? each.toString() : each)
                    .filter(each ->
                            conformance.breaches(schema, Json.node(each)).isEmpty());
            if (fit.isPresent()) {
                return fit;
            }
        }
        return Optional.empty();
    }

    private Optional<Object> one(String name, Random random, Asked asked) {
        Person person = asked.person();
        Object near = asked.near().get(name);
        if (near != null && (name.equals("version") || random.nextBoolean())) {
            return Optional.of(near);
        }
        Optional<Object> own = person == null ? Optional.empty() : person.own(name);
        if (own.isPresent() && random.nextInt(100) < 80) {
            return own;
        }
        Optional<Object> told = random.nextBoolean() ? pool.drawOwn(random, name, person) : Optional.empty();
        return told.or(() -> pool.draw(random, name, false)).or(() -> own);
    }

    private static Object fresh(Shape shape, String name, Random random) {
        if (!shape.choices().isEmpty()) {
            return shape.choices().get(random.nextInt(shape.choices().size()));
        }
        return shape.isNumber() ? number(shape, random) : text(shape, name, random);
    }

    private static Object number(Shape shape, Random random) {
        long least = shape.least() == null ? 0 : shape.least().longValue();
        long most = shape.most() == null ? Integer.MAX_VALUE : shape.most().longValue();
        // Small numbers are what most rules let through.
        long number = random.nextInt(10) == 0
                ? least + Math.floorMod(random.nextLong(), Math.max(1, most - least + 1))
                : least + random.nextLong(Math.min(most - least, NUMBER_MAX) + 1);
        return shape.kind().equals("integer") ? (Object) number : BigDecimal.valueOf(number);
    }

    private static String text(Shape shape, String name, Random random) {
        LocalDate day = LocalDate.now(ZoneOffset.UTC).plusDays(random.nextInt(2 * DAYS) - DAYS / 2);
        switch (shape.format()) {
            case "date" -> {
                return day.toString();
            }
            case "date-time" -> {
                return LocalDateTime.of(day, LocalTime.of(random.nextInt(24), random.nextInt(60))) + ":00Z";
            }
            case "partial-time" -> {
                return "%02d:%02d:00".formatted(random.nextInt(24), random.nextInt(60));
            }
            case "byte" -> {
                return "AAEC";
            }
            default -> {
                return shape.pattern() == null
                        ? letters(shape, name, random)
                        : Sample.of(shape.pattern(), random).orElse("A-1");
            }
        }
    }

    private static String letters(Shape shape, String name, Random random) {
        int least = Math.max(1, shape.lengthMin());
        int length = least + random.nextInt(Math.min(shape.lengthMax() - least, TEXT_MAX) + 1);
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            String from = WORDS.matcher(name).find() ? LETTERS : CODE;
            text.append(from.charAt(random.nextInt(from.length())));
        }
        return text.toString();
    }
}

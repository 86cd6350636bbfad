package org.cunlu.bench.fuzz;

import io.micronaut.core.annotation.Nullable;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import org.cunlu.bench.fuzz.Operation.Param;
import org.cunlu.bench.fuzz.Values.Asked;

/** Makes requests that are as the description says, about what is there. */
final class Drafts {
    private static final String SECOND_FACTOR = "Second-Factor";
    private static final String CURSOR = "cursor";
    private static final String NEXT = "next";
    private static final String NOTHING = "0000000000000";

    private final Pool pool;
    private final Values values;
    private final Hints hints;
    private final Predicate<Operation> done;
    private final byte[] picture = picture();
    /** Acts that were refused for want of a second factor. */
    private final Set<String> guarded = ConcurrentHashMap.newKeySet();

    /** @param done whether such an act ever was done */
    Drafts(Pool pool, Values values, Hints hints, Predicate<Operation> done) {
        this.done = done;
        this.pool = pool;
        this.values = values;
        this.hints = hints;
    }

    void guarded(Operation operation) {
        guarded.add(operation.name());
    }

    Draft good(Operation operation, @Nullable Person person, Random random) {
        var draft = new Draft(operation, person);
        path(draft, random);
        for (Param param : operation.params()) {
            switch (param.in()) {
                case "query" -> query(draft, param, random);
                case "header" -> header(draft, param, random);
                default -> {
                    // What stands in the path has an order, and comes first.
                }
            }
        }
        // A code is good once, and there is one in half a minute: they are for what was not done yet.
        if (guarded.contains(operation.name())
                && person != null
                && (!done.test(operation) || random.nextInt(20) == 0)) {
            person.code().ifPresent(code -> draft.headers.put(SECOND_FACTOR, code));
        }
        body(draft, random);
        return draft;
    }

    /** From left to right, so that what is below something is asked of what it is below. */
    private void path(Draft draft, Random random) {
        Operation operation = draft.operation;
        for (String name : operation.pathNames()) {
            String shape = operation.path().substring(0, operation.path().indexOf("{" + name + "}") - 1);
            String concrete = shape;
            for (var known : draft.path.entrySet()) {
                concrete = concrete.replace("{" + known.getKey() + "}", String.valueOf(known.getValue()));
            }
            boolean only = hints.onlyOwn(operation);
            Optional<Object> own = draft.person == null || only ? Optional.empty() : draft.person.own(name);
            Object value =
                    own.or(() -> told(operation, name, random, draft.person)).orElse(NOTHING);
            if (own.isEmpty() && random.nextInt(100) < 94) {
                value = pool.drawOf(random, shape, concrete, name, only, draft.person)
                        .orElse(only ? NOTHING : value);
            }
            draft.path.put(name, value);
        }
    }

    private Optional<Object> told(Operation operation, String name, Random random, @Nullable Person person) {
        return hints.onlyOwn(operation)
                ? Optional.empty()
                : operation.params().stream()
                        .filter(param ->
                                param.in().equals("path") && param.name().equals(name))
                        .findFirst()
                        .map(param -> values.make(param.schema(), name, random, new Asked(person, Map.of())));
    }

    private Asked asked(Draft draft) {
        return new Asked(
                draft.person,
                draft.path.isEmpty()
                        ? Map.of()
                        : pool.facts(List.copyOf(draft.path.values()).getLast()));
    }

    private void query(Draft draft, Param param, Random random) {
        if (param.required() || random.nextInt(100) < hints.share(param.name())) {
            if (param.name().equals(CURSOR)) {
                // Only the app knows what one looks like.
                pool.draw(random, draft.operation.path() + "#" + NEXT, false)
                        .ifPresent(next -> draft.query.put(CURSOR, next));
                return;
            }
            draft.query.put(param.name(), values.make(param.schema(), param.name(), random, asked(draft)));
        }
    }

    private void header(Draft draft, Param param, Random random) {
        if (param.name().equals("Idempotency-Key")) {
            draft.headers.put(
                    param.name(), Long.toHexString(random.nextLong()) + "-" + Long.toHexString(random.nextLong()));
        } else if (!param.name().equals(SECOND_FACTOR) && (param.required() || random.nextInt(100) < 80)) {
            pool.draw(random, param.name(), false)
                    .or(() -> pool.draw(random, "token", false))
                    .ifPresent(value -> draft.headers.put(param.name(), value));
        } else if (param.name().equals(SECOND_FACTOR)) {
            guarded.add(draft.operation.name());
        }
    }

    private void body(Draft draft, Random random) {
        var said = draft.operation.said();
        if (said == null) {
            return;
        }
        if (said.json()) {
            draft.contentType = "application/json";
            draft.body = values.make(said.jsonSchema(), "", random, asked(draft));
            return;
        }
        var types = List.copyOf(said.byType().keySet());
        String type = types.get(random.nextInt(types.size()));
        boolean form = type.endsWith("form-urlencoded");
        boolean json = type.endsWith("json");
        boolean file = draft.operation.path().matches(".*(file|import|imports|bank-lines|bills).*");
        draft.contentType = type.contains("*") ? file ? "text/csv" : "image/png" : type;
        draft.raw = (form || json || file)
                ? (form ? "a=1" : json ? "{}" : "code,name\r\nA-1,甲\r\n").getBytes(StandardCharsets.UTF_8)
                : picture;
    }

    private static byte[] picture() {
        var image = new BufferedImage(32, 24, BufferedImage.TYPE_INT_RGB);
        image.setRGB(3, 3, 0x33aa55);
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}

package org.cunlu.bench.fuzz;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/**
 * What a description does not say: under which names a field's values are told elsewhere ({@code hints.properties}), and
 * which acts would end the run.
 */
final class Hints {
    private static final int SHARE = 55;
    private static final String SHARE_OF = "share.";
    private static final String SPARED = "spared.";

    private final Properties hints = new Properties();

    private Hints() {}

    static Hints read() {
        var read = new Hints();
        try (var in = new InputStreamReader(
                Objects.requireNonNull(Hints.class.getResourceAsStream("/fuzz/hints.properties")),
                StandardCharsets.UTF_8)) {
            read.hints.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read;
    }

    /** @return names under which such a value may be found, the likeliest first; {@code =…} is a value itself */
    List<String> sources(String name) {
        var sources = new ArrayList<String>();
        String told = hints.getProperty(name);
        if (told != null) {
            sources.addAll(List.of(told.split("\\s*,\\s*")));
        }
        sources.add(name);
        return sources;
    }

    /** @return of a hundred bodies, in how many a field stands that need not be there */
    int share(String name) {
        return Integer.parseInt(hints.getProperty(SHARE_OF + name, String.valueOf(SHARE)));
    }

    Object literal(String source, boolean number) {
        String value = source.substring(1);
        return number ? (Object) Long.valueOf(value) : value;
    }

    /** @return whether this act may only be done to what the run itself made: done to the demo's own people, it would end the run */
    boolean onlyOwn(Operation operation) {
        return "own".equals(hints.getProperty(SPARED + operation.name().replace(' ', '.')));
    }

    /** @return whether only what must be refused is asked of it: the county's clock, moved by chance, would be years away */
    boolean onlyRefusals(Operation operation) {
        return "refusals".equals(hints.getProperty(SPARED + operation.name().replace(' ', '.')));
    }
}

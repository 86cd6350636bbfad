package org.cunlu.accounts.notice;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cunlu.accounts.Notices;

/** What messages say: Chinese first, English beside it. The process does not start when a text is missing. */
@Singleton
class Texts {
    private static final Pattern FACT = Pattern.compile("\\{([a-z]+)}");
    private static final int FACT_LENGTH_MAX = 60;

    private final Map<Notices.Kind, String> texts = new EnumMap<>(Notices.Kind.class);

    Texts() {
        Properties chinese = read("notices_zh.properties");
        Properties english = read("notices_en.properties");
        for (Notices.Kind kind : Notices.Kind.values()) {
            texts.put(kind, text(chinese, kind) + " " + text(english, kind));
        }
    }

    /** @throws IllegalArgumentException when a fact is missing */
    String of(Notices.Kind kind, Map<String, String> facts) {
        Matcher matcher = FACT.matcher(texts.get(kind));
        return matcher.replaceAll(match -> Matcher.quoteReplacement(fact(kind, match.group(1), facts)));
    }

    private static String fact(Notices.Kind kind, String name, Map<String, String> facts) {
        String value = facts.get(name);
        if (value == null) {
            throw new IllegalArgumentException(kind + " needs the fact " + name);
        }
        String line = value.replaceAll("\\p{C}+", " ").strip();
        return line.codePointCount(0, line.length()) <= FACT_LENGTH_MAX
                ? line
                : line.substring(0, line.offsetByCodePoints(0, FACT_LENGTH_MAX));
    }

    private static String text(Properties properties, Notices.Kind kind) {
        String text = properties.getProperty(kind.name());
        if (text == null) {
            throw new IllegalStateException("no text for " + kind);
        }
        return text.strip();
    }

    private static Properties read(String file) {
        try (var in = Texts.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is not on the class path");
            }
            var properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

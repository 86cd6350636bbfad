package org.cunlu.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * No regular expression of ours looks at a text's characters more than a few times each or runs out of stack, whatever text of 20,000
 * characters it is held against. They are read from the sources, for most stand where they are used; characters are counted, not time.
 */
class PatternsTest {
    private static final List<String> MODULES =
            List.of("kernel", "accounts", "catalog", "logistics", "orders", "search", "web", "app");
    private static final int LENGTH = 20_000;
    /** For each character of the text. What grows with the square looks thousands of times. */
    private static final int LOOKS_MAX = 150;

    private static final String TEXT = "\"((?:[^\"\\\\\\n]|\\\\.)*+)\"";
    private static final Pattern USE = Pattern.compile(
            "(Pattern\\.compile|\\.matches|\\.replaceAll|\\.replaceFirst|\\.split|regexp\\s*=|\\bPATTERN\\s*=)\\s*\\(?\\s*((?:"
                    + TEXT + "\\s*+\\+?\\s*+)++)[,;)]");
    private static final Pattern ONE_TEXT = Pattern.compile(TEXT);
    /** As Java writes a character by its number. */
    private static final Pattern LETTER = Pattern.compile("(?<!\\\\)\\\\u([0-9a-fA-F]{4})");

    private static final Pattern FINDS =
            Pattern.compile("\\.(?:find|results|lookingAt|asPredicate)\\(|\\)\\.replaceAll\\(|[A-Z]\\.split\\(");
    private static final String ALPHABET = "aZ0_-. /\\\t\n\"'@:,;=&%<>()[]{}+#|^$*?!中é　";

    /** @param finds whether it is looked for within a text; else the whole text is held against it */
    private record Use(String where, String expression, boolean finds) {}

    @Test
    void noneIsSlowOnAnyLongText() throws IOException {
        var slow = new TreeSet<String>();
        for (Use use : uses()) {
            held(use).ifPresent(why -> slow.add(use.where() + ": " + use.expression() + " " + why));
        }
        assertThat(slow).isEmpty();
    }

    @Test
    void readsThemFromEveryModule() throws IOException {
        Set<String> files = uses().stream().map(Use::where).collect(Collectors.toSet());
        for (String module : MODULES) {
            assertThat(files).as(module).anyMatch(file -> file.startsWith(module + "/"));
        }
        assertThat(uses()).hasSizeGreaterThan(200);
    }

    @Test
    void seesOneThatIsSlowAndOneThatRunsOutOfStack() {
        assertThat(held(new Use("here", "(a+)+b", false))).isPresent();
        assertThat(held(new Use("here", "(?:a|b)*", false))).isPresent();
        assertThat(held(new Use("here", "\\s+$", true))).isPresent();
        assertThat(held(new Use("here", "[a-z]{1,40}", true))).isEmpty();
    }

    /** @return what happened to it; empty for nothing */
    private static Optional<String> held(Use use) {
        Pattern pattern;
        try {
            pattern = Pattern.compile(use.expression());
        } catch (PatternSyntaxException e) {
            return Optional.of("is none: " + e.getDescription());
        }
        for (String pump : pumps(use.expression())) {
            for (String end : List.of("", "!", "\n\u0000")) {
                var text = new Watched(pump.repeat(LENGTH / pump.length()) + end);
                try {
                    asked(pattern.matcher(text), use.finds());
                } catch (StackOverflowError e) {
                    return Optional.of("runs out of stack on " + shown(pump));
                } catch (TooManyLooks e) {
                    return Optional.of("looks too often at " + shown(pump));
                }
            }
        }
        return Optional.empty();
    }

    private static void asked(Matcher matcher, boolean finds) {
        if (!finds) {
            matcher.matches();
            return;
        }
        while (matcher.find()) {
            // As whoever replaces or splits goes on to the end.
        }
    }

    private static Set<String> pumps(String expression) {
        var pumps = new LinkedHashSet<String>();
        ALPHABET.chars().forEach(c -> pumps.add(Character.toString(c)));
        expression.chars().filter(c -> c > ' ').forEach(c -> pumps.add(Character.toString(c)));
        pumps.addAll(List.of("aA0", "a b", "a.", "a-", "a,", "0,", "a=b&", "\"\"", "a@b.", "&amp;", "<a>", "a\\"));
        return pumps;
    }

    private static String shown(String pump) {
        return pump.replace("\n", "\\n").replace("\t", "\\t");
    }

    private static List<Use> uses() throws IOException {
        Path root = Path.of("").toAbsolutePath().getParent();
        var uses = new ArrayList<Use>();
        for (String module : MODULES) {
            Path sources = root.resolve(module).resolve("src/main/java");
            try (var files = Files.walk(sources)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    uses.addAll(usesIn(module + "/" + file.getFileName(), Files.readString(file)));
                }
            }
        }
        return uses;
    }

    private static List<Use> usesIn(String where, String source) {
        return USE.matcher(source)
                .results()
                .map(use -> {
                    String means = use.group(1);
                    boolean finds = means.equals("Pattern.compile")
                            ? FINDS.matcher(source).find()
                            : means.startsWith(".replace") || means.equals(".split");
                    return new Use(where, text(use.group(2)), finds);
                })
                .toList();
    }

    private static String text(String literals) {
        return ONE_TEXT.matcher(literals)
                .results()
                .map(one -> LETTER.matcher(one.group(1))
                        .replaceAll(found ->
                                Matcher.quoteReplacement(Character.toString(Integer.parseInt(found.group(1), 16))))
                        .translateEscapes())
                .collect(Collectors.joining());
    }

    private static final class TooManyLooks extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A text that counts how often it is looked at. */
    private static final class Watched implements CharSequence {
        private final String text;
        private long looks;

        Watched(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            looks++;
            if (looks > (long) LOOKS_MAX * LENGTH) {
                throw new TooManyLooks();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}

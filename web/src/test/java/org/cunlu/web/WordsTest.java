package org.cunlu.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.MissingResourceException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final Pattern USE =
            Pattern.compile("(?:\\.text(?:Or)?\\(\\s*\"|\"(?=[a-z]+\\.note\\.))([a-zA-Z.-]+)\"");
    private final Words chinese = new Words(Language.ZH);
    private final Words english = new Words(Language.EN);

    @Test
    void saysEverythingInBothLanguages() {
        assertThat(english.all().keySet())
                .containsExactlyInAnyOrderElementsOf(chinese.all().keySet());
        assertThat(chinese.all().values()).noneMatch(String::isBlank);
        assertThat(english.all().values()).noneMatch(String::isBlank);
    }

    @Test
    void hasTheSameGapsInBothLanguages() {
        chinese.all()
                .forEach((key, text) ->
                        assertThat(gaps(english.all().get(key))).as(key).isEqualTo(gaps(text)));
    }

    @Test
    void hasEveryTextThatAPageAsksForAndNoOther() {
        Set<String> used = keysUsed();
        assertThat(chinese.all().keySet())
                .containsAll(used.stream().filter(key -> !key.endsWith(".")).toList());
        // A key that ends in a dot is completed at run time.
        assertThat(chinese.all().keySet())
                .allMatch(key -> used.contains(key)
                        || used.stream().anyMatch(start -> start.endsWith(".") && key.startsWith(start)));
    }

    @Test
    void doesNotHideAMissingText() {
        assertThatThrownBy(() -> english.text("home.nobody-wrote-this")).isInstanceOf(MissingResourceException.class);
    }

    @Test
    void speaksChineseUnlessAskedForEnglish() {
        assertThat(Language.of(null)).isEqualTo(Language.ZH);
        assertThat(Language.of("fr")).isEqualTo(Language.ZH);
        assertThat(Language.of("EN")).isEqualTo(Language.EN);
        assertThat(chinese.text("home.found", "忠橙")).isEqualTo("“忠橙”的搜索结果");
        assertThat(english.text("home.found", "忠橙")).isEqualTo("Results for “忠橙”");
    }

    @Test
    void staysInItsLanguageFromPageToPage() {
        assertThat(chinese.link("/")).isEqualTo("/");
        assertThat(english.link("/")).isEqualTo("/?lang=en");
        assertThat(english.link("/", "q", "a&b 橙", "cursor", null, "direction", ""))
                .isEqualTo("/?q=a%26b+%E6%A9%99&lang=en");
    }

    private static Set<String> keysUsed() {
        try (Stream<Path> templates = Files.walk(Path.of("src/main/jte"));
                Stream<Path> classes = Files.walk(Path.of("src/main/java"))) {
            return Stream.concat(templates, classes)
                    .filter(Files::isRegularFile)
                    .map(WordsTest::read)
                    .flatMap(text -> USE.matcher(text).results())
                    .map(use -> use.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> gaps(String text) {
        return Pattern.compile("\\{\\d}")
                .matcher(text)
                .results()
                .map(gap -> gap.group())
                .collect(Collectors.toSet());
    }
}

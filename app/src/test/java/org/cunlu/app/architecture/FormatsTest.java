package org.cunlu.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a text is formatted by stands in the source, and is never what somebody wrote. */
class FormatsTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final List<String> MODULES =
            List.of("kernel", "accounts", "catalog", "logistics", "orders", "search", "web", "app");

    /** The receiver of {@code formatted} is a literal, or a constant. */
    private static final Pattern RECEIVED = Pattern.compile("(\\S+?)\\s*\\.formatted\\(");

    private static final Pattern WRITTEN = Pattern.compile("\"$|(?:^|[^A-Za-z0-9_])[A-Z][A-Z0-9_]+$");
    private static final Pattern GIVEN =
            Pattern.compile("(?:String\\.format|\\.printf)\\(\\s*(?:Locale\\.ROOT,\\s*)?(\"?)|new (Formatter)\\(");

    /** Of these the one that is handed in is a private method's own, and stands there as it is. */
    private static final Set<String> KNOWN = Set.of("CountTable.java: half", "StandingTables.java: query");

    @Test
    void noneIsMadeOfWhatCame() throws IOException {
        var found = new TreeSet<String>();
        int read = 0;
        for (String module : MODULES) {
            try (var files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    String source = Files.readString(file);
                    read += source.contains("format") ? 1 : 0;
                    open(source).forEach(each -> found.add(file.getFileName() + ": " + each));
                }
            }
        }
        assertThat(read).isGreaterThan(40);
        assertThat(found).isEqualTo(new TreeSet<>(KNOWN));
    }

    @Test
    void seesOneThatIsMadeOfWhatCame() {
        assertThat(open("String.format(typed, 1); \"%d\".formatted(1); typed.formatted(1); SUMS.formatted(1)"))
                .containsExactlyInAnyOrder("String.format", "typed");
        assertThat(
                        open(
                                "out.printf(line); new Formatter(out); String.format(Locale.ROOT, \"%d\", 1); \"\"\"\n%s\n\"\"\"\n  .formatted(a)"))
                .containsExactlyInAnyOrder(".printf", "Formatter");
    }

    private static List<String> open(String source) {
        var open = new ArrayList<String>();
        RECEIVED.matcher(source)
                .results()
                .map(each -> each.group(1))
                .filter(each -> !WRITTEN.matcher(each).find())
                .map(each -> each.substring(each.lastIndexOf('(') + 1))
                .forEach(open::add);
        GIVEN.matcher(source)
                .results()
                .filter(each -> each.group(2) != null || each.group(1).isEmpty())
                .map(each -> each.group(2) != null
                        ? each.group(2)
                        : each.group().replaceFirst("\\(.*", "").strip())
                .forEach(open::add);
        return open;
    }
}

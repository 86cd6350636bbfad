package org.cunlu.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/security.md against the tests and sources that it speaks of: a line that no longer proves anything breaks the build. */
class SecurityPageTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*Test)(?:\\.(\\w+))?`");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (\\d+\\.\\d+\\.\\d+) \\| ([12]) \\| [^|]+ \\| ([^|]+) \\| ([^|]+) \\|$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([a-z-]+\\.md)");
    /** A requirement and its level, as the standard's release has them. */
    private static final Pattern REQUIRED = Pattern.compile("(\\d+\\.\\d+\\.\\d+) ([12])");

    private static final Pattern ALGORITHM = Pattern.compile(
            "(?:Cipher|Mac|MessageDigest|Signature|SecretKeyFactory)\\.getInstance\\(\\s*(?:\"([^\"]+)\"|ALGORITHM)");
    private static final Pattern CONSTANT = Pattern.compile("ALGORITHM = \"([^\"]+)\"");
    private static final Pattern INVENTORY = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

    @Test
    void everyTestThatItNamesIsThere() throws IOException {
        assertThat(missing(page(), tests())).isEmpty();
        assertThat(NAMED.matcher(page()).results()).hasSizeGreaterThan(200);
    }

    @Test
    void everyRequirementOfBothLevelsStandsThereOnceWithItsLevel() throws IOException {
        var required = new TreeMap<String, String>();
        try (var file = SecurityPageTest.class.getResourceAsStream("/asvs-5.0.0-levels.txt")) {
            REQUIRED.matcher(new String(file.readAllBytes(), StandardCharsets.US_ASCII))
                    .results()
                    .forEach(each -> required.put(each.group(1), each.group(2)));
        }
        assertThat(required).hasSize(253);
        assertThat(required.values().stream().filter("1"::equals)).hasSize(70);
        var decided = new TreeMap<String, String>();
        rows().forEach(row -> assertThat(decided.put(row.group(1), row.group(2)))
                .as(row.group(1))
                .isNull());
        assertThat(decided).isEqualTo(required);
    }

    @Test
    void eachLineIsDecidedAndWhatPassesNamesATestOrAPage() throws IOException {
        rows().forEach(row -> {
            assertThat(row.group(3)).as(row.group(1)).isIn("passes", "does not apply", "**not yet**");
            if (row.group(3).equals("passes")) {
                assertThat(NAMED.matcher(row.group(4)).find() || row.group(4).contains("]("))
                        .as(row.group())
                        .isTrue();
            }
        });
        for (MatchResult link : LINK.matcher(page()).results().toList()) {
            assertThat(ROOT.resolve("docs").resolve(link.group(1))).exists();
        }
    }

    @Test
    void whatItCountsIsWhatStandsThere() throws IOException {
        for (String level : List.of("1", "2")) {
            List<String> decided = rows().filter(row -> row.group(2).equals(level))
                    .map(row -> row.group(3))
                    .toList();
            assertThat(page())
                    .contains("Level " + level + ": " + count(decided, "passes") + " pass, "
                            + count(decided, "does not apply") + " do not apply, " + count(decided, "**not yet**")
                            + " not yet.");
        }
    }

    @Test
    void itsCryptographyIsThatOfTheSources() throws IOException {
        String page = page();
        String inventory = page.substring(page.indexOf("\n## Cryptography"), page.indexOf("\n## Data"));
        var written = new TreeSet<String>();
        INVENTORY.matcher(inventory).results().forEach(row -> written.add(row.group(1)));
        var used = new TreeSet<String>();
        for (String module : List.of("kernel", "accounts", "catalog", "logistics", "orders", "search", "web", "app")) {
            for (Path file : java(ROOT.resolve(module).resolve("src/main/java"))) {
                used.addAll(algorithms(Files.readString(file)));
            }
        }
        assertThat(written).isEqualTo(used);
    }

    @Test
    void seesATestThatIsNotThere() {
        var there = Map.of("StepsTest", List.of("goOn"));
        assertThat(missing("`StepsTest`, `StepsTest.goOn`", there)).isEmpty();
        assertThat(missing("`StepsTest.goBack`, `LeapsTest`", there)).containsExactly("StepsTest.goBack", "LeapsTest");
        assertThat(algorithms("Cipher.getInstance(\"DES\")")).containsExactly("DES");
    }

    private static List<String> missing(String page, Map<String, List<String>> tests) {
        return NAMED.matcher(page)
                .results()
                .filter(named -> !tests.containsKey(named.group(1))
                        || named.group(2) != null && !tests.get(named.group(1)).contains(named.group(2)))
                .map(named -> named.group(2) == null ? named.group(1) : named.group(1) + "." + named.group(2))
                .toList();
    }

    private static List<String> algorithms(String source) {
        String constant = CONSTANT.matcher(source)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElse("");
        return ALGORITHM
                .matcher(source)
                .results()
                .map(found -> found.group(1) == null ? constant : found.group(1))
                .toList();
    }

    private static long count(List<String> decided, String how) {
        return decided.stream().filter(how::equals).count();
    }

    private static Stream<MatchResult> rows() throws IOException {
        return ROW.matcher(page()).results();
    }

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs/security.md"));
    }

    /** @return each test class with its methods; several of one name are one */
    private static Map<String, List<String>> tests() throws IOException {
        Pattern method = Pattern.compile("(?m)^    (?:public )?(?:void|Stream<DynamicTest>) (\\w+)\\(");
        var tests = new TreeMap<String, List<String>>();
        try (var modules = Files.list(ROOT)) {
            for (Path sources : modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                for (Path file : java(sources)) {
                    String name = file.getFileName().toString().replace(".java", "");
                    if (name.endsWith("Test")) {
                        List<String> methods = tests.computeIfAbsent(name, _ -> new ArrayList<>());
                        method.matcher(Files.readString(file)).results().forEach(found -> methods.add(found.group(1)));
                    }
                }
            }
        }
        return tests;
    }

    private static List<Path> java(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(path -> path.toString().endsWith(".java")).toList();
        }
    }
}

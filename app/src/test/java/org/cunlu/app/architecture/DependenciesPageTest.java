package org.cunlu.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/dependencies.md against the poms: each part that they name stands there with its version, and nothing else does. */
class DependenciesPageTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern NAMED = Pattern.compile(
            "<(?:dependency|artifactItem)>\\s*<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>(?:\\s*<version>([^<]+)</version>)?");
    private static final Pattern PLUGIN = Pattern.compile(
            "<plugin>(?:\\s*<groupId>[^<]+</groupId>)?\\s*<artifactId>([^<]+)</artifactId>(?:\\s*<!--.*?-->)?\\s*<version>([^<]+)</version>");
    private static final Pattern PROPERTY = Pattern.compile("<([a-z.-]+\\.version)>([^<]+)</");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]+)}");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`:]+:[^`]+)` \\|(.*)\\|$");
    private static final Pattern LOOK = Pattern.compile("Last look: \\*\\*(\\d{4}-\\d{2}-\\d{2})\\*\\*");

    @Test
    void everyPartOfThePomsStandsThereAndNoOther() throws IOException {
        assertThat(rows(page()).keySet()).isEqualTo(new TreeSet<>(named().keySet()));
    }

    @Test
    void eachHasTheVersionThatThePomsName() throws IOException {
        Map<String, String> rows = rows(page());
        named().forEach((part, versions) ->
                versions.forEach(version -> assertThat(rows.get(part)).as(part).contains(" " + version + " ")));
    }

    @Test
    void eachSaysWhatForUnderWhichLicenceAndWhatIsKnownOfIt() throws IOException {
        rows(page())
                .forEach((part, row) -> assertThat(row.split("\\|"))
                        .as(part)
                        .hasSizeGreaterThanOrEqualTo(3)
                        .allSatisfy(
                                cell -> assertThat(cell.strip()).isNotEmpty().isNotEqualTo("?")));
    }

    @Test
    void pluginsStandThereWithTheirVersions() throws IOException {
        String page = page();
        PLUGIN.matcher(Files.readString(ROOT.resolve("pom.xml")))
                .results()
                .forEach(plugin -> assertThat(page).contains("`" + plugin.group(1) + "` " + plugin.group(2)));
    }

    @Test
    void theLookHasADay() throws IOException {
        var look = LOOK.matcher(page());
        assertThat(look.find()).isTrue();
        assertThat(LocalDate.parse(look.group(1))).isAfter(LocalDate.of(2026, 1, 1));
    }

    @Test
    void seesAPartThatIsNotThere() {
        String pom = "<dependency><groupId>a.b</groupId><artifactId>c</artifactId><version>1</version></dependency>";
        assertThat(namedIn(pom, Map.of())).containsEntry("a.b:c", "1");
        assertThat(rows("| `a.b:d` | x | 1 |")).doesNotContainKey("a.b:c");
    }

    /** @return each part that a module uses, with the versions that poms name; none where the platform does */
    private static Map<String, Set<String>> named() throws IOException {
        String root = Files.readString(ROOT.resolve("pom.xml"));
        Map<String, String> properties = PROPERTY.matcher(root)
                .results()
                .collect(Collectors.toMap(property -> property.group(1), property -> property.group(2)));
        Map<String, String> managed = namedIn(root, properties);
        var named = new TreeMap<String, Set<String>>();
        for (String pom : poms().toList()) {
            namedIn(pom, properties).forEach((part, version) -> {
                if (!part.startsWith("org.cunlu:")) {
                    Set<String> versions = named.computeIfAbsent(part, _ -> new TreeSet<>());
                    String effective = version.isEmpty() ? managed.getOrDefault(part, "") : version;
                    if (!effective.isEmpty()) {
                        versions.add(effective);
                    }
                }
            });
        }
        return named;
    }

    private static Map<String, String> namedIn(String pom, Map<String, String> properties) {
        var named = new TreeMap<String, String>();
        NAMED.matcher(pom).results().forEach(found -> {
            String version = found.group(3) == null ? "" : found.group(3);
            var reference = REFERENCE.matcher(version);
            named.put(
                    found.group(1) + ":" + found.group(2),
                    reference.matches() ? properties.getOrDefault(reference.group(1), "") : version);
        });
        return named;
    }

    private static Map<String, String> rows(String page) {
        return ROW.matcher(page)
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1), row -> row.group(2), (one, other) -> one + "|" + other, TreeMap::new));
    }

    private static Stream<String> poms() throws IOException {
        try (var modules = Files.list(ROOT)) {
            List<Path> poms = modules.map(module -> module.resolve("pom.xml"))
                    .filter(Files::isRegularFile)
                    .toList();
            return poms.stream().map(DependenciesPageTest::read);
        }
    }

    private static String read(Path pom) {
        try {
            return Files.readString(pom);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs/dependencies.md"));
    }
}

package org.cunlu.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** SQL is text, which ArchUnit cannot see: so the sources are read. */
class TablesStayInTheirRoomTest {
    private static final Map<String, String> ROOMS = Map.of(
            "ker", "kernel", "acc", "accounts", "cat", "catalog", "log", "logistics", "ord", "orders", "sea", "search");
    private static final Pattern WRITES = Pattern.compile(
            "(?i)(?:INSERT\\s+(?:IGNORE\\s+)?INTO|UPDATE|DELETE\\s+FROM|REPLACE\\s+INTO)\\s+(ker|acc|cat|log|ord|sea)_\\w+");
    private static final Pattern WRITES_LEVELS = Pattern.compile(
            "(?i)(?:INSERT\\s+(?:IGNORE\\s+)?INTO|UPDATE|DELETE\\s+FROM|REPLACE\\s+INTO)\\s+log_stock_level");

    @Test
    void noModuleWritesAnothersTables() throws IOException {
        assertThat(intrusions(sources())).isEmpty();
    }

    @Test
    void onlyTheStockFeatureWritesLevels() throws IOException {
        assertThat(levelWriters(sources())).isEmpty();
    }

    @Test
    void seesAnIntruder() {
        var planted = List.of(
                new Source("orders", Path.of("orders/placing/X.java"), "UPDATE log_stock_level SET on_hand = 1"));
        assertThat(intrusions(planted)).hasSize(1);
        assertThat(levelWriters(planted)).hasSize(1);
    }

    @Test
    void readsTheSourcesOfEveryRoom() throws IOException {
        assertThat(sources())
                .extracting(Source::module)
                .contains("kernel", "accounts", "catalog", "logistics", "orders");
    }

    private static List<String> intrusions(List<Source> sources) {
        var found = new ArrayList<String>();
        for (Source source : sources) {
            var match = WRITES.matcher(source.text());
            while (match.find()) {
                if (!ROOMS.get(match.group(1)).equals(source.module())) {
                    found.add(source.path() + ": " + match.group());
                }
            }
        }
        return found;
    }

    private static List<String> levelWriters(List<Source> sources) {
        return sources.stream()
                .filter(source -> !source.path().toString().contains("org/cunlu/logistics/stock/"))
                .filter(source -> WRITES_LEVELS.matcher(source.text()).find())
                .map(source -> source.path().toString())
                .toList();
    }

    private static List<Source> sources() throws IOException {
        Path root = Path.of("").toAbsolutePath().getParent();
        var sources = new ArrayList<Source>();
        for (String module : ROOMS.values()) {
            try (var files = Files.walk(root.resolve(module).resolve("src/main/java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    sources.add(new Source(module, file, Files.readString(file)));
                }
            }
        }
        return sources;
    }

    private record Source(String module, Path path, String text) {}
}

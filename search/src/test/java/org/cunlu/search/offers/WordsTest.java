package org.cunlu.search.offers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.CatalogImport;
import org.cunlu.catalog.Offer;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.db.Sql;
import org.cunlu.search.Search;
import org.cunlu.search.Words;
import org.cunlu.search.words.SaidWords;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What operators say of words is in force for indexing and asking alike, at every instance. */
@MicronautTest(transactional = false)
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WordsTest implements TestPropertyProvider {
    private static final Path DEMO = Path.of("../app/src/main/resources/demo/catalog.csv");
    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    CatalogImport loading;

    @Inject
    ApplicationContext context;

    @Inject
    OfferIndex index;

    @Inject
    Gate gate;

    @Inject
    Search search;

    @Inject
    Words words;

    @Inject
    Sql sql;

    @Override
    public Map<String, String> getProperties() {
        var properties = new LinkedHashMap<>(
                TestServers.properties("searchwords", Server.DATABASE, Server.BROKER, Server.SEARCH));
        properties.put("cunlu.es.patience", "5s");
        properties.put("cunlu.es.watch", "300ms");
        return properties;
    }

    @BeforeAll
    void loadTheDemoCounty() throws IOException {
        try (var csv = Files.newBufferedReader(DEMO)) {
            assertThat(loading.load(csv, false, "tester").faults()).isEmpty();
        }
    }

    @Test
    void aWordThatMeansTheSameIsFoundOnceTheIndexWasMadeAnewAndNotWhenItIsGoneAgain() {
        inForce();
        assertThat(found("天灯")).isEmpty();
        long before = words.version();
        var said = new SaidWords(context);
        assertThat(said.put("SAME-LAMPS", "SAME", List.of("天灯", "灯泡"), 0)).isEqualTo("SAME-LAMPS 1");
        assertThat(words.version()).isEqualTo(before + 1);
        inForce();
        assertThat(found("天灯")).contains("GX-LEDDENG");
        assertThat(said.put("SAME-LAMPS", "SAME", List.of("天灯", "灯泡"), 0))
                .as("the same again")
                .isEqualTo("SAME-LAMPS 1");
        assertThat(said.put("SAME-LAMPS", "SAME", List.of("天灯", "电灯"), 0)).isEqualTo("words-changed");
        assertThat(said.remove("SAME-LAMPS", 2)).isEqualTo("words-changed");
        assertThat(said.remove("SAME-LAMPS", 1)).isEqualTo("done");
        assertThat(said.remove("SAME-LAMPS", 1)).as("gone already").isEqualTo("done");
        inForce();
        assertThat(found("天灯")).isEmpty();
        assertThat(sql.one(
                        "SELECT COUNT(*) AS n FROM ker_trail WHERE act = 'search.words' AND subject = 'SAME-LAMPS'",
                        row -> row.number("n")))
                .contains(2L);
    }

    @Test
    void whatIsNoWordOrAloneIsRefused() {
        var said = new SaidWords(context);
        assertThat(said.put("NAME-1", "NAME", List.of("a b"), 0)).isEqualTo("not-a-word");
        assertThat(said.put("NAME-1", "NAME", List.of("<script>"), 0)).isEqualTo("not-a-word");
        assertThat(said.put("NAME-1", "NAME", List.of("长".repeat(21)), 0)).isEqualTo("not-a-word");
        assertThat(said.put("SAME-1", "SAME", List.of("灯泡"), 0)).isEqualTo("too-few-or-many");
        assertThat(said.put("SAME-1", "SAME", List.of("灯泡", "灯泡 "), 0)).isEqualTo("too-few-or-many");
    }

    private void inForce() {
        await().atMost(SOON).until(() -> gate.isOpen() && index.current());
    }

    private List<String> found(String text) {
        return search.find(new Search.Query(text, null, null, null, null, 50)).items().stream()
                .map(Offer::productCode)
                .distinct()
                .toList();
    }
}

package org.cunlu.search.offers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cunlu.catalog.CatalogImport;
import org.cunlu.catalog.InputImport;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.search.Search;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * How well the demo's goods are found: {@code judged.csv} says for each question which products are wanted and how much (3 what was
 * asked for, 1 what may do), by what is asked and not by what is found; {@code judged-names.csv} says so of what people and the trade call
 * goods, of units and of long questions. Another such file, named by {@code CUNLU_JUDGED}, is judged too,
 * and only printed.
 */
@MicronautTest(transactional = false)
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JudgedTest implements TestPropertyProvider {
    private static final Path DEMO = Path.of("../app/src/main/resources/demo/catalog.csv");

    @Inject
    CatalogImport loading;

    @Inject
    InputImport inputs;

    @Inject
    Offers offers;

    @Inject
    OfferIndex index;

    @Inject
    Gate gate;

    @Inject
    Search search;

    @Override
    public Map<String, String> getProperties() {
        var properties =
                new LinkedHashMap<>(TestServers.properties("judged", Server.DATABASE, Server.BROKER, Server.SEARCH));
        properties.put("cunlu.es.patience", "5s");
        properties.put("cunlu.es.watch", "300ms");
        return properties;
    }

    private record Judged(String family, String query, Map<String, Integer> wanted) {}

    private record Score(double ndcg, double recall) {}

    @Test
    void whatIsAskedForIsFoundAndComesFirst() throws IOException {
        load();
        List<String> products = offers.onSale(new Offers.Filter(null, null, null, null), null, 1_000).items().stream()
                .map(Offer::productCode)
                .distinct()
                .toList();
        await().atMost(Duration.ofSeconds(60)).until(gate::isOpen);
        await().atMost(Duration.ofSeconds(60)).until(() -> index.versions().size() > products.size());
        List<Score> all = scored("/judged.csv", products);
        assertThat(all).hasSizeGreaterThanOrEqualTo(300);
        List<Score> names = scored("/judged-names.csv", products);
        assertThat(mean(all, true)).as("nDCG@10").isGreaterThanOrEqualTo(0.90);
        assertThat(mean(all, false)).as("recall@20").isGreaterThanOrEqualTo(0.97);
        assertThat(mean(names, true)).as("nDCG@10 of names").isGreaterThanOrEqualTo(0.90);
        assertThat(mean(names, false)).as("recall@20 of names").isGreaterThanOrEqualTo(0.90);
        String other = System.getenv("CUNLU_JUDGED");
        if (other != null) {
            System.out.println("judged " + other);
            scored(judged(Files.readAllLines(Path.of(other)), products));
        }
    }

    private List<Score> scored(List<Judged> judged) {
        var scores = new TreeMap<String, List<Score>>();
        var weak = new ArrayList<String>();
        for (Judged each : judged) {
            List<String> found =
                    search.find(new Search.Query(each.query(), null, null, null, null, 100)).items().stream()
                            .map(Offer::productCode)
                            .distinct()
                            .toList();
            Score score = score(each.wanted(), found);
            scores.computeIfAbsent(each.family(), _ -> new ArrayList<>()).add(score);
            if (score.ndcg() < 0.8 || score.recall() < 1) {
                weak.add(String.format(
                        "%.2f %.2f %s \"%s\": %s",
                        score.ndcg(),
                        score.recall(),
                        each.family(),
                        each.query(),
                        found.stream().limit(6).toList()));
            }
        }
        weak.forEach(System.out::println);
        scores.forEach((family, all) -> print(family, all));
        List<Score> all = scores.values().stream().flatMap(List::stream).toList();
        print("all", all);
        return all;
    }

    private void load() throws IOException {
        try (var csv = Files.newBufferedReader(DEMO)) {
            assertThat(loading.load(csv, false, "tester").faults()).isEmpty();
        }
        try (var csv = Files.newBufferedReader(DEMO.resolveSibling("inputs.csv"))) {
            assertThat(inputs.registrations(csv, false, "tester").faults()).isEmpty();
        }
    }

    private List<Score> scored(String resource, List<String> products) throws IOException {
        try (var file = new InputStreamReader(JudgedTest.class.getResourceAsStream(resource), StandardCharsets.UTF_8)) {
            System.out.println("judged " + resource);
            return scored(judged(file.readAllLines(), products));
        }
    }

    private static List<Judged> judged(List<String> lines, List<String> products) {
        return lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(row -> new Judged(row[0], row[1], wanted(row[2], products)))
                .toList();
    }

    /** @param said codes with their grades, {@code *} for whatever follows; the first that fits counts */
    private static Map<String, Integer> wanted(String said, List<String> products) {
        var wanted = new HashMap<String, Integer>();
        for (String each : said.isEmpty() ? new String[0] : said.split(" ")) {
            String code = each.substring(0, each.indexOf(':'));
            int grade = Integer.parseInt(each.substring(each.indexOf(':') + 1));
            List<String> fitting = products.stream()
                    .filter(product -> code.endsWith("*")
                            ? product.startsWith(code.substring(0, code.length() - 1))
                            : product.equals(code))
                    .toList();
            assertThat(fitting).as("products of " + each).isNotEmpty();
            fitting.forEach(product -> wanted.putIfAbsent(product, grade));
        }
        return wanted;
    }

    /** Whoever wants nothing is served well by nothing. */
    private static Score score(Map<String, Integer> wanted, List<String> found) {
        if (wanted.isEmpty()) {
            return found.isEmpty() ? new Score(1, 1) : new Score(0, 0);
        }
        List<Integer> got = found.stream()
                .limit(10)
                .map(code -> wanted.getOrDefault(code, 0))
                .toList();
        List<Integer> best = wanted.values().stream()
                .sorted(Comparator.reverseOrder())
                .limit(10)
                .toList();
        var first = found.stream().limit(20).collect(Collectors.toCollection(TreeSet::new));
        long reached = wanted.keySet().stream().filter(first::contains).count();
        return new Score(gain(got) / gain(best), (double) reached / Math.min(20, wanted.size()));
    }

    private static double gain(List<Integer> grades) {
        double sum = 0;
        for (int i = 0; i < grades.size(); i++) {
            sum += (Math.pow(2, grades.get(i)) - 1) / (Math.log(i + 2) / Math.log(2));
        }
        return sum;
    }

    private static double mean(List<Score> scores, boolean ndcg) {
        return scores.stream()
                .mapToDouble(score -> ndcg ? score.ndcg() : score.recall())
                .average()
                .orElseThrow();
    }

    private static void print(String family, List<Score> scores) {
        System.out.printf(
                "judged %-9s %4d questions, nDCG@10 %.3f, recall@20 %.3f%n",
                family, scores.size(), mean(scores, true), mean(scores, false));
    }
}

package org.cunlu.search.offers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.type.Argument;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.http.uri.UriBuilder;
import io.micronaut.json.JsonMapper;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cunlu.catalog.CatalogImport;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.catalog.ProductDetails;
import org.cunlu.catalog.ProductType;
import org.cunlu.catalog.ProductTypes;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.NetworkImport;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Promises;
import org.cunlu.logistics.StockImport;
import org.cunlu.search.Deliveries.Arriving;
import org.cunlu.search.Search;
import org.cunlu.search.Search.Field;
import org.cunlu.search.Similar;
import org.cunlu.search.Way;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who says to which village learns when it can be there; a product comes once; nothing that somebody asks for breaks anything. */
@MicronautTest(transactional = false)
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FindingTest implements TestPropertyProvider {
    private static final Path DEMO = Path.of("../app/src/main/resources/demo");
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final Duration STOCK_INDEXED = Duration.ofSeconds(5);
    private static final String VILLAGE = "500233112203";
    /** A SKU of several sellers of which nothing stands anywhere. */
    private static final String NOT_TO_BE_HAD = "ZC-XIACHENG-2K5";

    @Inject
    CatalogImport loading;

    @Inject
    NetworkImport network;

    @Inject
    StockImport stock;

    @Inject
    ProductTypes types;

    @Inject
    ProductDetails details;

    @Inject
    Offers offers;

    @Inject
    OfferIndex index;

    @Inject
    Besides besides;

    @Inject
    Promises promises;

    @Inject
    Gate gate;

    @Inject
    Search search;

    @Inject
    Similar similar;

    @Inject
    SearchController controller;

    @Inject
    JsonMapper json;

    @Inject
    Clock clock;

    @Inject
    @Client("/")
    HttpClient http;

    private List<Offer> all;

    @Override
    public Map<String, String> getProperties() {
        var properties =
                new LinkedHashMap<>(TestServers.properties("finding", Server.DATABASE, Server.BROKER, Server.SEARCH));
        properties.put("cunlu.es.patience", "10s");
        properties.put("cunlu.es.watch", "300ms");
        // Counted alone, whatever it is: who signs is another test's matter.
        properties.put("cunlu.logistics.adjust-limit", "1000000");
        properties.put("cunlu.logistics.adjust-limit-fen", "1000000000");
        return properties;
    }

    @BeforeAll
    void loadTheDemoCounty() throws IOException {
        try (var csv = Files.newBufferedReader(DEMO.resolve("network.csv"))) {
            assertThat(network.network(csv, false, "tester").faults()).isEmpty();
        }
        try (var csv = Files.newBufferedReader(DEMO.resolve("catalog.csv"))) {
            assertThat(loading.load(csv, false, "tester").faults()).isEmpty();
        }
        json.readValue(Files.readString(DEMO.resolve("types.json")), Argument.listOf(ProductType.class))
                .forEach(type -> types.keep(type, "tester"));
        try (var csv = Files.newBufferedReader(DEMO.resolve("details.csv"))) {
            assertThat(details.load(csv, false, "tester").faults()).isEmpty();
        }
        String some = Files.readAllLines(DEMO.resolve("stock.csv")).stream()
                .filter(line -> !line.startsWith(NOT_TO_BE_HAD + ","))
                .collect(Collectors.joining("\n"));
        assertThat(stock.stock(new StringReader(some), false, "tester").faults())
                .isEmpty();
        all = offers.onSale(new Offers.Filter(null, null, null, null), null, 1_000)
                .items();
        await().atMost(SOON).until(() -> gate.isOpen() && told());
    }

    @Test
    void aVillageLearnsWhenEachThingCanBeThereAndNeverTooEarly() {
        // Before it is asked: a bus that leaves meanwhile makes nothing earlier.
        Instant now = clock.instant();
        Search.Found found = there(null, false, null);
        assertThat(found.items()).hasSameSizeAs(all);
        assertThat(found.deliveries()).isNotEmpty();
        Map<String, List<Way>> ways = besides.ways(all);
        for (Offer offer : all) {
            Instant exact = ways.get(offer.id()).stream()
                    .map(way -> exact(offer, way.nodeCode(), now.minusSeconds(5)))
                    .filter(Objects::nonNull)
                    .min(Comparator.naturalOrder())
                    .orElse(null);
            Arriving told = found.deliveries().get(offer.id());
            if (told != null) {
                assertThat(exact).as(offer.productName()).isNotNull();
                assertThat(told.availableAt()).as(offer.productName()).isAfterOrEqualTo(exact);
                assertThat(offer.sourceNodes()).contains(told.from());
            }
        }
    }

    @Test
    void whatIsWantedByADayAndSortedBySpeedOrDistanceIsWhatTheTimetableSays() {
        Search.Found found = there(null, true, null);
        Map<String, Arriving> arriving = there(null, false, null).deliveries();
        assertThat(ids(found.items())).isEqualTo(arriving.keySet());
        assertThat(found.total()).isEqualTo(arriving.size());
        LocalDate first = arriving.values().stream()
                .map(each -> each.arrival().date())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        for (LocalDate by : List.of(first.minusDays(1), first, first.plusDays(1), first.plusDays(30))) {
            assertThat(ids(there(null, true, by).items()))
                    .as("by %s", by)
                    .isEqualTo(arriving.entrySet().stream()
                            .filter(each -> !each.getValue().arrival().date().isAfter(by))
                            .map(Map.Entry::getKey)
                            .collect(Collectors.toSet()));
        }
        Search.Found soonest = there(Search.Sort.SOONEST, false, null);
        List<Arriving> inOrder = soonest.items().stream()
                .map(offer -> soonest.deliveries().get(offer.id()))
                .toList();
        assertThat(inOrder.subList(0, arriving.size()))
                .doesNotContainNull()
                .isSortedAccordingTo(
                        Comparator.comparing(each -> each.availableAt().getEpochSecond() / 60));
        assertThat(inOrder.subList(arriving.size(), all.size()))
                .hasSizeGreaterThan(1)
                .containsOnlyNulls();
        Offer nearest = there(Search.Sort.NEAREST, true, null).items().getFirst();
        assertThat(nearest.sourceNodes()).anyMatch(node -> node.startsWith(VILLAGE.substring(0, 9)));
        assertThat(there(Search.Sort.SOONEST, true, null, "忠橙").items())
                .isNotEmpty()
                .allMatch(offer -> arriving.containsKey(offer.id()));
    }

    @Test
    void whatIsSoldOutOrCameInIsKnownWithinFiveSeconds() {
        Offer offer = all.stream()
                .filter(each -> each.sourceNodes().size() == 1
                        && !each.sku().lotTracked()
                        && there(null, true, null).deliveries().containsKey(each.id()))
                .findFirst()
                .orElseThrow();
        // A machine that stands still for seconds says nothing of the index: the quickest of a few counts, each way.
        Duration out = SOON;
        Duration in = SOON;
        for (int i = 0; i < 3 && (out.compareTo(STOCK_INDEXED) > 0 || in.compareTo(STOCK_INDEXED) > 0); i++) {
            out = shorter(out, untilIndexed(offer, 0));
            in = shorter(in, untilIndexed(offer, 50));
        }
        assertThat(out).as("sold out").isLessThanOrEqualTo(STOCK_INDEXED);
        assertThat(in).as("came in").isLessThanOrEqualTo(STOCK_INDEXED);
    }

    /** @return from before the stock is changed until whoever asks is answered so */
    private Duration untilIndexed(Offer offer, long pieces) {
        long begun = System.nanoTime();
        stand(offer, pieces);
        await().atMost(SOON).pollInterval(Duration.ofMillis(100)).until(() -> indexed(offer) == pieces > 0);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        System.out.printf("stock of %d pieces to index %d ms%n", pieces, took.toMillis());
        return took;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    @Test
    void aProductComesOnceAndEachFieldIsCountedAsIfItWereNotNarrowedItself() {
        long seed = System.nanoTime();
        System.out.println("FindingTest seed " + seed);
        var random = new Random(seed);
        var plain = new PlainCounting(all, besides.of(all));
        for (int round = 0; round < 30; round++) {
            Search.Query query = plain.anyQuery(random);
            var seen = new ArrayList<String>();
            Search.Found first = search.find(query);
            Search.Found piece = first;
            piece.items().forEach(offer -> seen.add(offer.productCode()));
            while (piece.next() != null) {
                piece = search.find(query.from(piece.next(), query.limit()));
                piece.items().forEach(offer -> seen.add(offer.productCode()));
            }
            assertThat(seen)
                    .as("%s", query)
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(plain.products(query, null));
            assertThat(first.total()).isEqualTo(seen.size());
            for (Search.Facet facet : first.facets()) {
                var counted = new TreeMap<String, Long>();
                facet.choices().forEach(choice -> counted.put(choice.code(), choice.offers()));
                assertThat(counted)
                        .as("%s %s of %s", facet.field(), facet.attribute(), query)
                        .isEqualTo(plain.counts(query, new Narrowed.Key(facet.field(), facet.attribute())));
            }
        }
    }

    @Test
    void whatIsAskedBadlyIsAnsweredOrRefusedAndNeverBreaksAnything() {
        String fifty = "&attribute=A%d%%3DX".repeat(50);
        var rows = new ArrayList<>(List.of(
                "village=000000000000",
                "village=%27%20OR%201%3D1",
                "village=%7B%22a%22%3A1%7D",
                "reachable=true",
                "by=2026-02-30&village=" + VILLAGE,
                "by=Thursday&village=" + VILLAGE,
                "sort=SOONEST",
                "minFen=-1",
                "maxFen=-9223372036854775808",
                "minFen=99999999999999999999",
                "cursor=PE9999",
                "cursor=PE9990&limit=100",
                "cursor=P;DROP",
                "limit=1000000",
                "limit=-1",
                "attribute=nonsense",
                "attribute=%3D",
                "attribute=.*%3D.*",
                "origin=500233112%22%7D%7D&grade=%2A&brand=%2A%3A%2A",
                "explain=true",
                String.format(
                        fifty.substring(1),
                        java.util.stream.IntStream.range(0, 50).boxed().toArray())));
        for (String q : List.of(
                "橙".repeat(3_400),
                "x".repeat(10_240),
                "，。！？…",
                "🍊🍊🍊",
                "\u0000\u0001\u001b[31m\u2028",
                "name:(忠橙 AND *)^9 OR _exists_:price_fen",
                "{\"query\":{\"match_all\":{}}}",
                "\"}},{\"script\":{\"source\":\"1/0\"}}",
                "'; DROP TABLE cat_offer; --",
                "${jndi:ldap://x}",
                "../../etc/passwd",
                "/.*/",
                "忠橙~99999 ".repeat(200))) {
            rows.add(UriBuilder.of("").queryParam("q", q).build().toString().substring(1));
        }
        var wrong = new ArrayList<String>();
        for (String row : rows) {
            long begun = System.nanoTime();
            int status = status("/api/shop/offers?" + row);
            long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
            if (status >= 500 || millis > 10_000) {
                wrong.add(status + " after " + millis + " ms: " + row.substring(0, Math.min(80, row.length())));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(gate.isOpen())
                .as("nobody shuts the index to others by what he asks")
                .isTrue();
        assertThat(status("/api/shop/offers?village=000000000000")).isEqualTo(400);
        assertThat(status("/api/shop/offers?cursor=PE9990&limit=100")).isEqualTo(400);
        assertThat(status("/api/shop/offers?explain=true")).isEqualTo(401);
        assertThat(status("/api/shop/offers?" + rows.get(20))).isEqualTo(400);
        assertThat(status("/api/shop/offers?village=" + VILLAGE + "&reachable=true&sort=SOONEST"))
                .isEqualTo(200);
    }

    @Test
    void anEmptyListSaysWhatToGiveUpAndWhatOthersBuy() {
        var query = new Search.Query(
                "土家腊肉",
                null,
                null,
                org.cunlu.catalog.Direction.DOWN,
                Search.Narrowing.NONE,
                null,
                null,
                10,
                new Search.Manner(new Search.Destination(VILLAGE, false, null), true, false));
        Search.Found found = search.find(query);
        assertThat(found.items()).isEmpty();
        assertThat(found.help().loosen()).containsExactly(Field.DIRECTION);
        assertThat(found.help().instead()).isNotEmpty();
        LocalDate yesterday =
                LocalDate.now(clock.withZone(java.time.ZoneOffset.UTC)).minusDays(1);
        Search.Found never = there(null, true, yesterday);
        assertThat(never.items()).isEmpty();
        assertThat(never.help().anyDay()).isTrue();
        assertThat(search.find(new Search.Query("忠橙", null, null, null, null, 5))
                        .help())
                .isNull();
    }

    @Test
    void othersLikeAProductAreOfItsKindAndNotItself() {
        Offer one = all.stream()
                .filter(offer -> offer.productName().contains("春见"))
                .findFirst()
                .orElseThrow();
        List<Offer> others = similar.to(one.productCode());
        assertThat(others)
                .hasSizeBetween(4, 8)
                .noneMatch(offer -> offer.productCode().equals(one.productCode()));
        assertThat(others).extracting(Offer::productCode).doesNotHaveDuplicates();
        assertThat(others.subList(0, 4)).allMatch(offer -> offer.category().equals(one.category()));
        assertThat(similar.to("NO-SUCH")).isEmpty();
        assertThat(status("/api/shop/products/" + one.productCode() + "/similar"))
                .isEqualTo(200);
    }

    @Test
    void whyAnOfferIsWhereItIsIsToldToOperatorsAlone() {
        var anybody = new Caller("0000000000001", List.of());
        assertThatThrownBy(() -> explained(anybody)).isInstanceOf(ProblemException.class);
        Search.Found found = search.find(new Search.Query(
                "忠橙", null, null, null, Search.Narrowing.NONE, null, null, 5, new Search.Manner(null, true, true)));
        assertThat(found.items())
                .isNotEmpty()
                .allSatisfy(offer ->
                        assertThat(found.explained().get(offer.id()).score()).isPositive());
    }

    private Search.Found explained(Caller caller) {
        return controller.offers(
                caller, "忠橙", null, null, null, null, null, null, null, null, null, null, null, null, null, null, true,
                null, null, 5);
    }

    private @Nullable Instant exact(Offer offer, String node, Instant now) {
        long pieces = offer.quantityMin();
        var load = new Load(
                offer.sku().weightGrams() * pieces,
                offer.sku().volumeCm3() * pieces,
                1,
                offer.sku().storageClass());
        Instant ready = now.plus(Duration.ofDays(offer.delivery().leadDays()));
        return promises.offered(node, VILLAGE, load, ready) instanceof Promise.Kept kept ? kept.availableAt() : null;
    }

    private Search.Found there(Search.@Nullable Sort sort, boolean reachable, @Nullable LocalDate by) {
        return there(sort, reachable, by, null);
    }

    /** All of it. */
    private Search.Found there(
            Search.@Nullable Sort sort, boolean reachable, @Nullable LocalDate by, @Nullable String words) {
        var items = new ArrayList<Offer>();
        var deliveries = new LinkedHashMap<String, Arriving>();
        var manner = new Search.Manner(new Search.Destination(VILLAGE, reachable, by), false, false);
        Search.Found first = null;
        String cursor = null;
        do {
            Search.Found piece = search.find(
                    new Search.Query(words, null, null, null, Search.Narrowing.NONE, sort, cursor, 100, manner));
            assertThat(piece.source()).isEqualTo(Search.Source.INDEX);
            first = first == null ? piece : first;
            items.addAll(piece.items());
            deliveries.putAll(piece.deliveries());
            cursor = piece.next();
        } while (cursor != null);
        return new Search.Found(
                items, null, first.total(), first.source(), first.facets(), deliveries, first.help(), Map.of());
    }

    private static java.util.Set<String> ids(List<Offer> some) {
        return some.stream().map(Offer::id).collect(Collectors.toSet());
    }

    private boolean indexed(Offer offer) {
        return ids(there(null, true, null, offer.productName()).items()).contains(offer.id());
    }

    private void stand(Offer offer, long pieces) {
        var csv = "sku_code,node_code,lot_code,expires_on,quantity\n"
                + offer.sku().code() + "," + offer.sourceNodes().getFirst() + ",,," + pieces + "\n";
        assertThat(stock.stock(new StringReader(csv), false, "tester").faults()).isEmpty();
    }

    /** @return whether the index knows all that the stock was told of */
    private boolean told() {
        Map<String, OfferIndex.Indexed> documents = index.all();
        Map<String, Beside> beside = besides.of(offers.find(ids(all)).values());
        return beside.values().stream().anyMatch(each -> !each.ways().isEmpty())
                && offers.find(ids(all)).values().stream()
                        .allMatch(offer -> documents.containsKey(offer.id())
                                && documents.get(offer.id()).offerVersion() == offer.version()
                                && documents.get(offer.id()).beside()
                                        == beside.get(offer.id()).checksum());
    }

    private int status(String uri) {
        try {
            return http.toBlocking().exchange(uri).code();
        } catch (HttpClientResponseException e) {
            return e.getStatus().getCode();
        }
    }
}

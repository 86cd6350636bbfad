package org.cunlu.search.offers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.http.uri.UriBuilder;
import io.micronaut.jdbc.DataSourceResolver;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.cunlu.catalog.CatalogImport;
import org.cunlu.catalog.Direction;
import org.cunlu.catalog.InputImport;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.OfferChanged;
import org.cunlu.catalog.Offers;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.audit.Finding;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.search.Search;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(transactional = false)
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfferSearchTest implements TestPropertyProvider {
    private static final Path DEMO = Path.of("../app/src/main/resources/demo/catalog.csv");
    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    CatalogImport loading;

    @Inject
    InputImport inputs;

    @Inject
    Offers offers;

    @Inject
    Search search;

    @Inject
    OfferIndex index;

    @Inject
    Mending mending;

    @Inject
    Following following;

    @Inject
    Gate gate;

    @Inject
    Elastic elastic;

    @Inject
    PublishedInvariant invariant;

    @Inject
    DataSource database;

    @Inject
    DataSourceResolver resolver;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Inject
    Outbox outbox;

    @Inject
    @Client("/")
    HttpClient http;

    @Override
    public Map<String, String> getProperties() {
        var properties = new LinkedHashMap<>(
                TestServers.properties("offersearch", Server.DATABASE, Server.BROKER, Server.SEARCH));
        // The machine of the tests may be slow; how long a searcher waits is another test's matter.
        properties.put("cunlu.es.patience", "5s");
        properties.put("cunlu.es.watch", "300ms");
        return properties;
    }

    @BeforeAll
    void loadTheDemoCounty() throws IOException {
        try (var csv = Files.newBufferedReader(DEMO)) {
            assertThat(loading.load(csv, false, "tester").faults()).isEmpty();
        }
        try (var csv = Files.newBufferedReader(DEMO.resolveSibling("inputs.csv"))) {
            assertThat(inputs.registrations(csv, false, "tester").faults()).isEmpty();
        }
    }

    @BeforeEach
    void everythingIsIndexed() {
        await().atMost(SOON).until(this::whole);
        await().atMost(SOON).until(gate::isOpen);
    }

    @Test
    void findsByNamePinyinInitialsAndBrand() {
        for (String words : List.of("忠橙", "zhongcheng", "zhong cheng", "zc", "ZHONGCH", "忠橙 春见", "春见忠橙")) {
            assertThat(find(words).items()).as(words).isNotEmpty().anyMatch(offer -> "忠橙".equals(offer.brandName()));
        }
        assertThat(find("忠橙").items()).allMatch(offer -> offer.productName().contains("橙"));
        assertThat(find("耙耙柑").items())
                .isNotEmpty()
                .allMatch(offer -> offer.productName().contains("耙耙柑"));
        assertThat(names("papagan")).isNotEmpty().allMatch(name -> name.contains("耙耙柑"));
        assertThat(names("babagan")).isEqualTo(names("papagan"));
        assertThat(names("橙")).isNotEmpty();
        assertThat(names("dami")).anyMatch(name -> name.contains("大米"));
        assertThat(names("洗衣")).isNotEmpty().allMatch(name -> name.contains("洗衣"));
        assertThat(names("种子")).isNotEmpty().allMatch(name -> name.contains("种子"));
        assertThat(names("種子")).isEqualTo(names("种子"));
        assertThat(names("NFC")).isNotEmpty().allMatch(name -> name.contains("NFC"));
        assertThat(find("忠县供销").items())
                .isNotEmpty()
                .allMatch(offer -> offer.sellerCode().equals("S-GONGXIAO"));
    }

    @Test
    void charactersOfNoWordThatAreWrittenTogetherAreFoundTogetherOrByTheirSound() {
        assertThat(find("忠成").items()).isNotEmpty().allMatch(offer -> "忠橙".equals(offer.brandName()));
    }

    @Test
    void findsMostWordsWhenNothingHasThemAll() {
        assertThat(names("橙汁 拖拉机")).isNotEmpty().allMatch(name -> name.contains("橙汁"));
        assertThat(names("拖拉机")).isEmpty();
    }

    @Test
    void narrowsByCategoryBrandAndDirection() {
        var query = new Search.Query(null, "FRUIT", "B-ZHONGCHENG", Direction.UP, null, 100);
        var found = search.find(query);
        assertThat(found.source()).isEqualTo(Search.Source.INDEX);
        assertThat(found.items())
                .isNotEmpty()
                .allMatch(offer -> offer.category().equals("FRUIT") && "B-ZHONGCHENG".equals(offer.brandCode()));
        assertThat(found.total()).isEqualTo(found.items().size());
        assertThat(search.find(new Search.Query(null, "FRUIT", null, Direction.DOWN, null, 100))
                        .items())
                .isEmpty();
    }

    @Test
    void pagesWithoutLossOrRepeat() {
        for (String words : new String[] {null, "忠橙", "斤"}) {
            var seen = new ArrayList<String>();
            String cursor = null;
            long total;
            do {
                var found = search.find(new Search.Query(words, null, null, null, cursor, 7));
                assertThat(found.items()).hasSizeLessThanOrEqualTo(7);
                found.items().forEach(offer -> seen.add(offer.id()));
                cursor = found.next();
                total = found.total();
            } while (cursor != null);
            assertThat(new LinkedHashSet<>(seen)).hasSameSizeAs(seen).hasSize((int) total);
        }
    }

    @Test
    void everyOddQuestionIsAnswered() {
        for (String odd : List.of(
                "🍊",
                "*:*",
                "name:忠 OR (",
                "\"",
                "\\",
                "a AND NOT b~2^4",
                "橙".repeat(1_100),
                "x".repeat(3_500),
                "' OR 1=1 --",
                "\u0000\u0001",
                "<script>alert(1)</script>",
                "%",
                "   ")) {
            var uri = UriBuilder.of("/api/shop/offers").queryParam("q", odd).build();
            assertThat(status(uri)).as(odd).isIn(200, 413);
            assertThat(search.find(new Search.Query(odd.repeat(3), null, null, null, null, 5))
                            .source())
                    .isEqualTo(Search.Source.INDEX);
            search.suggest(odd);
        }
    }

    @Test
    void fieldsOfAFormThatWereLeftEmptyNarrowNothing() {
        String json = http.toBlocking().retrieve("/api/shop/offers?q=&category=&brand=&direction=&cursor=&limit=");
        assertThat(json).contains("\"source\":\"INDEX\"", "\"next\":\"");
    }

    @Test
    void suggestsBrandsAndProducts() {
        for (String typed : List.of("忠", "忠橙", "zhongc", "zc")) {
            assertThat(search.suggest(typed))
                    .as(typed)
                    .hasSizeLessThanOrEqualTo(8)
                    .contains(new Search.Suggestion("忠橙", Search.Kind.BRAND));
        }
        assertThat(search.suggest("春见")).extracting(Search.Suggestion::text).contains("忠橙 春见耙耙柑");
        assertThat(search.suggest("")).isEmpty();
        String json = http.toBlocking().retrieve("/api/shop/suggestions?q=zhongc");
        assertThat(json).contains("\"text\":\"忠橙\"", "\"kind\":\"BRAND\"");
    }

    @Test
    void aWithdrawnOfferIsNoLongerFound() {
        Offer offer = find("老母鸡").items().getFirst();
        change(offer.id(), "status = 'WITHDRAWN'");
        assertThat(find("老母鸡").items()).doesNotContain(offer);
        await().atMost(SOON).until(() -> !index.versions().containsKey(offer.id()));
        change(offer.id(), "status = 'PUBLISHED'");
        await().atMost(SOON).until(() -> index.versions().getOrDefault(offer.id(), 0L) == offer.version() + 2);
    }

    @Test
    void eventsMayComeTwiceLateAndInAnyOrder() {
        Offer old = find("百花土蜂蜜").items().getFirst();
        change(old.id(), "price_fen = price_fen + 1");
        await().atMost(SOON).until(() -> index.versions().get(old.id()) == old.version() + 1);
        following.on(new OfferChanged(old.id(), old.version()), new Heard("0000000000000", java.time.Instant.now(), 1));
        index.write(List.of(OfferIndex.put(new OfferDocument(old, ""))));
        index.write(List.of(OfferIndex.delete(old.id(), old.version())));
        assertThat(index.versions()).containsEntry(old.id(), old.version() + 1);
        following.on(new OfferChanged("0000000000000", 1), new Heard("0000000000000", java.time.Instant.now(), 1));
    }

    @Test
    void healsWhenTheIndexIsWipedAndAnswersMeanwhile() {
        wipe();
        var found = find("大米");
        assertThat(found.items()).isNotEmpty();
        assertThat(found.source()).isEqualTo(Search.Source.DATABASE);
        await().atMost(SOON).until(this::whole);
        await().atMost(SOON).until(() -> find("大米").source() == Search.Source.INDEX);
    }

    @Test
    void catchesUpWithWhatNobodyToldIt() {
        Offer offer = find("电热毯").items().getFirst();
        transactions.run(() -> sql.change(
                "UPDATE cat_offer SET price_fen = price_fen + 1, version = version + 1 WHERE id = ?", offer.id()));
        await().atMost(SOON).until(this::whole);
    }

    @Test
    void losesNothingThatIsWrittenDuringARebuild() throws InterruptedException {
        var stop = new AtomicBoolean();
        List<Offer> some = find("大米").items();
        var writer = Thread.ofPlatform().start(() -> {
            for (int i = 0; !stop.get(); i++) {
                change(some.get(i % some.size()).id(), "price_fen = price_fen + 1");
            }
        });
        try {
            for (int i = 0; i < 3; i++) {
                mending.rebuild();
            }
        } finally {
            stop.set(true);
            writer.join();
        }
        await().atMost(SOON).until(this::whole);
        assertThat(find("大米").items()).hasSameSizeAs(some);
    }

    @Test
    void rebuildsAnIndexThatIsAheadOfTheDatabase() {
        Offer offer = find("野葛根粉").items().getFirst();
        index.write(List.of(OfferIndex.delete(offer.id(), 1_000)));
        elastic.patiently(client -> client.index(document -> document.index(index.alias())
                .id(offer.id())
                .versionType(co.elastic.clients.elasticsearch._types.VersionType.External)
                .version(IndexedVersion.of(1_001, 0))
                .document(new OfferDocument(offer, ""))));
        assertThat(mending.mend()).isEqualTo(-1);
        mending.rebuild();
        assertThat(index.versions()).containsEntry(offer.id(), offer.version());
        OfferDocument told = new OfferDocument(offer, "", new Beside(7, List.of(), List.of(), null, "", 0));
        index.write(List.of(OfferIndex.put(told)));
        assertThat(mending.mend()).as("of its stock it knows more").isEqualTo(-1);
        mending.rebuild();
        assertThat(mending.mend()).isZero();
    }

    @Test
    void theAuditTellsWhatIsMissingStaleOrTooMuch() throws SQLException {
        settle();
        assertThat(audit().violations()).isZero();
        assertThat(audit().checked()).isEqualTo(index.versions().size());
        gate.close();
        Offer offer = offers.onSale(new Offers.Filter("家用加湿器", null, null, null), null, 1)
                .items()
                .getFirst();
        index.write(List.of(OfferIndex.delete(offer.id(), offer.version())));
        Offer stranger = renamed(offer, "0000000000042");
        index.write(List.of(OfferIndex.put(new OfferDocument(stranger, ""))));
        var finding = audit();
        assertThat(finding.violations()).isEqualTo(2);
        assertThat(finding.examples()).anyMatch(example -> example.contains(offer.id()));
        assertThat(mending.mend()).isEqualTo(2);
        assertThat(audit().violations()).isZero();
        Offer other = offers.onSale(new Offers.Filter("电热毯", null, null, null), null, 1)
                .items()
                .getFirst();
        index.write(List.of(OfferIndex.restore(new OfferDocument(other, "另一个品类"))));
        assertThat(audit().examples()).containsExactly("offer " + other.id() + ": the index tells of it otherwise");
        assertThat(mending.mend()).isOne();
        assertThat(audit().violations()).isZero();
    }

    private int status(URI uri) {
        try {
            return http.toBlocking().exchange(HttpRequest.GET(uri)).code();
        } catch (HttpClientResponseException e) {
            return e.getStatus().getCode();
        }
    }

    private Search.Found find(String words) {
        return search.find(new Search.Query(words, null, null, null, null, 100));
    }

    private List<String> names(String words) {
        return find(words).items().stream()
                .map(Offer::productName)
                .distinct()
                .sorted()
                .toList();
    }

    /** As the owner of the offer would change it: row, version and event in one transaction. */
    private void change(String offerId, String assignment) {
        transactions.run(() -> {
            sql.change(
                    "UPDATE cat_offer SET " + assignment + ", version = version + 1, recorded_at = UTC_TIMESTAMP(3)"
                            + " WHERE id = ?",
                    offerId);
            long version = sql.one("SELECT version FROM cat_offer WHERE id = ?", row -> row.number("version"), offerId)
                    .orElseThrow();
            outbox.append(new OfferChanged(offerId, version));
        });
    }

    private boolean whole() {
        try {
            var published = new LinkedHashMap<String, Long>();
            offers.onSale(new Offers.Filter(null, null, null, null), null, 1_000)
                    .items()
                    .forEach(offer -> published.put(offer.id(), offer.version()));
            return index.current() && index.versions().equals(published);
        } catch (IndexAway e) {
            return false;
        }
    }

    private void wipe() {
        elastic.patiently(client -> client.indices().getAlias(get -> get.name(index.alias())))
                .aliases()
                .keySet()
                .forEach(index::remove);
    }

    private void settle() {
        transactions.run(() -> sql.change("UPDATE cat_offer SET recorded_at = '2026-01-01 00:00:00.000'"));
    }

    private Finding audit() throws SQLException {
        try (Connection connection = resolver.resolve(database).getConnection()) {
            return invariant.check(connection);
        }
    }

    private static Offer renamed(Offer offer, String id) {
        return new Offer(
                id,
                offer.sku(),
                offer.productCode(),
                offer.productName(),
                offer.sellerCode(),
                offer.sellerName(),
                offer.brandCode(),
                offer.brandName(),
                offer.category(),
                offer.direction(),
                offer.priceFen(),
                offer.sourceNodes(),
                true,
                offer.quantityMin(),
                offer.quantityMax(),
                1);
    }
}

package org.cunlu.search.offers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.json.JsonData;
import co.elastic.clients.json.JsonpSerializable;
import io.micronaut.context.ApplicationContext;
import io.micronaut.jdbc.DataSourceResolver;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.cunlu.accounts.PersonalData;
import org.cunlu.catalog.CatalogImport;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.catalog.TouchedOffers;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.audit.Finding;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.AvailabilityChanged;
import org.cunlu.search.Asked;
import org.cunlu.search.IndexDesk;
import org.cunlu.search.Reindex;
import org.cunlu.search.Search;
import org.cunlu.search.Search.Kind;
import org.cunlu.search.Search.Suggestion;
import org.cunlu.search.asked.Forgetter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The index in trouble and made anew, and what people are led to by it. */
@MicronautTest(transactional = false)
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IndexKeptTest implements TestPropertyProvider {
    private static final Path DEMO = Path.of("../app/src/main/resources/demo/catalog.csv");
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Caller OPERATOR = new Caller("OPERATOR", List.of());
    private static final long GONE_MILLIS = 2_000;
    private static final String SHOP = "S-GONGXIAO";

    @Inject
    CatalogImport loading;

    @Inject
    Offers offers;

    @Inject
    TouchedOffers touched;

    @Inject
    Search search;

    @Inject
    Asked asked;

    @Inject
    ApplicationContext context;

    @Inject
    List<PersonalData> sections;

    @Inject
    Helping helping;

    @Inject
    OfferIndex index;

    @Inject
    Documents documents;

    @Inject
    IndexKeeping keeping;

    @Inject
    Mending mending;

    @Inject
    Reindex reindex;

    @Inject
    StockFollowing stock;

    @Inject
    SalesFollowing sales;

    @Inject
    Rebuilds rebuilds;

    @Inject
    Refusals refusals;

    @Inject
    Elastic elastic;

    @Inject
    Gate gate;

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

    @Override
    public Map<String, String> getProperties() {
        var properties =
                new LinkedHashMap<>(TestServers.properties("indexkept", Server.DATABASE, Server.BROKER, Server.SEARCH));
        properties.put("cunlu.es.patience", "5s");
        properties.put("cunlu.es.watch", "300ms");
        properties.put("cunlu.es.red-after", "100ms");
        properties.put("cunlu.search.hot.people", "3");
        properties.put("cunlu.search.hot.fresh", "0s");
        return properties;
    }

    @BeforeAll
    void loadTheDemoCounty() throws IOException {
        try (var csv = Files.newBufferedReader(DEMO)) {
            assertThat(loading.load(csv, false, "tester").faults()).isEmpty();
        }
        transactions.run(() -> sql.change("UPDATE cat_offer SET recorded_at = '2026-01-01 00:00:00.000'"));
    }

    @BeforeEach
    void everythingIsIndexed() {
        await().atMost(SOON).until(this::whole);
        await().atMost(SOON).until(gate::isOpen);
        // The gate is opened beside a comparison that still writes.
        await().atMost(SOON).until(this::nobodyKeepsIt);
    }

    private boolean nobodyKeepsIt() {
        return sql.one(
                        "SELECT until_at <= UTC_TIMESTAMP(3) AS ended FROM sea_turn WHERE name = 'index'",
                        row -> row.flag("ended"))
                .orElseThrow();
    }

    @Test
    void aDocumentThatIsRefusedIsLeftOutAloneUntilAnOperatorHasItTriedAgain() throws SQLException {
        Offer bad = find("电热毯").getFirst();
        Offer good = find("绿豆").getFirst();
        JsonpSerializable nonsense =
                (json, mapper) -> json.writeStartObject().write("nonsense", 1).writeEnd();
        index.write(List.of(
                BulkOperation.of(operation -> operation.index(document -> document.id(bad.id())
                        .versionType(VersionType.ExternalGte)
                        .version(IndexedVersion.of(bad.version(), 0))
                        .document(nonsense))),
                OfferIndex.restore(documents.maker().of(good))));
        assertThat(keeping.refused(null, 10).items())
                .extracting(IndexDesk.Refusal::offerId, IndexDesk.Refusal::attempts)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(bad.id(), 1));
        assertThat(keeping.refused(null, 10).items().getFirst().reason()).contains("nonsense");
        assertThat(keeping.state().refused()).isOne();
        assertThat(index.versions()).containsKey(good.id()).doesNotContainKey(bad.id());
        assertThat(mending.mend()).as("it is not tried for ever").isZero();
        Finding finding = audit();
        assertThat(finding.violations()).isOne();
        assertThat(finding.examples().getFirst()).contains(bad.id(), "refused");
        keeping.retry(OPERATOR, bad.id());
        assertThat(index.versions()).containsEntry(bad.id(), bad.version());
        assertThat(refusals.count()).isZero();
        assertThat(audit().violations()).isZero();
        assertThat(traced("search.refused-retried", bad.id())).isOne();
        assertThatThrownBy(() -> keeping.retry(OPERATOR, bad.id())).isInstanceOf(ProblemException.class);
    }

    @Test
    void aRebuildTellsHowFarItIsAndEndsWhenAnOperatorWantsItWhileThePresentIndexAnswers() throws InterruptedException {
        String before = index.name();
        var release = new CountDownLatch(1);
        var held = new CountDownLatch(1);
        // Whoever holds the turn lets nobody begin a page.
        Thread holder = Thread.ofPlatform()
                .start(() -> transactions.run(() -> {
                    sql.one("SELECT name FROM sea_turn WHERE name = 'index' FOR UPDATE", row -> row.string("name"));
                    held.countDown();
                    waitFor(release);
                }));
        waitFor(held);
        var ended = new AtomicReference<RuntimeException>();
        Thread builder = Thread.ofPlatform().start(() -> {
            try {
                mending.rebuild();
            } catch (RuntimeException e) {
                ended.set(e);
            }
        });
        await().atMost(SOON).until(() -> keeping.state().rebuild().state() == IndexDesk.Rebuilding.RUNNING);
        assertThat(keeping.state().rebuild().done()).isZero();
        assertThat(keeping.state().rebuild().total()).isGreaterThanOrEqualTo(offersOnSale());
        assertThat(keeping.state().answersFrom()).isEqualTo(Search.Source.INDEX);
        assertThat(find("大米")).isNotEmpty();
        keeping.stop(OPERATOR);
        keeping.stop(OPERATOR);
        release.countDown();
        builder.join();
        holder.join();
        assertThat(ended.get()).isInstanceOf(Rebuilds.Stopped.class);
        assertThat(keeping.state().rebuild().state()).isEqualTo(IndexDesk.Rebuilding.STOPPED);
        assertThat(index.name()).isEqualTo(before);
        assertThat(traced("search.index-rebuild-stop", "offers"))
                .as("said twice")
                .isOne();
        keeping.rebuild(OPERATOR);
        keeping.rebuild(OPERATOR);
        await().atMost(SOON).until(() -> keeping.state().rebuild().state() == IndexDesk.Rebuilding.DONE);
        assertThat(index.name()).isNotEqualTo(before);
        assertThat(keeping.state().rebuild().done())
                .isEqualTo(keeping.state().rebuild().total());
        assertThat(traced("search.index-rebuild", "offers")).as("said twice").isOne();
    }

    @Test
    void whatChangesWhileAnIndexIsFilledIsInItBeforeItIsSwitchedTo() {
        String fresh = index.create();
        Offer offer = find("绿豆").getFirst();
        Offer stocked = find("电热毯").getFirst();
        Offer sold = find("老母鸡").getFirst();
        try {
            rebuilds.begin(index.chain(), fresh, 1);
            transactions.run(() -> touched.touch(offer.productCode()));
            await().atMost(SOON).until(() -> isIn(fresh, offer));
            assertThat(isIn(fresh, stocked)).isFalse();
            stock.on(
                    new AvailabilityChanged(
                            stocked.sku().code(),
                            "500233",
                            List.of(new AvailabilityChanged.At(
                                    stocked.sourceNodes().getFirst(), stocked.quantityMin(), 0L)),
                            Instant.now()),
                    new Heard("0000000000000", Instant.now(), 1));
            assertThat(isIn(fresh, stocked)).as("what was told of the stock").isTrue();
            transactions.run(() -> sql.change(
                    "INSERT INTO sea_sales (offer_id, pieces, version, indexed) VALUES (?, 3, 1, 0)", sold.id()));
            sales.look();
            await().atMost(SOON).until(() -> isIn(fresh, sold));
        } finally {
            rebuilds.end(fresh, IndexDesk.Rebuilding.DONE);
            index.remove(fresh);
        }
    }

    @Test
    void anIndexThatKnowsMoreThanARestoredDatabaseIsMadeAnewAndTrueWhenThatReturns() {
        Offer offer = find("绿豆").getFirst();
        String before = index.name();
        index.write(List.of(OfferIndex.delete(offer.id(), offer.version() + 1_000)));
        assertThat(reindex.anew()).isTrue();
        assertThat(index.name()).isNotEqualTo(before);
        assertThat(whole()).isTrue();
        assertThat(keeping.state().rebuild().state()).isEqualTo(IndexDesk.Rebuilding.DONE);
    }

    @Test
    void aRedIndexIsAnsweredForByTheDatabaseAndMadeAnewByItself() {
        String lost = index.name().replaceAll("[^-]+$", "lost");
        String present = index.name();
        elastic.patiently(client -> client.indices()
                .create(create -> create.index(lost)
                        .mappings(OfferDocument.mapping())
                        .waitForActiveShards(wait -> wait.count(0))
                        .settings(settings -> settings.otherSettings(
                                "index.routing.allocation.require._name", JsonData.of("nobody")))));
        elastic.patiently(client -> client.indices()
                .updateAliases(update -> update.actions(
                                action -> action.add(add -> add.index(lost).alias(index.alias())))
                        .actions(action ->
                                action.remove(remove -> remove.index(present).alias(index.alias())))));
        var found = search.find(new Search.Query("大米", null, null, null, null, 5));
        assertThat(found.source()).isEqualTo(Search.Source.DATABASE);
        assertThat(found.items()).isNotEmpty();
        await().atMost(SOON)
                .until(() -> search.find(new Search.Query("大米", null, null, null, null, 5))
                                .source()
                        == Search.Source.INDEX);
        assertThat(index.red()).isFalse();
    }

    @Test
    void goodsOfASuspendedShopAreGoneAtOnceAndFromTheIndexWithinSeconds() {
        assertThat(search.suggest("忠县供销")).contains(new Suggestion("忠县供销", Kind.SHOP));
        // A machine that stands still for seconds says nothing of the index: the quickest of a few counts.
        long millis = Long.MAX_VALUE;
        for (int i = 0; i < 4 && millis > GONE_MILLIS; i++) {
            everythingIsIndexed();
            millis = Math.min(millis, untilCountedNoMore());
        }
        assertThat(millis).isLessThanOrEqualTo(GONE_MILLIS);
    }

    /** It changes no offer's version: only a comparison sees it, and the next one by itself would be five minutes away. */
    @Test
    void aCategorysNewNameIsInTheIndexWithinSeconds() {
        Offer offer = offers.onSale(new Offers.Filter("电热毯", null, null, null), null, 1)
                .items()
                .getFirst();
        String before = sql.one(
                        "SELECT name FROM cat_category WHERE code = ?", row -> row.string("name"), offer.category())
                .orElseThrow();
        try {
            named(offer.category(), "过冬之物");
            awaitTold(offer);
        } finally {
            named(offer.category(), before);
        }
        awaitTold(offer);
    }

    /** As its category is called now. */
    private void awaitTold(Offer offer) {
        long facts = documents.maker().of(offer).facts();
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(300))
                .until(() -> index.all().get(offer.id()).facts() == facts);
    }

    private void named(String category, String name) {
        transactions.run(() -> sql.change("UPDATE cat_category SET name = ? WHERE code = ?", name, category));
    }

    private long untilCountedNoMore() {
        long start = System.nanoTime();
        suspended(true);
        try {
            assertThat(find("忠县供销")).isEmpty();
            assertThat(search.suggest("忠县供销")).isEmpty();
            await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> search.find(new Search.Query("忠县供销", null, null, null, null, 5))
                                    .total()
                            == 0);
            long millis = (System.nanoTime() - start) / 1_000_000;
            System.out.printf("suspended goods left the index after %d ms%n", millis);
            return millis;
        } finally {
            suspended(false);
        }
    }

    @Test
    void suggestsWhatIsTypedInAnyWayAndEachSuggestionLeadsSomewhere() {
        var typed = new LinkedHashMap<String, String>();
        typed.put("忠橙", "忠橙");
        typed.put("zhongc", "忠橙");
        typed.put("zc", "忠橙");
        typed.put("zhong橙", "忠橙");
        typed.put("z橙", "忠橙");
        typed.put("中橙", "忠橙");
        typed.put("zhognc", "忠橙");
        typed.put("zhongcehng", "忠橙");
        typed.put("xianguo", "鲜果");
        typed.put("鲜", "鲜果");
        typed.put("gongxiao", "忠县供销");
        typed.put("忠县供", "忠县供销");
        typed.put("电饭堡", "电饭煲");
        typed.put("larou", "磨子磨珍源 土家腊肉");
        typed.forEach((words, wanted) -> assertThat(search.suggest(words))
                .as(words)
                .hasSizeLessThanOrEqualTo(8)
                .extracting(Suggestion::text)
                .contains(wanted));
        assertThat(search.suggest("忠县供")).extracting(Suggestion::kind).contains(Kind.SHOP);
        var all = new LinkedHashSet<Suggestion>();
        for (char letter = 'a'; letter <= 'z'; letter++) {
            all.addAll(search.suggest(Character.toString(letter)));
            assertThat(search.suggest(Character.toString(letter))).hasSizeLessThanOrEqualTo(8);
        }
        assertThat(all).hasSizeGreaterThan(60);
        all.forEach(each -> assertThat(find(each.text())).as("%s", each).isNotEmpty());
        assertThat(search.suggest("qqqqqqqqqq")).isEmpty();
    }

    @Test
    void whoFindsNothingIsToldWhatHeMayHaveMeantAndWhatThereIs() {
        var help = helping.help("zhongcehng");
        assertThat(help.didYouMean()).extracting(Suggestion::text).contains("忠橙");
        assertThat(help.categories()).isNotEmpty().allMatch(choice -> choice.offers() > 0);
        assertThat(help.brands()).isNotEmpty();
        assertThat(helping.help("拖拉机").didYouMean()).isEmpty();
        assertThat(helping.help(null).categories()).isNotEmpty();
        gate.close();
        assertThat(helping.help("忠城").categories()).isNotEmpty();
    }

    @Test
    void whatManyAskForIsToldAndNeverWhatOneDoesAndEachCanHaveHisOwnForgotten() {
        for (int i = 0; i < 3; i++) {
            asked.remember("000000000000" + i, "  忠橙 ");
            asked.remember("0000000000000", "大米");
            asked.remember("000000000000" + i, "拖拉机");
            asked.remember("000000000000" + i, "13800001234");
            asked.remember("000000000000" + i, "想".repeat(21));
        }
        asked.remember("0000000000001", "大米");
        assertThat(asked.hot())
                .as("two people are few, and of tractors there are none")
                .containsExactly("忠橙");
        assertThat(asked.of("0000000000000")).containsExactlyInAnyOrder("忠橙", "大米", "拖拉机");
        PersonalData section = sections.stream()
                .filter(each -> each.section().equals("searches"))
                .findFirst()
                .orElseThrow();
        assertThat((List<?>) section.export("0000000000000")).hasSize(3);
        asked.forget("0000000000000", "忠橙");
        assertThat(asked.of("0000000000000")).containsExactlyInAnyOrder("大米", "拖拉机");
        assertThat(asked.hot()).isEmpty();
        asked.forget("0000000000001", null);
        assertThat(asked.of("0000000000001")).isEmpty();
        transactions.run(() -> section.erase("0000000000002"));
        assertThat(asked.of("0000000000002")).isEmpty();
        for (int i = 0; i < 35; i++) {
            asked.remember("0000000000003", "忠橙" + i);
        }
        assertThat(asked.of("0000000000003")).hasSize(30);
        transactions.run(() -> sql.change("INSERT INTO sea_asked (account_id, words, last_at) VALUES"
                + " ('0000000000004', '竹篮', TIMESTAMPADD(DAY, -181, UTC_TIMESTAMP(3))),"
                + " ('0000000000005', '竹篮', TIMESTAMPADD(DAY, -179, UTC_TIMESTAMP(3)))"));
        Forgetter.forget(context);
        assertThat(asked.of("0000000000004"))
                .as("of somebody who never came again")
                .isEmpty();
        assertThat(asked.of("0000000000005")).containsExactly("竹篮");
        assertThat(asked.of("0000000000003")).hasSize(30);
    }

    private boolean isIn(String name, Offer offer) {
        return elastic.patiently(client -> {
            client.indices().refresh(refresh -> refresh.index(name));
            return client.count(count -> count.index(name)
                                    .query(query -> query.term(
                                            term -> term.field(OfferDocument.ID).value(offer.id()))))
                            .count()
                    == 1;
        });
    }

    private List<Offer> find(String words) {
        return search.find(new Search.Query(words, null, null, null, null, 100)).items();
    }

    private long offersOnSale() {
        return offers.onSale(new Offers.Filter(null, null, null, null), null, 1_000)
                .items()
                .size();
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

    /** As the shops' own room does it. */
    private void suspended(boolean out) {
        transactions.run(() -> {
            sql.change("UPDATE cat_seller SET suspended = ? WHERE code = ?", out, SHOP);
            touched.touchAllOf(SHOP);
        });
    }

    private long traced(String act, String subject) {
        return sql.one(
                        "SELECT COUNT(*) AS n FROM ker_trail WHERE act = ? AND subject = ?",
                        row -> row.number("n"),
                        act,
                        subject)
                .orElseThrow();
    }

    private Finding audit() throws SQLException {
        try (var connection = resolver.resolve(database).getConnection()) {
            return invariant.check(connection);
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package org.cunlu.catalog.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.cunlu.catalog.CatalogFiles.Loading;
import org.cunlu.catalog.CatalogFiles.Stage;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.bulk.CsvText;
import org.cunlu.kernel.bulk.ImportReport;
import org.cunlu.kernel.bulk.RowFault;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A seller's own file: his shop's goods and offers, and nothing of another's. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SellerFileTest implements TestPropertyProvider {
    private static final String LUO = "LUO0000000001";
    private static final String HIS = "S-1,六合村合作社,COOPERATIVE,N-1,UP,%d,%s,1,99,PUBLISHED";
    private static final String HERS = "S-2,别家,FARMER,N-2,UP,%d,N-2,1,99,PUBLISHED";

    @Inject
    CatalogLoading loading;

    @Inject
    ImportJobs jobs;

    @Inject
    ExportTable export;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Override
    public Map<String, String> getProperties() {
        return TestServers.properties("sellerfile", Server.DATABASE);
    }

    @BeforeEach
    void twoShopsOfTheCounty() {
        transactions.run(() -> {
            for (String table : List.of(
                    "offer_node", "offer", "price", "sku", "product_step", "product", "seller", "brand", "category")) {
                sql.change("DELETE FROM cat_" + table);
            }
        });
        var county = loading.load(
                new StringReader(file(
                        row("P-1", "忠橙", "K-1", "忠橙 5 斤", his(3_900, "N-1")),
                        row("P-2", "粉条", "K-2", "粉条 1 斤", HERS.formatted(1_500)))),
                false,
                "tester");
        assertThat(county.faults()).isEmpty();
        transactions.run(() -> sql.change("UPDATE cat_product SET author_shop = 'S-1' WHERE code = 'P-1'"));
    }

    @Test
    void whatIsNewIsHisAndWaitsForTheCountyAndHisOffersChange() {
        ImportReport report = own(
                false,
                row("P-1", "忠橙", "K-1", "忠橙 5 斤", his(4_100, "N-1")),
                row("P-3", "血橙", "K-3", "血橙 5 斤", his(5_100, "N-1")),
                row("P-2", "粉条", "K-2", "粉条 1 斤", his(1_400, "N-1")));
        assertThat(report.faults()).isEmpty();
        assertThat(report.created()).isEqualTo(2);
        assertThat(report.updated()).isEqualTo(1);
        assertThat(sql.one(
                        "SELECT CONCAT(state, ' ', author_shop) AS said FROM cat_product WHERE code = 'P-3'",
                        row -> row.string("said")))
                .contains("IN_REVIEW S-1");
        assertThat(sql.one(
                        "SELECT CONCAT(act, ' ', actor) AS said FROM cat_product_step WHERE product_code = 'P-3'",
                        row -> row.string("said")))
                .contains("SUBMIT " + LUO);
        assertThat(sql.one(
                        "SELECT CONCAT(state, ' ', COALESCE(author_shop, 'county')) AS said FROM cat_product"
                                + " WHERE code = 'P-2'",
                        row -> row.string("said")))
                .as("what he only offers stays whose it was")
                .contains("PUBLISHED county");
        assertThat(own(false, row("P-3", "血橙", "K-3", "血橙 5 斤", his(5_100, "N-1")))
                        .unchanged())
                .isEqualTo(1);
    }

    @Test
    void eachRowOfAnothersIsRefusedWithItsReasonAndTheOthersAreLoaded() {
        ImportReport report = own(
                true,
                row("P-1", "忠橙", "K-1", "忠橙 5 斤", his(4_100, "N-1")),
                row("P-2", "粉条", "K-2", "粉条 1 斤", HERS.formatted(1)),
                row("P-2", "换名", "K-2", "粉条 1 斤", his(1_400, "N-1")),
                row("P-2", "粉条", "K-9", "加一个", his(1_400, "N-1")),
                row("P-4", "新品", "K-4", "新品", his(900, "N-2")),
                row("P-1", "忠橙", "K-8", "忠橙 10 斤", his(900, "N-1")),
                row("P-5", "新品", "K-5", "新品", "S-1,冒名,COOPERATIVE,N-1,UP,900,N-1,1,99,PUBLISHED"));
        assertThat(report.applied()).isTrue();
        assertThat(report.updated()).isEqualTo(1);
        assertThat(report.created()).isZero();
        assertThat(report.faults())
                .extracting(RowFault::line, RowFault::code)
                .contains(
                        org.assertj.core.groups.Tuple.tuple(3L, "not-your-shop"),
                        org.assertj.core.groups.Tuple.tuple(5L, "sku-of-another"),
                        org.assertj.core.groups.Tuple.tuple(6L, "nodes-fixed"),
                        org.assertj.core.groups.Tuple.tuple(7L, "product-fixed"));
        assertThat(report.faults()).extracting(RowFault::line).contains(4L, 8L).doesNotContain(2L);
        assertThat(sql.one("SELECT name FROM cat_product WHERE code = 'P-2'", row -> row.string("name")))
                .contains("粉条");
        assertThat(sql.one("SELECT price_fen FROM cat_offer WHERE seller_code = 'S-2'", row -> row.number("price_fen")))
                .contains(1_500L);
    }

    @Test
    void aShopMakesNoCategoryAndNoBrandAndNothingIsLoadedWhereARowIsWrong() {
        ImportReport report = own(
                false,
                row("P-3", "血橙", "K-3", "血橙 5 斤", his(5_100, "N-1")).replace("FRUIT,水果", "WEED,草"),
                row("P-1", "忠橙", "K-1", "忠橙 5 斤", his(4_100, "N-1")));
        assertThat(report.applied()).isFalse();
        assertThat(report.faults()).extracting(RowFault::code).containsExactly("category-unknown");
        assertThat(sql.list("SELECT code FROM cat_category", row -> row.string("code")))
                .containsExactly("FRUIT");
    }

    @Test
    void whatAShopOffersGoesOutAsItsFileWithNothingOfAnothersAndComesBackUnchanged() {
        assertThat(export.lines(Set.of())).hasSize(1);
        var out = export.lines(Set.of("S-1"));
        assertThat(out).hasSize(2);
        assertThat(export.lines(Set.of("S-1", "S-2"))).hasSameSizeAs(export.lines());
        assertThat(export.lines().size()).isGreaterThan(2);
        String text = text(out);
        assertThat(text).contains("S-1").doesNotContain("S-2");
        var back = loading.load(new StringReader(text), false, LUO, () -> Set.of("S-1"), Progress.NONE);
        assertThat(back.faults()).isEmpty();
        assertThat(back.unchanged()).isEqualTo(1);
    }

    @Test
    void aJobIsItsSendersAlone() {
        byte[] file = file(row("P-1", "忠橙", "K-1", "忠橙 5 斤", his(4_200, "N-1"))).getBytes(StandardCharsets.UTF_8);
        Loading begun = jobs.startOwn(LUO, () -> Set.of("S-1"), file, false);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> jobs.statusOf(LUO, begun.id()).stage() == Stage.DONE);
        assertThat(jobs.statusOf(LUO, begun.id()).report().updated()).isEqualTo(1);
        assertThatThrownBy(() -> jobs.statusOf("OTHER00000001", begun.id()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo("not-found"));
    }

    @Test
    void whoLosesHisShopWhileHisFileIsLoadedLoadsNothing() {
        var asked = new AtomicInteger();
        assertThatThrownBy(() -> loading.load(
                        new StringReader(file(row("P-9", "血橙", "K-9", "血橙 5 斤", his(5_100, "N-1")))),
                        false,
                        LUO,
                        () -> asked.getAndIncrement() == 0 ? Set.of("S-1") : Set.of(),
                        Progress.NONE))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo("rights-changed"));
        assertThat(sql.one("SELECT code FROM cat_product WHERE code = 'P-9'", row -> row.string("code")))
                .isEmpty();
    }

    @Test
    void aCodeThatAnotherWritesAtThisMomentIsNotTaken() throws Exception {
        var written = new CountDownLatch(1);
        var going = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var other = threads.submit(() -> transactions.run(() -> {
                sql.change(
                        "INSERT INTO cat_product (code, name, category_code, author_shop, state) VALUES ('P-7', '别人的橙',"
                                + " (SELECT c.code FROM (SELECT MIN(code) AS code FROM cat_category) c), 'S-2', 'DRAFT')");
                written.countDown();
                try {
                    going.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }));
            written.await();
            var mine = threads.submit(() -> own(false, row("P-7", "血橙", "K-7", "血橙 5 斤", his(5_100, "N-1"))));
            going.countDown();
            other.get();
            assertThat(mine.get().faults()).extracting(RowFault::code).containsExactly("sku-of-another");
        }
        assertThat(sql.one("SELECT name FROM cat_product WHERE code = 'P-7'", row -> row.string("name")))
                .contains("别人的橙");
    }

    private ImportReport own(boolean keepGood, String... rows) {
        return loading.load(new StringReader(file(rows)), keepGood, LUO, () -> Set.of("S-1"), Progress.NONE);
    }

    private static String text(List<List<Object>> lines) {
        var text = new CsvText();
        lines.forEach(text::line);
        return text.toString();
    }

    private static String his(int fen, String node) {
        return HIS.formatted(fen, node);
    }

    private static String row(String product, String name, String sku, String skuName, String offer) {
        return String.join(",", product, name, "FRUIT,水果,ZC,忠橙", sku, skuName, "2500,6000,DRY,false", offer);
    }

    private static String file(String... rows) {
        return String.join(",", CatalogColumns.REQUIRED) + "\n" + String.join("\n", rows) + "\n";
    }
}

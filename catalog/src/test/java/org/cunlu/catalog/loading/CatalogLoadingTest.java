package org.cunlu.catalog.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.cunlu.catalog.Assortment;
import org.cunlu.catalog.CatalogImport;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.catalog.Prices;
import org.cunlu.catalog.Skus;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.bulk.ImportReport;
import org.cunlu.kernel.bulk.RowFault;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CatalogLoadingTest implements TestPropertyProvider {
    private static final List<String> COLUMNS = List.of(
            "product_code,product_name,category_code,category_name,brand_code,brand_name",
            "sku_code,sku_name,weight_g,volume_cm3,storage_class,lot_tracked",
            "seller_code,seller_name,seller_kind,seller_node",
            "direction,price_fen,source_nodes,quantity_min,quantity_max,status");
    private static final String HEADER = String.join(",", COLUMNS);
    private static final String ORANGES = "ZC-01,忠橙春见,FRUIT,水果,ZC,忠橙,ZC-01-5,5 斤装,2500,6000,DRY,false,"
            + "S-1,六合村合作社,COOPERATIVE,500233111201,UP,3900,500233111201,1,99,PUBLISHED";
    private static final String JUICE = "ZJ-01,忠州橙汁,DRINK,饮料,ZJ,忠州橙汁,ZJ-01-6,6 瓶装,1900,2400,DRY,true,"
            + "S-2,三胜村合作社,COOPERATIVE,500233111202,UP,4500,500233111202 500233,1,50,PUBLISHED";
    private static final String RICE = "R-01,大米,GRAIN,粮食,,,R-01-10,10 公斤袋,10000,13000,DRY,false,"
            + "HUB,忠县供销,GOODS_SUPPLIER,500233,DOWN,5200,500233,1,20,WITHDRAWN";

    @Inject
    CatalogImport loading;

    @Inject
    Offers offers;

    @Inject
    Skus skus;

    @Inject
    Prices prices;

    @Inject
    Assortment assortment;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Override
    public Map<String, String> getProperties() {
        return TestServers.properties("catalogloading", Server.DATABASE);
    }

    @BeforeEach
    void empty() {
        transactions.run(() -> {
            for (String table :
                    List.of("offer_node", "offer", "price", "sku", "product", "seller", "brand", "category")) {
                sql.change("DELETE FROM cat_" + table);
            }
            sql.change("DELETE FROM ker_outbox");
        });
    }

    @Test
    void makesGoodsSellersAndOffers() {
        assertThat(load(ORANGES, JUICE, RICE)).isEqualTo(new ImportReport(3, 3, 0, 0, List.of(), true));
        Offer juice = offer("ZJ-01-6");
        assertThat(juice.sourceNodes()).containsExactly("500233", "500233111202");
        assertThat(juice.brandName()).isEqualTo("忠州橙汁");
        assertThat(juice.sku().lotTracked()).isTrue();
        assertThat(juice.onSale()).isTrue();
        assertThat(juice.version()).isEqualTo(1);
        assertThat(offer("R-01-10").onSale()).isFalse();
        assertThat(offer("R-01-10").brandCode()).isNull();
        assertThat(skus.sellerAt("ZJ-01-6", "500233")).contains("S-2");
        assertThat(skus.sellerAt("ZJ-01-6", "500233111201")).isEmpty();
        assertThat(skus.find(List.of("ZC-01-5", "NONE"))).containsOnlyKeys("ZC-01-5");
        assertThat(assortment.categories()).extracting("name").containsExactlyInAnyOrder("水果", "饮料", "粮食");
        assertThat(assortment.brands()).extracting("code").containsExactly("ZC", "ZJ");
        assertThat(events()).hasSize(3);
    }

    @Test
    void isSafeToRepeat() {
        load(ORANGES, JUICE, RICE);
        assertThat(load(ORANGES, JUICE, RICE)).isEqualTo(new ImportReport(3, 0, 0, 3, List.of(), true));
        assertThat(events()).hasSize(3);
        assertThat(offer("ZC-01-5").version()).isEqualTo(1);
    }

    @Test
    void changesWhatIsDifferentAndTellsIt() {
        load(ORANGES, JUICE, RICE);
        var report = load(ORANGES.replace(",3900,", ",4100,"), JUICE, RICE.replace("WITHDRAWN", "PUBLISHED"));
        assertThat(report).isEqualTo(new ImportReport(3, 0, 2, 1, List.of(), true));
        assertThat(offer("ZC-01-5").priceFen()).isEqualTo(4100);
        assertThat(offer("ZC-01-5").version()).isEqualTo(2);
        assertThat(offer("R-01-10").onSale()).isTrue();
        assertThat(events()).hasSize(5);
        assertThat(prices.of(offer("ZC-01-5").id())).extracting("priceFen").containsExactly(4100L, 3900L);
        assertThat(prices.of(offer("R-01-10").id())).hasSize(1);
    }

    @Test
    void tellsEveryOfferThatLooksDifferentAlsoThoseOfOtherFiles() {
        String others = ORANGES.replace("S-1,六合村", "S-9,龙山村").replace("500233111201", "500233116201");
        load(ORANGES, others);
        var report = load(ORANGES.replace("忠橙春见", "忠橙·春见"));
        assertThat(report).isEqualTo(new ImportReport(1, 0, 1, 0, List.of(), true));
        assertThat(all()).extracting(Offer::productName).containsOnly("忠橙·春见");
        assertThat(all()).extracting(Offer::version).containsOnly(2L);
        assertThat(events()).hasSize(4);
        load(ORANGES.replace("忠橙春见", "忠橙·春见").replace("水果", "鲜果"));
        assertThat(all()).extracting(Offer::version).containsOnly(3L);
    }

    @Test
    void loadsNothingWhenOneRowIsWrong() {
        var report = load(ORANGES, JUICE.replace(",4500,", ",0,"));
        assertThat(report.applied()).isFalse();
        assertThat(report.faults())
                .extracting(RowFault::line, RowFault::column, RowFault::code)
                .containsExactly(tuple(3L, "price_fen", "out-of-range"));
        assertThat(all()).isEmpty();
        assertThat(events()).isEmpty();
    }

    @Test
    void keepsTheGoodRowsWhenAsked() {
        var report = keepGood(ORANGES, JUICE.replace(",4500,", ",0,"), "only,three,fields");
        assertThat(report.applied()).isTrue();
        assertThat(report.created()).isEqualTo(1);
        assertThat(report.faults()).extracting(RowFault::line).containsExactly(3L, 4L);
        assertThat(all()).hasSize(1);
    }

    @Test
    void saysAllThatIsWrongWithARow() {
        assertThat(codes(load("x y,a<b,,水果,ZC,,ZC-01-5,,0,1000001,WET,maybe,S-1,六合村,KING,500233111201,"
                        + "ACROSS,10000001,A A,1,10000,SOLD")))
                .containsExactlyInAnyOrder(
                        "code-invalid",
                        "not-plain",
                        "blank",
                        "blank",
                        "blank",
                        "out-of-range",
                        "out-of-range",
                        "not-allowed",
                        "not-a-flag",
                        "not-allowed",
                        "not-allowed",
                        "out-of-range",
                        "code-twice",
                        "out-of-range",
                        "not-allowed");
    }

    @Test
    void takesBothEndsOfEachBoundAndNothingBeyond() {
        assertThat(load(ORANGES.replace(",3900,", ",1,"), JUICE.replace(",4500,", ",10000000,"))
                        .applied())
                .isTrue();
        assertBeyond(",3900,", ",10000001,", "price_fen");
        assertBeyond(",3900,", ",-1,", "price_fen");
        assertBeyond(",2500,6000,", ",100001,6000,", "weight_g");
        assertBeyond(",2500,6000,", ",2500,1000001,", "volume_cm3");
        assertBeyond(",1,99,", ",0,99,", "quantity_min");
        assertBeyond(",1,99,", ",9,8,", "quantity_max");
        assertBeyond(",1,99,", ",1,10000,", "quantity_max");
        assertBeyond("忠橙春见", "橙".repeat(121), "product_name");
        assertThat(load(ORANGES.replace("忠橙春见", "橙".repeat(120)).replace(",2500,6000,", ",100000,1000000,"))
                        .faults())
                .isEmpty();
    }

    @Test
    void refusesTheSecondOfTwoRowsForOneOffer() {
        assertThat(codes(load(ORANGES, ORANGES))).containsExactly("offer-twice");
    }

    @Test
    void refusesRowsThatDescribeOneThingDifferently() {
        String second = JUICE.replace("S-2,三胜村", "S-1,六合二村").replace("ZJ,忠州橙汁", "ZC,忠橙牌");
        var report = load(ORANGES, second);
        assertThat(report.faults())
                .extracting(RowFault::line, RowFault::column, RowFault::code)
                .containsExactlyInAnyOrder(
                        tuple(3L, "seller_code", "conflicts-with-line"),
                        tuple(3L, "brand_code", "conflicts-with-line"));
        String same = ORANGES.replace("S-1,六合村", "S-3,狮王村").replace("500233111201", "500233113202");
        assertThat(codes(load(ORANGES, same.replace("忠橙春见", "忠橙")))).containsExactly("conflicts-with-line");
        assertThat(codes(load(ORANGES, same.replace(",2500,", ",2600,")))).containsExactly("conflicts-with-line");
    }

    @Test
    void neverLetsTwoOffersOfOneSkuShareANode() {
        String rival = ORANGES.replace("S-1,六合村", "S-3,狮王村");
        assertThat(codes(load(ORANGES, rival))).containsExactly("node-taken");
        load(ORANGES);
        assertThat(codes(load(rival))).containsExactly("node-taken");
        assertThat(codes(keepGood(rival, JUICE))).containsExactly("node-taken");
        assertThat(all()).hasSize(2);
    }

    @Test
    void letsOffersSwapTheirNodesInOneFile() {
        String rival = ORANGES.replace("S-1,六合村", "S-3,狮王村").replace(",500233111201,1", ",500233113202,1");
        load(ORANGES, rival);
        var report = load(
                ORANGES.replace(",500233111201,1", ",500233113202,1"),
                rival.replace(",500233113202,1", ",500233111201,1"));
        assertThat(report).isEqualTo(new ImportReport(2, 0, 2, 0, List.of(), true));
        assertThat(skus.sellerAt("ZC-01-5", "500233113202")).contains("S-1");
    }

    @Test
    void aRefusedRowKeepsItsOldNodesAgainstTheOthers() {
        String second = ORANGES.replace("S-1,六合村", "S-2,狮王村").replace(",500233111201,1", ",N-2,1");
        String third = ORANGES.replace("S-1,六合村", "S-3,高寨村").replace(",500233111201,1", ",N-3,1");
        load(ORANGES, second, third);
        // The third may not have the hub, which the first takes; so it keeps N-3, which the second wants.
        var report = keepGood(
                ORANGES.replace(",500233111201,1", ",HUB,1"),
                second.replace(",N-2,", ",N-3,"),
                third.replace(",N-3,", ",HUB,"));
        assertThat(report.faults()).extracting(RowFault::line).containsExactly(3L, 4L);
        assertThat(skus.sellerAt("ZC-01-5", "HUB")).contains("S-1");
        assertThat(skus.sellerAt("ZC-01-5", "N-2")).contains("S-2");
        assertThat(skus.sellerAt("ZC-01-5", "N-3")).contains("S-3");
    }

    @Test
    void whatASkuIsNeverChanges() {
        load(ORANGES);
        assertThat(codes(load(ORANGES.replace(",false,", ",true,")))).containsExactly("lot-tracked-fixed");
        assertThat(codes(load(ORANGES.replace("ZC-01,", "ZC-02,")))).containsExactly("sku-of-another-product");
    }

    @Test
    void aPesticideIsHazardousGoodsAlsoBelowItsCategoryAndWhenTheFileMakesThatItself() {
        String pesticide = RICE.replace("GRAIN,粮食", "PESTICIDE,农药");
        assertThat(codes(load(pesticide))).containsExactly("pesticide-not-hazardous");
        assertThat(load(pesticide.replace(",DRY,", ",HAZARDOUS,")).faults()).isEmpty();
        assertThat(codes(load(pesticide))).containsExactly("pesticide-not-hazardous");
        transactions.run(
                () -> sql.change("INSERT INTO cat_category (code, name, parent_code, path) VALUES ('MITES', '杀螨剂',"
                        + " 'PESTICIDE', '/PESTICIDE/MITES/')"));
        var kept = keepGood(RICE.replace("GRAIN,粮食", "MITES,杀螨剂").replace("R-01", "M-01"), JUICE);
        assertThat(kept.faults())
                .extracting(RowFault::line, RowFault::column, RowFault::code)
                .containsExactly(tuple(2L, "storage_class", "pesticide-not-hazardous"));
        assertThat(kept.created()).isEqualTo(1);
    }

    @Test
    void refusesWrongHeadersAndRubbishWhole() {
        assertThat(report(false, HEADER.replace(",status", "") + "\n" + ORANGES).faults())
                .extracting(RowFault::code)
                .containsExactly("column-missing");
        assertThat(codes(report(true, "\u0089PNG\u0000\u0001"))).containsExactly("file-not-text");
        assertThat(codes(report(true, ""))).containsExactly("file-empty");
        assertThat(report(true, HEADER).applied()).isFalse();
        assertThat(report(false, "\uFEFF" + HEADER + "\n" + ORANGES + "\r\n").applied())
                .isTrue();
    }

    @Test
    void loadsTwentyThousandRowsInSeconds() {
        String[] rows = many(20_000, UnaryOperator.identity());
        long start = System.nanoTime();
        assertThat(load(rows)).isEqualTo(new ImportReport(20_000, 20_000, 0, 0, List.of(), true));
        long first = System.nanoTime();
        assertThat(load(rows)).isEqualTo(new ImportReport(20_000, 0, 0, 20_000, List.of(), true));
        long repeated = System.nanoTime();
        String[] changed = many(20_000, row -> row.replace(",3900,", ",3901,"));
        assertThat(load(changed).updated()).isEqualTo(20_000);
        long updated = System.nanoTime();
        System.out.printf(
                "20,000 rows: new %d ms, repeated %d ms, changed %d ms%n",
                (first - start) / 1_000_000, (repeated - first) / 1_000_000, (updated - repeated) / 1_000_000);
        assertThat(Duration.ofNanos(first - start)).isLessThan(Duration.ofSeconds(30));
        assertThat(events()).hasSize(40_000);
    }

    private void assertBeyond(String good, String bad, String column) {
        assertThat(load(ORANGES.replace(good, bad)).faults())
                .extracting(RowFault::column)
                .containsExactly(column);
    }

    private static String[] many(int count, UnaryOperator<String> change) {
        return IntStream.range(0, count)
                .mapToObj(i -> change.apply(ORANGES.replace("ZC-01-5", "ZC-01-" + i)
                        .replace("ZC-01,", "ZC-" + i / 4 + ",")
                        .replace("忠橙春见", "忠橙 " + i / 4)))
                .toArray(String[]::new);
    }

    private ImportReport load(String... rows) {
        return report(false, HEADER + "\n" + String.join("\n", rows) + "\n");
    }

    private ImportReport keepGood(String... rows) {
        return report(true, HEADER + "\n" + String.join("\n", rows) + "\n");
    }

    private ImportReport report(boolean keepGood, String csv) {
        return loading.load(new StringReader(csv), keepGood, "tester");
    }

    private static Collection<String> codes(ImportReport report) {
        return report.faults().stream().map(RowFault::code).toList();
    }

    private List<Offer> all() {
        var all = new ArrayList<Offer>();
        String cursor = null;
        do {
            var page = offers.all(cursor, 1_000);
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return all;
    }

    private Offer offer(String skuCode) {
        return all().stream()
                .filter(offer -> offer.sku().code().equals(skuCode))
                .findFirst()
                .orElseThrow();
    }

    private List<String> events() {
        return sql.list("SELECT subject FROM ker_outbox", row -> row.string("subject"));
    }
}

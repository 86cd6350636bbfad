package org.cunlu.catalog.goods;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cunlu.catalog.CatalogImport;
import org.cunlu.catalog.ProductDetails;
import org.cunlu.catalog.ProductType;
import org.cunlu.catalog.ProductTypes;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.bulk.ImportReport;
import org.cunlu.kernel.bulk.RowFault;
import org.cunlu.kernel.db.Sql;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The demo county's types and details, which stand in app, are files like any county's. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DetailLoadingTest implements TestPropertyProvider {
    private static final Path DEMO = Path.of("../app/src/main/resources/demo");
    private static final String HEADER = "product_code,type_code,attributes,description\n";

    @Inject
    CatalogImport catalog;

    @Inject
    ProductDetails details;

    @Inject
    ProductTypes types;

    @Inject
    ProductTable products;

    @Inject
    ObjectMapper json;

    @Inject
    Sql sql;

    @Override
    public Map<String, String> getProperties() {
        return TestServers.properties("detailloading", Server.DATABASE);
    }

    @BeforeAll
    void theDemosGoodsAndTypes() throws IOException {
        try (var csv = Files.newBufferedReader(DEMO.resolve("catalog.csv"))) {
            catalog.load(csv, false, "tester");
        }
        json.readValue(Files.readString(DEMO.resolve("types.json")), Argument.listOf(ProductType.class))
                .forEach(type -> types.keep(type, "tester"));
    }

    @Test
    void theDemosDetailsAreWithoutFaultAndSafeToRepeat() throws IOException {
        String file = Files.readString(DEMO.resolve("details.csv"));
        ImportReport report = load(file, false);
        assertThat(report.faults()).isEmpty();
        assertThat(report.updated() + report.unchanged()).isEqualTo(report.rows());
        assertThat(load(file, false).unchanged()).isEqualTo(report.rows());
        assertThat(sql.list(
                        "SELECT code FROM cat_product WHERE type_code IS NULL OR description IS NULL",
                        row -> row.string("code")))
                .isEmpty();
    }

    @Test
    void wrongRowsAreToldAndTheRightOnesKeptWhenAsked() {
        String rows = "ZC-XIACHENG,FRESH,ORIGIN=忠县新立镇; SUGAR=12%,<p>甜</p>\n"
                + "NONE,FRESH,ORIGIN=忠县,<p>无</p>\n"
                + "ZC-XIACHENG,FRESH,ORIGIN,<p>甜</p>\n"
                + "ZJ-NFC,FRESH,ORIGIN=忠县; ORIGIN=忠县,\n";
        var report = load(rows, false);
        assertThat(report.applied()).isFalse();
        assertThat(report.faults())
                .extracting(RowFault::code)
                .contains("unit-wrong", "product-unknown", "attribute-invalid");
        long version = products.find("ZC-XIACHENG").orElseThrow().version();
        String good = "ZC-XIACHENG,FRESH,ORIGIN=忠县乌杨街道; SUGAR=11,<p>甜</p><script>x</script>\n";
        var kept = load(good + "NONE,FRESH,ORIGIN=忠县,\n", true);
        assertThat(kept.updated()).isEqualTo(1);
        Kept orange = products.find("ZC-XIACHENG").orElseThrow();
        assertThat(orange.version()).isEqualTo(version + 1);
        assertThat(orange.sheet().description()).isEqualTo("<p>甜</p>");
        assertThat(orange.sheet().attributes()).isEqualTo(Map.of("ORIGIN", "忠县乌杨街道", "SUGAR", "11"));
    }

    @Test
    void aFileOfManyProductsChangesEachOnceWithItsOfferAndLeavesItsTrace() {
        int many = 2 * ManyProducts.MANY + 1;
        var goods = new StringBuilder(
                "product_code,product_name,category_code,category_name,brand_code,brand_name,sku_code,sku_name,weight_g,volume_cm3,"
                        + "storage_class,lot_tracked,seller_code,seller_name,seller_kind,seller_node,direction,price_fen,"
                        + "source_nodes,quantity_min,quantity_max,status\n");
        var rows = new StringBuilder();
        for (int i = 0; i < many; i++) {
            goods.append(
                    "MANY-%1$d,米 %1$d,GRAIN,粮油,,,MANY-%1$d-S,米 %1$d 一袋,1000,1000,DRY,false,S-MANY,米店,GOODS_SUPPLIER,H,DOWN,100,H,1,9,PUBLISHED\n"
                            .formatted(i));
            rows.append("MANY-%d,FRESH,ORIGIN=忠县; SUGAR=%s,%n".formatted(i, i == 7 ? "12%" : "12"));
        }
        assertThat(catalog.load(new StringReader(goods.toString()), false, "tester")
                        .faults())
                .isEmpty();
        Map<String, Long> before = versions();

        assertThat(load(rows.toString(), false).applied()).isFalse();
        assertThat(versions()).isEqualTo(before);

        ImportReport kept = load(rows.toString(), true);
        assertThat(kept.faults()).hasSize(1);
        assertThat(kept.updated()).isEqualTo(many - 1);
        before.replaceAll((code, version) -> code.equals("MANY-7-S") ? version : version + 1);
        assertThat(versions()).isEqualTo(before);
        String each = " WHERE subject LIKE 'MANY-%'";
        assertThat(count("ker_trail" + each + " AND act = 'catalog.product-import'"))
                .isEqualTo(many - 1);
        assertThat(count("ker_outbox" + each + " AND topic = 'catalog.product-published'"))
                .isEqualTo(many - 1);
        assertThat(count("cat_product_step WHERE product_code LIKE 'MANY-%' AND act = 'IMPORT'"))
                .isEqualTo(many - 1);
        assertThat(products.find("MANY-400").orElseThrow().sheet().attributes()).containsEntry("SUGAR", "12");
        assertThat(load(rows.toString(), true).applied()).isFalse();
        assertThat(versions()).as("safe to repeat").isEqualTo(before);
    }

    /** @return version of each of the many's offers by its SKU */
    private Map<String, Long> versions() {
        var versions = new TreeMap<String, Long>();
        sql.list(
                        "SELECT sku_code, version FROM cat_offer WHERE sku_code LIKE 'MANY-%'",
                        row -> Map.entry(row.string("sku_code"), row.number("version")))
                .forEach(each -> versions.put(each.getKey(), each.getValue()));
        return versions;
    }

    private long count(String where) {
        return sql.one("SELECT COUNT(*) AS n FROM " + where, row -> row.number("n"))
                .orElseThrow();
    }

    private ImportReport load(String rows, boolean keepGood) {
        String file = rows.replace("\uFEFF", "").startsWith("product_code") ? rows : HEADER + rows;
        return details.load(new StringReader(file), keepGood, "tester");
    }

    @Test
    void everyTypeOfTheDemoIsUsed() {
        assertThat(types.all())
                .extracting(ProductType::code)
                .containsExactlyInAnyOrderElementsOf(List.of("FOOD", "FRESH", "GOODS", "INPUT"));
    }
}

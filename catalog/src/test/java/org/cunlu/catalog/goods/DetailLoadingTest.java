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

package org.cunlu.search.offers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.cunlu.catalog.CatalogImport;
import org.cunlu.catalog.InputImport;
import org.cunlu.catalog.Offers;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.search.Reindex;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the index is compared with is what catalog says is on sale: else it would be compared anew for ever. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishedTest implements TestPropertyProvider {
    private static final Path DEMO = Path.of("../app/src/main/resources/demo/catalog.csv");
    private static final Offers.Filter ALL = new Offers.Filter(null, null, null, null);

    @Inject
    CatalogImport loading;

    @Inject
    InputImport inputs;

    @Inject
    Offers offers;

    @Inject
    Published published;

    @Inject
    Reindex reindex;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Override
    public Map<String, String> getProperties() {
        return TestServers.properties("publishedoffers", Server.DATABASE);
    }

    @BeforeAll
    void loadTheDemoCounty() throws IOException {
        try (var csv = Files.newBufferedReader(DEMO)) {
            assertThat(loading.load(csv, false, "tester").faults()).isEmpty();
        }
        try (var csv = Files.newBufferedReader(DEMO.resolveSibling("inputs.csv"))) {
            assertThat(inputs.registrations(csv, false, "tester").faults()).isEmpty();
        }
        // That farm inputs may be sold is told by a job, within seconds.
        await().atMost(Duration.ofSeconds(60))
                .until(() -> published.sum().offers()
                        == offers.onSale(ALL, null, 1_000).items().size());
    }

    private long counted() {
        long onSale = offers.onSale(ALL, null, 1_000).items().size();
        assertThat(published.sum().offers()).isEqualTo(onSale);
        return onSale;
    }

    @Test
    void countsNeitherWithdrawnProductsNorSuspendedSellersNorBrandsWithoutARight() {
        long all = counted();
        change("UPDATE cat_product SET state = 'WITHDRAWN' WHERE code = 'GX-DAMI'");
        long without = counted();
        assertThat(without).isLessThan(all);
        change("UPDATE cat_seller SET suspended = TRUE WHERE code = 'S-ZHONGCHENG-01'");
        long fewer = counted();
        assertThat(fewer).isLessThan(without);
        change("UPDATE cat_brand SET origin_area = '500233' WHERE code = 'B-ZHONGCHENG'");
        change("UPDATE cat_offer o JOIN cat_sku s ON s.code = o.sku_code JOIN cat_product p ON p.code = s.product_code"
                + " SET o.brand_sellable = FALSE WHERE p.brand_code = 'B-ZHONGCHENG'");
        assertThat(counted()).isLessThan(fewer);
    }

    @Test
    void thereIsNothingToMakeAnewWithoutAnIndex() {
        assertThat(reindex.anew()).isFalse();
    }

    private void change(String statement) {
        transactions.run(() -> sql.change(statement));
    }
}

package org.cunlu.catalog.offering;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.BrandedOffers;
import org.cunlu.catalog.CatalogImport;
import org.cunlu.catalog.ControlledOffers;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a list and a look of a job read where a county offers a hundred times the demo's goods: counted by the database, not timed. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManyOffersTest implements TestPropertyProvider {
    private static final Path DEMO = Path.of("../app/src/main/resources/demo/catalog.csv");
    private static final String TIMES =
            "WITH RECURSIVE times AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM times WHERE n < 99)";
    private static final String NO_INPUT =
            " NOT IN (SELECT c.code FROM cat_category c JOIN cat_input_category k ON c.path LIKE CONCAT('%/', k.category_code, '/%'))";
    private static final Offers.Filter EVERYTHING = new Offers.Filter(null, null, null, null);

    @Inject
    CatalogImport loading;

    @Inject
    Offers offers;

    @Inject
    ControlledOffers controlled;

    @Inject
    BrandedOffers branded;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    private long published;

    @Override
    public Map<String, String> getProperties() {
        return TestServers.properties("manyoffers", Server.DATABASE);
    }

    @BeforeAll
    void offerAHundredTimesAsMuch() throws IOException {
        try (var csv = Files.newBufferedReader(DEMO)) {
            assertThat(loading.load(csv, false, "tester").faults()).isEmpty();
        }
        transactions.run(() -> {
            sql.change("INSERT INTO cat_product (code, name, category_code, brand_code) " + TIMES
                    + " SELECT CONCAT(LEFT(p.code, 28), '-', n), CONCAT(p.name, ' ', n), p.category_code, NULL FROM cat_product p, times"
                    + " WHERE p.category_code" + NO_INPUT);
            sql.change(
                    "INSERT INTO cat_sku (code, product_code, name, weight_grams, volume_cm3, storage_class, lot_tracked) "
                            + TIMES
                            + " SELECT CONCAT(LEFT(s.code, 28), '-', n), CONCAT(LEFT(p.code, 28), '-', n), s.name, s.weight_grams, s.volume_cm3,"
                            + " s.storage_class, s.lot_tracked FROM cat_sku s JOIN cat_product p ON p.code = s.product_code, times"
                            + " WHERE p.category_code" + NO_INPUT);
            sql.change(
                    "INSERT INTO cat_offer (id, sku_code, seller_code, direction, price_fen, quantity_min, quantity_max, status, version,"
                            + " changed_at, recorded_at) " + TIMES
                            + " SELECT CONCAT(LEFT(o.id, 1), LPAD(n, 2, '0'), RIGHT(o.id, 10)), CONCAT(LEFT(s.code, 28), '-', n), o.seller_code,"
                            + " o.direction, o.price_fen, o.quantity_min, o.quantity_max, o.status, 1, o.changed_at, o.recorded_at FROM cat_offer o"
                            + " JOIN cat_sku s ON s.code = o.sku_code JOIN cat_product p ON p.code = s.product_code, times"
                            + " WHERE p.category_code" + NO_INPUT);
        });
        published = sql.one("SELECT COUNT(*) AS many FROM cat_offer", row -> row.number("many"))
                .orElseThrow();
        assertThat(published).isGreaterThan(10_000);
    }

    @Test
    void aPageOfTheListReadsWhatItShowsAndNotTheWholeCounty() {
        assertThat(readBy(() ->
                        assertThat(offers.onSale(EVERYTHING, null, 20).items()).hasSize(20)))
                .isLessThan(published / 10);
    }

    @Test
    void aLookWhetherRightsAreStillGoodReadsOnlyWhatNeedsSuchARight() {
        assertThat(readBy(controlled::tell)).as("farm inputs").isLessThan(published / 10);
        assertThat(readBy(() -> branded.tell(null))).as("regional brands").isLessThan(published / 10);
    }

    @Test
    void theListEndsAndHasEachOfferOnce() {
        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            var page = offers.onSale(new Offers.Filter("脐橙", null, null, null), cursor, 300);
            page.items().stream().map(Offer::id).forEach(seen::add);
            cursor = page.next();
        } while (cursor != null);
        assertThat(seen).doesNotHaveDuplicates().isSorted().hasSizeGreaterThan(100);
    }

    /** @return rows that the database has read for it */
    private long readBy(Runnable work) {
        long[] read = new long[1];
        transactions.run(() -> {
            long before = rowsRead();
            work.run();
            read[0] = rowsRead() - before;
        });
        System.out.println("rows read " + read[0] + " of " + published + " offers");
        return read[0];
    }

    private long rowsRead() {
        List<Long> counts =
                sql.list("SHOW SESSION STATUS LIKE 'Handler_read%'", row -> Long.parseLong(row.string("Value")));
        return counts.stream().mapToLong(Long::longValue).sum();
    }
}

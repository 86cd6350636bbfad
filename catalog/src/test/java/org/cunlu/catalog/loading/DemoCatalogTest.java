package org.cunlu.catalog.loading;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.cunlu.catalog.Assortment;
import org.cunlu.catalog.CatalogImport;
import org.cunlu.catalog.Direction;
import org.cunlu.catalog.InputImport;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.catalog.StorageClass;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The demo county's goods, which stand in app, are a file like any county's. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoCatalogTest implements TestPropertyProvider {
    private static final Path FILE = Path.of("../app/src/main/resources/demo/catalog.csv");

    @Inject
    InputImport inputs;

    @Inject
    CatalogImport loading;

    @Inject
    Offers offers;

    @Inject
    Assortment assortment;

    @Override
    public Map<String, String> getProperties() {
        return TestServers.properties("democatalog", Server.DATABASE);
    }

    @Test
    void loadsWithoutFaultAndShowsTheCountysBrands() throws IOException {
        try (var csv = Files.newBufferedReader(FILE)) {
            var report = loading.load(csv, false, "tester");
            assertThat(report.faults()).isEmpty();
            assertThat(report.created()).isEqualTo(report.rows());
        }
        // What stands in no file of registrations is not for sale.
        assertThat(offers.onSale(new Offers.Filter(null, "PESTICIDE", null, null), null, 9)
                        .items())
                .isEmpty();
        try (var csv = Files.newBufferedReader(FILE.resolveSibling("inputs.csv"))) {
            var report = inputs.registrations(csv, false, "tester");
            assertThat(report.faults()).isEmpty();
            assertThat(report.created()).isEqualTo(report.rows());
        }
        var all = offers.onSale(new Offers.Filter(null, null, null, null), null, 1_000)
                .items();
        assertThat(all.stream().map(offer -> offer.sku().code()).distinct()).hasSizeGreaterThanOrEqualTo(240);
        assertThat(assortment.brands())
                .extracting(Assortment.Brand::name)
                .contains("忠橙", "忠州橙汁", "涂井橘香鸡", "石黄忠味堂", "兴峰麻三元", "马灌灌乡源", "磨子磨珍源", "三峡高山黄金芽");
        for (Direction direction : Direction.values()) {
            assertThat(all).anyMatch(offer -> offer.direction() == direction);
        }
        for (StorageClass storage : StorageClass.values()) {
            assertThat(all).anyMatch(offer -> offer.sku().storageClass() == storage);
        }
        assertThat(all).anyMatch(offer -> offer.sourceNodes().size() > 1);
        assertThat(all)
                .filteredOn(offer -> offer.category().equals("PESTICIDE"))
                .extracting((Offer offer) -> offer.sku().storageClass())
                .containsOnly(StorageClass.HAZARDOUS);
    }
}

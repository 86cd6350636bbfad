package org.cunlu.logistics.parcel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cunlu.logistics.StationWork.ScanKind.IN;
import static org.cunlu.logistics.StationWork.ScanKind.OUT;
import static org.cunlu.logistics.StationWork.ScanKind.PACK;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN1;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE11;
import static org.cunlu.logistics.standin.StandInNetwork.VILLAGE12;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.StringReader;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.GoodsBack;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockImport;
import org.cunlu.logistics.parcel.Work.Booked;
import org.cunlu.logistics.returning.ReturnInspector;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.Rivals;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInCatalog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What buyers hand in goes home in a parcel of its own and is put back, by lot, as what it is. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoodsBackTest implements TestPropertyProvider {
    @Inject
    Work work;

    @Inject
    GoodsBack goodsBack;

    @Inject
    ReturnInspector inspector;

    @Inject
    Stock stock;

    @Inject
    StockImport imports;

    @Inject
    StandInCatalog catalog;

    @Inject
    Audit audit;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @BeforeEach
    void atHalfPastSix() {
        work.at(6, 30);
    }

    @AfterEach
    void auditIsClean() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void whatIsHandedInElsewhereRidesHomeAndOnlyThenIsInspectedAndForSaleAgain() {
        Booked out = wentOut(StorageClass.DRY);
        work.at(14, 0);
        String barcode = handIn(out, work.ids.next(), TOWN1, 2);
        refused("not-returned", () -> inspect(barcode, out.sku() + "//AVAILABLE/2"));
        work.does(OUT, TOWN1, barcode, null);
        work.at(15, 45);
        assertThat(work.does(IN, VILLAGE11, barcode, null)).isEqualTo("RETURNED");
        refused("not-found", () -> inspector.inspect(Work.keeper(VILLAGE12), VILLAGE12, barcode, "X//AVAILABLE/2"));
        assertThat(inspector.waiting(Work.keeper(VILLAGE11), VILLAGE11, barcode))
                .containsExactly(out.sku() + "//2");
        assertThat(free(out)).isEqualTo(8);
        inspect(barcode, out.sku() + "//AVAILABLE/1", out.sku() + "//QUARANTINED/1");
        assertThat(free(out)).isEqualTo(9);
        assertThat(parts(out)).containsExactly("AVAILABLE 9", "QUARANTINED 1");
        refused("already-inspected", () -> inspect(barcode, out.sku() + "//AVAILABLE/2"));
        assertThat(told(barcode)).hasSize(1);
    }

    @Test
    void handingInTwiceIsOneParcelAlsoAtOnce() throws Exception {
        Booked out = wentOut(StorageClass.DRY);
        String id = work.ids.next();
        var barcodes = Rivals.all(4, rival -> {
            try {
                return handIn(out, id, VILLAGE11, 1);
            } catch (RuntimeException e) {
                return "again";
            }
        });
        assertThat(barcodes.stream().filter(each -> !each.equals("again")).distinct())
                .hasSize(1);
        assertThat(handIn(out, id, VILLAGE11, 1)).isIn(barcodes);
    }

    @Test
    void noMoreComesBackOfALotThanWentOutOfIt() {
        String sku = catalog.sku("B" + work.ids.next(), StorageClass.DRY, true);
        String first = "L" + work.ids.next();
        String second = "M" + work.ids.next();
        catalog.lot(first, sku, LocalDate.parse("2026-12-01"));
        catalog.lot(second, sku, LocalDate.parse("2027-12-01"));
        imports.stock(
                new StringReader("sku_code,node_code,lot_code,expires_on,quantity\n" + sku + "," + VILLAGE11 + ","
                        + first + ",,1\n" + sku + "," + VILLAGE11 + "," + second + ",,5\n"),
                false,
                "tester");
        Booked out = work.book(sku, 0, true, VILLAGE11);
        work.does(PACK, VILLAGE11, out.barcode(), null);
        String one = handIn(out, work.ids.next(), VILLAGE11, 1);
        refused("inspection-differs", () -> inspect(one, sku + "/" + second + "/AVAILABLE/2"));
        refused("inspection-differs", () -> inspect(one, sku + "/NONE/AVAILABLE/1"));
        inspect(one, sku + "/" + first + "/AVAILABLE/1");
        String other = handIn(out, work.ids.next(), VILLAGE11, 1);
        assertThat(inspector.waiting(Work.keeper(VILLAGE11), VILLAGE11, other))
                .containsExactly(sku + "/" + second + "/1");
        refused("inspection-differs", () -> inspect(other, sku + "/" + first + "/AVAILABLE/1"));
        inspect(other, sku + "/" + second + "/SCRAPPED/1");
        assertThat(parts(out)).containsExactly("AVAILABLE 1", "AVAILABLE 4");
    }

    @Test
    void whatMustBeKeptCoolIsThrownAwayAndNotSoldAgainAndWhatIsMissingComesBackAsNothing() {
        Booked out = wentOut(StorageClass.CHILLED);
        String barcode = handIn(out, work.ids.next(), VILLAGE11, 2);
        refused("perishable-not-resold", () -> inspect(barcode, out.sku() + "//AVAILABLE/2"));
        inspect(barcode, out.sku() + "//SCRAPPED/1", out.sku() + "//MISSING/1");
        assertThat(parts(out)).containsExactly("AVAILABLE 8");
        assertThat(told(barcode).getFirst()).contains("SCRAPPED", "MISSING", "KEEPER" + VILLAGE11);
    }

    @Test
    void onlyWhoWorksThereTakesItIn() {
        Booked out = wentOut(StorageClass.DRY);
        refused(
                "not-found",
                () -> work.transactions.run(
                        () -> goodsBack.handIn(Work.keeper(VILLAGE12), coming(out, work.ids.next(), VILLAGE11, 1))));
    }

    private Booked wentOut(StorageClass storageClass) {
        Booked booked = work.book(storageClass, 0, VILLAGE11);
        assertThat(work.does(PACK, VILLAGE11, booked.barcode(), null)).isEqualTo("READY");
        return booked;
    }

    private String handIn(Booked out, String returnId, String node, long pieces) {
        return work.transactions.run(() -> goodsBack.handIn(Work.keeper(node), coming(out, returnId, node, pieces)));
    }

    private GoodsBack.Coming coming(Booked out, String returnId, String node, long pieces) {
        return new GoodsBack.Coming(
                returnId, "500233", out.orderId(), node, VILLAGE11, "recipient", Map.of(out.sku(), pieces), 1_000);
    }

    private void inspect(String barcode, String... parts) {
        inspector.inspect(Work.keeper(VILLAGE11), VILLAGE11, barcode, parts);
    }

    private long free(Booked booked) {
        return stock.available(List.of(booked.sku()), List.of(VILLAGE11)).get(new SkuAtNode(booked.sku(), VILLAGE11));
    }

    private List<String> parts(Booked booked) {
        return work.sql.list(
                "SELECT CONCAT(status, ' ', on_hand) AS part FROM log_stock_lot WHERE sku_code = ? AND on_hand > 0"
                        + " ORDER BY part",
                row -> row.string("part"),
                booked.sku());
    }

    private List<String> told(String barcode) {
        return work.sql.list(
                "SELECT payload FROM ker_outbox WHERE topic = 'logistics.goods-back-inspected' AND subject ="
                        + " (SELECT return_id FROM log_return WHERE barcode = ?)",
                row -> row.string("payload"),
                barcode);
    }

    private static void refused(String code, Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(code));
    }
}

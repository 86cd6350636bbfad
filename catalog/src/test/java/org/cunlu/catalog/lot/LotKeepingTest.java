package org.cunlu.catalog.lot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.cunlu.catalog.Lot;
import org.cunlu.catalog.LotOrigin;
import org.cunlu.catalog.LotOrigin.Input;
import org.cunlu.catalog.LotOrigins;
import org.cunlu.catalog.LotWatch;
import org.cunlu.catalog.Lots;
import org.cunlu.catalog.lot.LotKeeping.Told;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.media.Paper;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LotKeepingTest implements TestPropertyProvider {
    private static final Caller MINE = seller("S-1");
    private static final Caller OTHER = seller("S-2");

    @Inject
    LotKeeping keeping;

    @Inject
    LotOrigins origins;

    @Inject
    Lots lots;

    @Inject
    Held held;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Inject
    Clock clock;

    private LocalDate today;

    /** Remembers which lots failed. */
    @Singleton
    static class Held implements LotWatch {
        final List<String> codes = new ArrayList<>();

        @Override
        public void failed(Lot lot, String homeNode, String why, String actor) {
            codes.add(lot.code() + " at " + homeNode);
        }
    }

    @Override
    public Map<String, String> getProperties() {
        return TestServers.properties("lotkeeping", Server.DATABASE);
    }

    @BeforeEach
    void twoShops() {
        today = CountyTime.date(clock.instant());
        held.codes.clear();
        transactions.run(() -> {
            for (String name : List.of(
                    "cat_sku_gtin",
                    "cat_lot_file",
                    "cat_lot_inspection",
                    "cat_lot_input",
                    "cat_lot_version",
                    "cat_lot",
                    "cat_offer",
                    "cat_sku",
                    "cat_seller",
                    "ker_trail")) {
                sql.change("DELETE FROM " + name);
            }
            for (String code : List.of("K", "L")) {
                sql.change(
                        "INSERT INTO cat_sku (code, product_code, name, weight_grams, volume_cm3, storage_class, lot_tracked)"
                                + " VALUES (?, 'P', '忠橙', 2500, 6000, 'DRY', TRUE)",
                        code);
            }
            offer("0000000000001", "K", "S-1");
            offer("0000000000002", "L", "S-1");
            offer("0000000000003", "K", "S-2");
        });
    }

    @Test
    void aLotIsToldOnceAndTheSameAgainChangesNothing() {
        keeping.tell(MINE, "LOT-1", told(null, "绿源合作社", null, List.of(spray(20, 15))));
        LotOrigin lot = keeping.tell(MINE, "LOT-1", told(null, "绿源合作社", null, List.of(spray(20, 15))));
        assertThat(lot.versions()).hasSize(1);
        assertThat(lot.now().inputs()).containsExactly(spray(20, 15));
        assertThat(lot.seller().code()).isEqualTo("S-1");
        assertThat(lots.find(List.of("LOT-1")).get("LOT-1").producer()).isEqualTo("绿源合作社");
        assertThat(trail()).containsExactly("catalog.lot-told");
    }

    @Test
    void aCorrectionKeepsWhatWasToldBeforeAndNeedsReasonAndVersion() {
        keeping.tell(MINE, "LOT-1", told(null, "绿源合作社", null, List.of()));
        refused("reason-missing", () -> keeping.tell(MINE, "LOT-1", told(1, "绿园合作社", null, List.of())));
        refused("lot-changed", () -> keeping.tell(MINE, "LOT-1", told(null, "绿园合作社", "写错", List.of())));
        LotOrigin lot = keeping.tell(MINE, "LOT-1", told(1, "绿园合作社", "写错", List.of()));
        assertThat(lot.versions()).extracting(LotOrigin.Facts::producer).containsExactly("绿源合作社", "绿园合作社");
        assertThat(keeping.tell(MINE, "LOT-1", told(1, "绿园合作社", "写错", List.of()))
                        .versions())
                .hasSize(2);
        assertThat(lots.find(List.of("LOT-1")).get("LOT-1").producer()).isEqualTo("绿园合作社");
        refused("lot-changed", () -> keeping.tell(MINE, "LOT-1", told(1, "第三家", "又错", List.of())));
        refused(
                "lot-expiry-stands",
                () -> keeping.tell(
                        MINE, "LOT-1", new Told("K", 2, null, today, today.plusDays(9), null, null, List.of(), "改")));
    }

    @Test
    void whatCannotBeTrueIsRefusedOnBothSidesOfItsLimit() {
        refused("lot-of-tomorrow", () -> keeping.tell(MINE, "A", on(today.plusDays(1), null)));
        keeping.tell(MINE, "A", on(today, today));
        refused("lot-expires-before-made", () -> keeping.tell(MINE, "B", on(today, today.minusDays(1))));
        refused(
                "input-inside-safe-interval",
                () -> keeping.tell(MINE, "B", told(null, null, null, List.of(spray(14, 15)))));
        keeping.tell(MINE, "B", told(null, null, null, List.of(spray(15, 15))));
        refused(
                "input-inside-safe-interval",
                () -> keeping.tell(MINE, "C", told(null, null, null, List.of(spray(-1, 0)))));
        refused("text-not-plain", () -> keeping.tell(MINE, "C", told(null, "<b>社</b>", null, List.of())));
        refused("text-not-plain", () -> keeping.tell(MINE, "C", told(null, " ", null, List.of())));
        assertThat(origins.find("C")).isEmpty();
    }

    @Test
    void anothersLotIsNeitherSeenNorChangedNorTaken() {
        keeping.tell(MINE, "LOT-1", told(null, null, null, List.of()));
        refused("not-found", () -> keeping.look(OTHER, "LOT-1"));
        refused("lot-taken", () -> keeping.tell(OTHER, "LOT-1", told(1, "别家", "抢", List.of())));
        refused("not-found", () -> keeping.inspected(OTHER, "LOT-1", "农残", "检测中心", today, false, null));
        refused("sku-not-yours", () -> keeping.tell(seller("S-9"), "LOT-2", told(null, null, null, List.of())));
        refused(
                "lot-taken",
                () -> keeping.tell(MINE, "LOT-1", new Told("L", null, null, today, null, null, null, List.of(), null)));
        assertThat(held.codes).isEmpty();
        assertThat(keeping.list(MINE, null, 9)).containsExactly("LOT-1");
        assertThat(keeping.list(OTHER, null, 9)).isEmpty();
    }

    @Test
    void aLotOfWhichAReceiptToldKeepsItsExpiry() {
        transactions.run(() -> lots.keep(List.of(new Lot("R", "K", null, null, today.plusDays(30)))));
        assertThat(origins.find("R").orElseThrow().now().version()).isZero();
        refused("lot-expiry-stands", () -> keeping.tell(MINE, "R", on(today, today.plusDays(31))));
        assertThat(keeping.tell(MINE, "R", on(today, today.plusDays(30))).now().version())
                .isEqualTo(1);
    }

    @Test
    void aFailedInspectionHoldsTheLotInTheSameActAndIsKeptOnce() {
        keeping.tell(MINE, "LOT-1", told(null, null, null, List.of()));
        keeping.inspected(MINE, "LOT-1", "农残", "检测中心", today, true, null);
        assertThat(held.codes).isEmpty();
        keeping.inspected(MINE, "LOT-1", "重金属", "检测中心", today, false, null);
        LotOrigin lot = keeping.inspected(MINE, "LOT-1", "重金属", "检测中心", today, false, null);
        assertThat(held.codes).containsExactly("LOT-1 at N");
        assertThat(lot.inspections()).hasSize(2);
        refused("inspected-tomorrow", () -> keeping.inspected(MINE, "LOT-1", "x", "y", today.plusDays(1), true, null));
        refused("file-unknown", () -> keeping.inspected(MINE, "LOT-1", "x", "y", today, true, "0".repeat(64)));
    }

    @Test
    void papersAreKnownByTheirBytes() throws Exception {
        keeping.tell(MINE, "LOT-1", told(null, null, null, List.of()));
        String pdf = keeping.file(MINE, "LOT-1", ascii("%PDF-1.7\n1 0 obj\n%%EOF\n"));
        assertThat(keeping.file(MINE, "LOT-1", ascii("%PDF-1.7\n1 0 obj\n%%EOF\n")))
                .isEqualTo(pdf);
        assertThat(keeping.file(MINE, "LOT-1", pdf).mediaType()).isEqualTo("application/pdf");
        String picture = keeping.file(MINE, "LOT-1", png());
        assertThat(keeping.file(MINE, "LOT-1", picture).mediaType()).isEqualTo("image/jpeg");
        keeping.inspected(MINE, "LOT-1", "农残", "检测中心", today, true, pdf);
        refused(
                "file-kind-unknown",
                () -> keeping.file(MINE, "LOT-1", ascii("%PDF-1.7\n%%EOF\n<script>alert(1)</script>")));
        refused("file-kind-unknown", () -> keeping.file(MINE, "LOT-1", ascii("<svg><script/></svg>")));
        refused("file-kind-unknown", () -> keeping.file(MINE, "LOT-1", ascii("MZ %PDF-1.7\n%%EOF")));
        refused("file-too-large", () -> keeping.file(MINE, "LOT-1", new byte[Paper.BYTES_MAX + 1]));
        refused("not-found", () -> keeping.file(OTHER, "LOT-1", pdf));
    }

    @Test
    void aGtinIsCheckedPaddedUniqueAndStays() {
        assertThat(keeping.gtin(MINE, "K", "6901234567892")).isEqualTo("06901234567892");
        assertThat(keeping.gtin(MINE, "K", "06901234567892")).isEqualTo("06901234567892");
        refused("gtin-wrong", () -> keeping.gtin(MINE, "K", "6901234567893"));
        refused("gtin-wrong", () -> keeping.gtin(MINE, "K", "690123456789"));
        refused("gtin-taken", () -> keeping.gtin(MINE, "L", "6901234567892"));
        refused("gtin-taken", () -> keeping.gtin(MINE, "K", "4006381333931"));
        refused("not-found", () -> keeping.gtin(OTHER, "L", "4006381333931"));
    }

    @Test
    void twentyWhoCorrectAtOnceMakeOneVersionEachOrAreToldToLookAgain() throws Exception {
        keeping.tell(MINE, "LOT-1", told(null, "零", null, List.of()));
        var tasks = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 20; i++) {
            String name = "第" + i;
            tasks.add(() -> {
                try {
                    keeping.tell(MINE, "LOT-1", told(1, name, "抢改", List.of()));
                    return true;
                } catch (ProblemException e) {
                    return false;
                }
            });
        }
        int won = 0;
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var done : threads.invokeAll(tasks)) {
                won += done.get() ? 1 : 0;
            }
        }
        assertThat(won).isEqualTo(1);
        assertThat(keeping.look(MINE, "LOT-1").versions()).hasSize(2);
    }

    private Told told(Integer seen, String producer, String reason, List<Input> inputs) {
        return new Told("K", seen, producer, today, null, "三组橙园", "500233112203", inputs, reason);
    }

    private Told on(LocalDate made, LocalDate expires) {
        return new Told("K", null, null, made, expires, null, null, List.of(), null);
    }

    private Input spray(int daysAgo, int safeDays) {
        return new Input("吡虫啉", "PD20150012", today.minusDays(daysAgo), safeDays);
    }

    private List<String> trail() {
        return sql.list("SELECT act FROM ker_trail", row -> row.string("act"));
    }

    private void offer(String id, String sku, String seller) {
        sql.change(
                "INSERT INTO cat_seller (code, name, kind, home_node) VALUES (?, ?, 'COOPERATIVE', 'N')"
                        + " ON DUPLICATE KEY UPDATE code = cat_seller.code",
                seller,
                seller);
        sql.change(
                "INSERT INTO cat_offer (id, sku_code, seller_code, direction, price_fen, quantity_min, quantity_max, status,"
                        + " version, changed_at, recorded_at) VALUES (?, ?, ?, 'UP', 3900, 1, 9, 'PUBLISHED', 1, ?, ?)",
                id,
                sku,
                seller,
                clock.instant(),
                clock.instant());
    }

    private static byte[] png() throws Exception {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static Caller seller(String shop) {
        return new Caller("A-" + shop, List.of(new Grant(Role.SELLER, new Scope(Scope.Kind.SHOP, shop))));
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(code));
    }
}

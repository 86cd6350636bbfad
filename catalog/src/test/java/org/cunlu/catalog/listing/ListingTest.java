package org.cunlu.catalog.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.cunlu.catalog.Direction;
import org.cunlu.catalog.Listings.Listed;
import org.cunlu.catalog.Listings.Wish;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.catalog.ProductState;
import org.cunlu.catalog.QuickGoods;
import org.cunlu.catalog.StorageClass;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListingTest implements TestPropertyProvider {
    private static final String HOME = "500233114201";
    private static final String OTHER_VILLAGE = "500233114202";

    @Inject
    Listing listing;

    @Inject
    Defaults defaults;

    @Inject
    ListingTable table;

    @Inject
    QuickGoods goods;

    @Inject
    Offers offers;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Inject
    Ids ids;

    private String shop;
    private Caller farmer;

    @Override
    public Map<String, String> getProperties() {
        var properties = new HashMap<>(TestServers.properties("listing", Server.DATABASE));
        properties.put("catalog.stand-in-areas", "true");
        return properties;
    }

    @BeforeEach
    void aShop() {
        shop = "S-" + ids.next();
        farmer = seller(Role.SELLER, shop);
        transactions.run(() -> {
            sql.change("INSERT IGNORE INTO cat_category (code, name, path) VALUES ('FRUIT', '鲜果', '/FRUIT/')");
            sql.change(
                    "INSERT INTO cat_seller (code, name, kind, home_node) VALUES (?, '罗家果园', 'FARMER', ?)", shop, HOME);
        });
    }

    @Test
    void fiveFieldsMakeProductSkuOfferAndPictureAndNoStock() {
        Listed made = listing.list(farmer, ids.next(), wish("忠橙", "FRUIT"));
        assertThat(made.state()).isEqualTo(ProductState.IN_REVIEW);
        QuickGoods.Goods product = goods.read(farmer, made.productCode());
        assertThat(product.name()).isEqualTo("忠橙");
        assertThat(product.weightGrams()).isEqualTo(2_500);
        assertThat(product.pictures()).hasSize(1);
        Offer offer = offers.find(List.of(made.offerId())).get(made.offerId());
        assertThat(offer.priceFen()).isEqualTo(3_990);
        assertThat(offer.quantityMax()).isEqualTo(80);
        assertThat(offer.sourceNodes()).containsExactly(HOME);
        assertThat(offer.brandRight().origin()).isEqualTo(HOME);
        assertThat(offer.onSale()).as("before the county has looked at it").isFalse();
        assertThat(table.at(List.of(HOME), "Z", 1)).singleElement().satisfies(announced -> {
            assertThat(announced.quantity()).isEqualTo(80);
            assertThat(announced.skuCode()).isEqualTo(made.skuCode());
            assertThat(announced.shopName()).isEqualTo("罗家果园");
        });
    }

    @Test
    void whereItGrewIsSaidWithItAndOnlyWhatIsAPlace() {
        Listed made = listing.list(
                farmer, ids.next(), new Wish(null, photo(), "忠橙", 3_990, 80, 2_500L, OTHER_VILLAGE, null, "FRUIT"));
        assertThat(offers.find(List.of(made.offerId()))
                        .get(made.offerId())
                        .brandRight()
                        .origin())
                .isEqualTo(OTHER_VILLAGE);
        refused(
                "origin-unknown",
                () -> listing.list(
                        farmer,
                        ids.next(),
                        new Wish(null, photo(), "忠橙", 3_990, 80, 2_500L, "999999999", null, "FRUIT")));
    }

    @Test
    void theSecondTimeTheRestIsAsItWasTheFirst() {
        refused("category-missing", () -> listing.list(farmer, ids.next(), wish("忠橙", null)));
        Listed first = listing.list(farmer, ids.next(), wish("忠橙", "FRUIT"));
        transactions.run(() -> {
            sql.change(
                    "UPDATE cat_offer SET lead_days = 3, origin_code = ? WHERE id = ?", OTHER_VILLAGE, first.offerId());
            sql.change(
                    "UPDATE cat_sku SET storage_class = 'CHILLED', shelf_life_days = 20 WHERE code = ?",
                    first.skuCode());
        });
        Defaults.Draft draft = defaults.of(farmer, shop, null);
        assertThat(draft.categoryCode()).isEqualTo("FRUIT");
        assertThat(draft.direction()).isEqualTo(Direction.UP);
        assertThat(draft.leadDays()).isEqualTo(3);
        assertThat(draft.storageClass()).isEqualTo(StorageClass.CHILLED);
        assertThat(draft.name()).as("only what is copied has a name").isNull();
        Listed second = listing.list(farmer, ids.next(), wish("血橙", null));
        Offer offer = offers.find(List.of(second.offerId())).get(second.offerId());
        assertThat(offer.delivery().leadDays()).isEqualTo(3);
        assertThat(offer.brandRight().origin()).isEqualTo(OTHER_VILLAGE);
        assertThat(offer.sku().storageClass()).isEqualTo(StorageClass.CHILLED);
        assertThat(goods.read(farmer, second.productCode()).shelfLifeDays()).isEqualTo(20);
    }

    @Test
    void aCopyTakesPictureAndWeightOfTheProductAndAnothersIsNotThere() {
        Listed first = listing.list(farmer, ids.next(), wish("忠橙", "FRUIT"));
        var copy = new Wish(null, null, "忠橙 小果", 2_990, 10, null, null, first.productCode(), null);
        Listed made = listing.list(farmer, ids.next(), copy);
        QuickGoods.Goods product = goods.read(farmer, made.productCode());
        assertThat(product.weightGrams()).isEqualTo(2_500);
        assertThat(product.pictures())
                .isEqualTo(goods.read(farmer, first.productCode()).pictures());
        assertThat(defaults.of(farmer, shop, first.productCode()).name()).isEqualTo("忠橙");
        String other = "S-" + ids.next();
        transactions.run(() -> sql.change(
                "INSERT INTO cat_seller (code, name, kind, home_node) VALUES (?, '别家', 'FARMER', ?)", other, HOME));
        refused("not-found", () -> listing.list(seller(Role.SELLER, other), ids.next(), copy));
        refused("not-found", () -> listing.list(farmer, ids.next(), wishIn(other)));
    }

    @Test
    void whatTheShopOffersOfAnothersGoodsIsNotWhatItsOwnAreLike() {
        String code = "P-" + ids.next();
        transactions.run(() -> {
            sql.change(
                    "INSERT INTO cat_product (code, name, category_code, author_shop) VALUES (?, '别家的', 'FRUIT', 'S-X')",
                    code);
            sql.change(
                    "INSERT INTO cat_sku (code, product_code, name, weight_grams, volume_cm3, storage_class, lot_tracked)"
                            + " VALUES (?, ?, '橙', 500, 800, 'DRY', FALSE)",
                    code,
                    code);
            sql.change(
                    "INSERT INTO cat_offer (id, sku_code, seller_code, direction, price_fen, quantity_min, quantity_max,"
                            + " status, version, changed_at, recorded_at) VALUES (?, ?, ?, 'UP', 100, 1, 9, 'PUBLISHED', 1,"
                            + " UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))",
                    ids.next(),
                    code,
                    shop);
        });
        assertThat(defaults.of(farmer, shop, null).categoryCode()).isNull();
        assertThat(listing.list(farmer, ids.next(), wish("忠橙", "FRUIT")).state())
                .isEqualTo(ProductState.IN_REVIEW);
    }

    @Test
    void theSameKeyHasOneEffectAlsoWhenItComesFourTimesAtOnce() throws Exception {
        String key = ids.next();
        var barrier = new CyclicBarrier(4);
        var answers = new ArrayList<Future<Listed>>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                answers.add(threads.submit(() -> {
                    barrier.await();
                    return listing.list(farmer, key, wish("忠橙", "FRUIT"));
                }));
            }
        }
        Listed one = answers.getFirst().get();
        for (Future<Listed> answer : answers) {
            assertThat(answer.get()).isEqualTo(one);
        }
        assertThat(listing.list(farmer, key, wish("忠橙", "FRUIT"))).isEqualTo(one);
        refused("key-reused", () -> listing.list(farmer, key, wish("血橙", "FRUIT")));
        assertThat(sql.list("SELECT id FROM cat_offer WHERE seller_code = ?", row -> row.string("id"), shop))
                .hasSize(1);
    }

    @Test
    void whatIsWrongMakesNothing() {
        refused("photo-missing", () -> listing.list(farmer, ids.next(), changed(null, "橙", 1, null)));
        refused("photo-invalid", () -> listing.list(farmer, ids.next(), changed("%%", "橙", 1, null)));
        refused(
                "weight-missing",
                () -> listing.list(
                        farmer, ids.next(), new Wish(null, photo(), "橙", 100, 1, null, null, null, "FRUIT")));
        refused("product-invalid", () -> listing.list(farmer, ids.next(), changed(photo(), "<b>橙</b>", 1, null)));
        refused(
                "product-invalid",
                () -> listing.list(
                        farmer, ids.next(), new Wish(null, photo(), "橙", 100, 1, 500L, null, null, "NO-SUCH")));
        refused(
                "price-out-of-range",
                () -> listing.list(farmer, ids.next(), new Wish(null, photo(), "橙", 0, 1, 500L, null, null, "FRUIT")));
        refused("key-missing", () -> listing.list(farmer, null, wish("橙", "FRUIT")));
        String svg = Base64.getEncoder().encodeToString("<svg onload=alert(1)>".getBytes());
        assertThatThrownBy(() -> listing.list(farmer, ids.next(), changed(svg, "橙", 1, null)))
                .isInstanceOf(ProblemException.class);
        assertThat(sql.list("SELECT code FROM cat_product WHERE author_shop = ?", row -> row.string("code"), shop))
                .isEmpty();
        assertThat(sql.list("SELECT id FROM cat_offer WHERE seller_code = ?", row -> row.string("id"), shop))
                .isEmpty();
    }

    @Test
    void whoKeepsTheGoodsMayListAndWhoSeesToOrdersMayNot() {
        assertThat(listing.list(seller(Role.SHOP_GOODS, shop), ids.next(), wish("忠橙", "FRUIT"))
                        .shop())
                .isEqualTo(shop);
        refused("shop-missing", () -> listing.list(seller(Role.SHOP_ORDERS, shop), ids.next(), wish("忠橙", "FRUIT")));
        refused("not-found", () -> listing.list(seller(Role.SHOP_ORDERS, shop), ids.next(), wishIn(shop)));
    }

    private static Caller seller(Role role, String shop) {
        return new Caller("LUO0000000001", List.of(new Grant(role, new Scope(Scope.Kind.SHOP, shop))));
    }

    private static Wish wish(String name, String category) {
        return new Wish(null, photo(), name, 3_990, 80, 2_500L, null, null, category);
    }

    private static Wish wishIn(String shop) {
        return new Wish(shop, photo(), "橙", 3_990, 80, 2_500L, null, null, "FRUIT");
    }

    private static Wish changed(String photo, String name, int quantity, String origin) {
        return new Wish(null, photo, name, 100, quantity, 500L, origin, null, "FRUIT");
    }

    private static String photo() {
        try {
            var image = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
            image.createGraphics().setColor(Color.ORANGE);
            var out = new ByteArrayOutputStream();
            ImageIO.write(image, "png", out);
            return Base64.getEncoder().encodeToString(out.toByteArray());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(code));
    }
}

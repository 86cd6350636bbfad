package org.cunlu.catalog.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.catalog.shop.ShopPeopleOfTest.refused;
import static org.cunlu.catalog.shop.ShopPeopleOfTest.traced;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Grants;
import org.cunlu.catalog.Offers;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SuspendingTest implements TestPropertyProvider {
    @Inject
    Suspending suspending;

    @Inject
    Offers offers;

    @Inject
    Accounts accounts;

    @Inject
    Grants grants;

    @Inject
    MeterRegistry meters;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    private Caller operator;
    private Caller owner;

    @Override
    public Map<String, String> getProperties() {
        var properties = new LinkedHashMap<>(TestServers.properties("suspending", Server.DATABASE));
        // Statements are counted here, and jobs that look again and again send their own.
        properties.put("cunlu.schedulers.enabled", "false");
        return properties;
    }

    @BeforeEach
    void twoShops() {
        operator = ShopPeopleOfTest.person(accounts, grants, Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE, "500233");
        owner = ShopPeopleOfTest.person(accounts, grants, Role.SELLER, Scope.Kind.SHOP, "S-FEW");
        transactions.run(() -> {
            for (String table : new String[] {"offer_node", "offer", "sku", "product", "seller"}) {
                sql.change("DELETE FROM cat_" + table);
            }
            sql.change("DELETE FROM ker_outbox");
            shop("S-FEW", 1);
            shop("S-MANY", 400);
        });
    }

    @Test
    void allOfASellerIsOffSaleAtOnceAndComesBackAsItWas() {
        assertThat(onSale("S-MANY")).isEqualTo(400);
        transactions.run(() -> sql.change("UPDATE cat_offer SET status = 'WITHDRAWN' WHERE id = ?", id("S-MANY", 7)));
        suspending.suspend(operator, "S-MANY", "许可证未续");
        assertThat(onSale("S-MANY")).isZero();
        assertThat(onSale("S-FEW")).isOne();
        assertThat(offers.find(java.util.List.of(id("S-MANY", 1)))
                        .get(id("S-MANY", 1))
                        .onSale())
                .isFalse();
        assertThat(told()).isEqualTo(400);
        suspending.suspend(operator, "S-MANY", "again");
        assertThat(told()).isEqualTo(400);
        assertThat(suspending.find(operator, "S-MANY").suspendedFor()).isEqualTo("许可证未续");
        suspending.reinstate(operator, "S-MANY", "已补办");
        assertThat(onSale("S-MANY")).isEqualTo(399);
        assertThat(told()).isEqualTo(800);
    }

    @Test
    void itCostsAsManyStatementsForManyOffersAsForOne() {
        double before = sent();
        suspending.suspend(operator, "S-FEW", "x");
        double few = sent() - before;
        before = sent();
        suspending.suspend(operator, "S-MANY", "x");
        // Its owner is told, the other shop has none: that much may differ.
        assertThat(sent() - before).isLessThanOrEqualTo(few + 1);
    }

    @Test
    void theOwnerIsToldTheTrailHasItAndAnothersCountyMayNot() {
        Caller elsewhere =
                ShopPeopleOfTest.person(accounts, grants, Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE, "510000");
        refused("not-found", () -> suspending.suspend(elsewhere, "S-FEW", "x"));
        refused("not-found", () -> suspending.suspend(operator, "S-NONE", "x"));
        suspending.suspend(operator, "S-FEW", "许可证未续");
        suspending.reinstate(operator, "S-FEW", "已补办");
        assertThat(ShopPeopleOfTest.told(sql, owner.accountId()))
                .containsSubsequence("SHOP_SUSPENDED", "SHOP_REINSTATED");
        assertThat(traced(sql, "catalog.seller-suspend.refused", "S-FEW")).isOne();
        assertThat(traced(sql, "catalog.seller-reinstate", "S-FEW")).isOne();
    }

    @Test
    void whoHasAHandInAShopDoesNotBringItBack() {
        var both = new ArrayList<>(operator.grants());
        both.add(new Grant(Role.SHOP_GOODS, new Scope(Scope.Kind.SHOP, "S-MANY")));
        var insider = new Caller(operator.accountId(), both);
        suspending.suspend(insider, "S-MANY", "许可证未续");
        refused("own-submission", () -> suspending.reinstate(insider, "S-MANY", "已补办"));
        assertThat(onSale("S-MANY")).isZero();
        assertThat(traced(sql, "catalog.seller-reinstate.refused", "S-MANY")).isOne();
        suspending.reinstate(operator, "S-MANY", "已补办");
        assertThat(onSale("S-MANY")).isEqualTo(400);
    }

    private static String id(String shop, int no) {
        return shop.substring(2, 5) + "%010d".formatted(no);
    }

    private int onSale(String shop) {
        return offers.all(null, 1_000).items().stream()
                .filter(offer -> offer.sellerCode().equals(shop) && offer.onSale())
                .toList()
                .size();
    }

    private long told() {
        return sql.one(
                        "SELECT COUNT(*) AS n FROM ker_outbox WHERE topic = 'catalog.offer-changed'",
                        row -> row.number("n"))
                .orElseThrow();
    }

    private double sent() {
        return meters.get("cunlu.sql.statements").functionCounter().count();
    }

    private void shop(String code, int count) {
        sql.change(
                "INSERT INTO cat_seller (code, name, kind, home_node) VALUES (?, ?, 'FARMER', '500233114201')",
                code,
                code);
        for (int i = 0; i < count; i++) {
            String id = id(code, i);
            sql.change("INSERT INTO cat_product (code, name, category_code) VALUES (?, '橙', 'FRUIT')", "P" + id);
            sql.change(
                    "INSERT INTO cat_sku (code, product_code, name, weight_grams, volume_cm3, storage_class, lot_tracked)"
                            + " VALUES (?, ?, '橙', 500, 800, 'DRY', FALSE)",
                    "K" + id,
                    "P" + id);
            sql.change(
                    "INSERT INTO cat_offer (id, sku_code, seller_code, direction, price_fen, quantity_min, quantity_max,"
                            + " status, version, changed_at, recorded_at) VALUES (?, ?, ?, 'UP', 100, 1, 9, 'PUBLISHED', 1,"
                            + " UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))",
                    id,
                    "K" + id,
                    code);
        }
    }
}

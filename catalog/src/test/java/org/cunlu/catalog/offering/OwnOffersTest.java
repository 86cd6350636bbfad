package org.cunlu.catalog.offering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cunlu.catalog.Direction;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.catalog.Prices;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnOffersTest implements TestPropertyProvider {
    private static final String MINE = "0000000000001";
    private static final String OTHERS = "0000000000002";
    private static final Caller SELLER = seller("S-1");

    @Inject
    OwnOffers own;

    @Inject
    Offers offers;

    @Inject
    Prices prices;

    @Inject
    TermsTable table;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Override
    public Map<String, String> getProperties() {
        return TestServers.properties("ownoffers", Server.DATABASE);
    }

    @BeforeEach
    void twoShops() {
        transactions.run(() -> {
            for (String name : List.of(
                    "cat_offer_node",
                    "cat_offer",
                    "cat_price",
                    "cat_sku",
                    "cat_product",
                    "cat_seller",
                    "ker_outbox",
                    "ker_trail")) {
                sql.change("DELETE FROM " + name);
            }
            sql.change("INSERT INTO cat_product (code, name, category_code) VALUES ('P', '忠橙_100%', 'FRUIT')");
            sql.change(
                    "INSERT INTO cat_sku (code, product_code, name, weight_grams, volume_cm3, storage_class, lot_tracked)"
                            + " VALUES ('K', 'P', '5 斤装', 2500, 6000, 'DRY', FALSE)");
            for (String seller : List.of("S-1", "S-2")) {
                sql.change(
                        "INSERT INTO cat_seller (code, name, kind, home_node) VALUES (?, ?, 'FARMER', 'N')",
                        seller,
                        seller);
            }
            insert(MINE, "S-1", "N-1");
            insert(OTHERS, "S-2", "N-2");
        });
    }

    @Test
    void aNewPriceIsKeptToldAndTraced() {
        Offer offer = own.price(SELLER, MINE, 4200);
        assertThat(offer.priceFen()).isEqualTo(4200);
        assertThat(offer.version()).isEqualTo(2);
        assertThat(told()).containsExactly(MINE);
        assertThat(sql.list(
                        "SELECT act, state_before, state_after FROM ker_trail",
                        row -> row.string("act") + ": " + row.string("state_before") + " -> "
                                + row.string("state_after")))
                .containsExactly(
                        "catalog.offer-priced: PUBLISHED 3900 fen, version 1 -> PUBLISHED 4200 fen, version 2");
    }

    @Test
    void theSamePriceAgainChangesAndTellsNothing() {
        assertThat(own.price(SELLER, MINE, 3900).version()).isEqualTo(1);
        assertThat(told()).isEmpty();
    }

    @Test
    void aWithdrawnOfferIsNotOnSaleUntilItIsPublishedAgain() {
        assertThat(own.withdraw(SELLER, MINE).onSale()).isFalse();
        assertThat(own.withdraw(SELLER, MINE).version()).isEqualTo(2);
        assertThat(onSale(null)).containsExactly(OTHERS);
        assertThat(own.publish(SELLER, MINE).onSale()).isTrue();
        assertThat(told()).containsExactly(MINE, MINE);
    }

    @Test
    void anothersOfferIsAnsweredAsOneThatDoesNotExist() {
        for (String id : List.of(OTHERS, "0000000000009", "nonsense")) {
            assertThatThrownBy(() -> own.price(SELLER, id, 1))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.code()).isEqualTo("not-found"));
        }
        assertThat(told()).isEmpty();
    }

    @Test
    void aSellerOfBothShopsChangesBoth() {
        var both = new Caller("A", List.of(grant("S-1"), grant("S-2")));
        own.withdraw(both, MINE);
        own.withdraw(both, OTHERS);
        assertThat(onSale(null)).isEmpty();
    }

    @Test
    void takesBothEndsOfThePriceAndNothingBeyond() {
        assertThat(own.price(SELLER, MINE, 1).priceFen()).isEqualTo(1);
        assertThat(own.price(SELLER, MINE, 10_000_000).priceFen()).isEqualTo(10_000_000);
        for (long fen : new long[] {0, -1, 10_000_001, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> own.price(SELLER, MINE, fen))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.code()).isEqualTo("price-out-of-range"));
        }
    }

    @Test
    void aChangeOfAnOlderVersionIsRefused() {
        Terms seen = table.find(MINE).orElseThrow();
        own.price(SELLER, MINE, 4200);
        boolean changed = transactions.run(() -> table.change(seen, seen.withPrice(1), Instant.now()));
        assertThat(changed).isFalse();
        assertThat(offers.find(List.of(MINE)).get(MINE).priceFen()).isEqualTo(4200);
    }

    @Test
    void aSellerOffersASkuOfTheCatalogueFromHisHome() {
        transactions.run(() -> {
            sql.change("DELETE FROM cat_offer_node");
            sql.change("DELETE FROM cat_offer");
        });
        var terms = new OfferTerms("S-1", Direction.UP, 4_000, 2, 50, 3, List.of("500233114"), false);
        Offer made = own.put(SELLER, "S-1", "K", terms);
        assertThat(made.onSale()).isTrue();
        assertThat(made.sourceNodes()).containsExactly("N");
        assertThat(made.delivery()).isEqualTo(new Offer.Delivery(3, List.of("500233114"), false));
        assertThat(own.put(SELLER, "S-1", "K", terms).version()).isEqualTo(1);
        var dearer = new OfferTerms("S-1", Direction.UP, 4_500, 2, 50, 0, null, true);
        assertThat(own.put(SELLER, "S-1", "K", dearer).version()).isEqualTo(2);
        assertThat(prices.of(made.id())).extracting("priceFen").containsExactly(4_500L, 4_000L);
        assertCode("node-taken", () -> own.put(seller("S-2"), "S-2", "K", terms));
        assertCode("not-found", () -> own.put(SELLER, "S-1", "NONE", terms));
        assertCode(
                "terms-invalid",
                () -> own.put(SELLER, "S-1", "K", new OfferTerms("S-1", Direction.UP, 1, 3, 2, 0, null, true)));
        assertCode(
                "terms-invalid",
                () -> own.put(SELLER, "S-1", "K", new OfferTerms("S-1", Direction.UP, 1, 1, 2, 61, null, true)));
        transactions.run(() -> sql.change("UPDATE cat_product SET state = 'WITHDRAWN'"));
        assertThat(offers.find(List.of(made.id())).get(made.id()).onSale()).isFalse();
        assertThat(offers.ofSku("K")).isEmpty();
    }

    @Test
    void ofASkuThoseOnSaleAreToldHoweverManyWereWithdrawnBefore() {
        transactions.run(() -> {
            sql.change("DELETE FROM cat_offer_node");
            sql.change("DELETE FROM cat_offer");
            for (int i = 10; i < 35; i++) {
                sql.change(
                        "INSERT INTO cat_seller (code, name, kind, home_node) VALUES (?, ?, 'FARMER', 'N')",
                        "S-" + i,
                        "S-" + i);
                insert("00000000000" + i, "S-" + i, "N-" + i);
            }
            sql.change("UPDATE cat_offer SET status = 'WITHDRAWN' WHERE seller_code < 'S-33'");
        });
        assertThat(offers.ofSku("K")).extracting(Offer::sellerCode).containsExactly("S-33", "S-34");
        assertThat(offers.allOfSkus(List.of("K", "NONE"))).hasSize(2);
        transactions.run(() -> sql.change("UPDATE cat_offer SET status = 'PUBLISHED'"));
        assertThat(offers.ofSku("K")).hasSize(20);
        assertThat(offers.allOfSkus(List.of("K"))).hasSize(25);
    }

    private static void assertCode(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(code));
    }

    @Test
    void rivalsLoseNoVersion() throws Exception {
        int rivals = 8;
        var barrier = new CyclicBarrier(rivals);
        try (var pool = Executors.newFixedThreadPool(rivals)) {
            var attempts = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < rivals; i++) {
                long price = 5_000 + i;
                attempts.add(() -> {
                    barrier.await();
                    try {
                        own.price(SELLER, MINE, price);
                        return true;
                    } catch (ProblemException refused) {
                        assertThat(refused.code()).isEqualTo("offer-changed");
                        return false;
                    }
                });
            }
            long won = 0;
            for (Future<Boolean> attempt : pool.invokeAll(attempts)) {
                won += attempt.get() ? 1 : 0;
            }
            assertThat(won).isPositive();
            assertThat(table.find(MINE).orElseThrow().version()).isEqualTo(1 + won);
            assertThat(told()).hasSize((int) won);
        }
    }

    @Test
    void wordsAreFoundLiterally() {
        assertThat(onSale("忠橙")).hasSize(2);
        assertThat(onSale("忠 斤 S-2")).containsExactly(OTHERS);
        assertThat(onSale("100")).hasSize(2);
        assertThat(onSale("橙子")).isEmpty();
        assertThat(onSale("%%%")).isEmpty();
        assertThat(onSale("' OR 1=1 --")).isEmpty();
        assertThat(onSale("忠".repeat(10_000))).isEmpty();
        assertThat(onSale("\uD83C\uDF4A")).isEmpty();
        assertThat(onSale("  ")).hasSize(2);
    }

    @Test
    void pagesWithoutLossOrRepeat() {
        var first = offers.onSale(new Offers.Filter(null, null, null, null), null, 1);
        assertThat(first.items()).hasSize(1);
        var second = offers.onSale(new Offers.Filter(null, null, null, null), first.next(), 1);
        assertThat(second.items()).extracting(Offer::id).containsExactly(OTHERS);
        assertThat(second.next()).isNull();
        assertThatThrownBy(() -> offers.all("' OR 1", 1)).isInstanceOf(ProblemException.class);
        assertThat(offers.onSale(new Offers.Filter(null, "FRUIT", null, Direction.DOWN), null, 1)
                        .items())
                .isEmpty();
    }

    @Test
    void aSuspendedSellersOffersAreNotOnSale() {
        transactions.run(() -> sql.change("UPDATE cat_seller SET suspended = TRUE WHERE code = 'S-2'"));
        assertThat(onSale(null)).containsExactly(MINE);
        assertThat(offers.find(List.of(OTHERS)).get(OTHERS).onSale()).isFalse();
    }

    private void insert(String id, String seller, String node) {
        sql.change(
                "INSERT INTO cat_offer (id, sku_code, seller_code, direction, price_fen, quantity_min, quantity_max, status,"
                        + " version, changed_at, recorded_at)"
                        + " VALUES (?, 'K', ?, 'UP', 3900, 1, 99, 'PUBLISHED', 1, UTC_TIMESTAMP(3),"
                        + " UTC_TIMESTAMP(3))",
                id,
                seller);
        sql.change("INSERT INTO cat_offer_node VALUES ('K', ?, ?)", node, id);
    }

    private List<String> onSale(String words) {
        return offers.onSale(new Offers.Filter(words, null, null, null), null, 10).items().stream()
                .map(Offer::id)
                .toList();
    }

    private List<String> told() {
        return sql.list("SELECT subject FROM ker_outbox", row -> row.string("subject"));
    }

    private static Caller seller(String shop) {
        return new Caller(
                "ACCOUNT000001", List.of(grant(shop), new Grant(Role.CONSUMER, new Scope(Scope.Kind.SELF, "X"))));
    }

    private static Grant grant(String shop) {
        return new Grant(Role.SELLER, new Scope(Scope.Kind.SHOP, shop));
    }
}

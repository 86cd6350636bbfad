package org.cunlu.catalog.goods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.catalog.ProductState;
import org.cunlu.catalog.ProductType;
import org.cunlu.catalog.ProductTypes;
import org.cunlu.catalog.StorageClass;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.audit.Auditor;
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
class ProductLifeTest implements TestPropertyProvider {
    private static final Caller LUO = caller("LUO0000000001", Role.SELLER, Scope.Kind.SHOP, "S-1");
    private static final Caller OTHER = caller("OTHER00000001", Role.SELLER, Scope.Kind.SHOP, "S-2");
    private static final Caller COUNTY = caller("COUNTY0000001", Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE, "500233");
    private static final String OFFER = "0000000000001";

    @Inject
    Writing writing;

    @Inject
    Deciding deciding;

    @Inject
    ChangeTable changes;

    @Inject
    StepTable steps;

    @Inject
    Auditor auditor;

    @Inject
    ProductTypes types;

    @Inject
    Offers offers;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Override
    public Map<String, String> getProperties() {
        return TestServers.properties("productlife", Server.DATABASE);
    }

    @BeforeEach
    void aShopAndAType() {
        transactions.run(() -> {
            for (String name : List.of(
                    "offer_node",
                    "offer",
                    "price",
                    "sku",
                    "product",
                    "product_step",
                    "product_change",
                    "seller",
                    "category",
                    "attribute",
                    "product_type")) {
                sql.change("DELETE FROM cat_" + name);
            }
            sql.change("DELETE FROM ker_outbox");
            sql.change("INSERT INTO cat_category (code, name, path) VALUES ('FRUIT', '鲜果', '/FRUIT/')");
            for (String seller : List.of("S-1", "S-2")) {
                sql.change(
                        "INSERT INTO cat_seller (code, name, kind, home_node) VALUES (?, ?, 'FARMER', 'N')",
                        seller,
                        seller);
            }
        });
        types.keep(Sheets.FRUIT, "tester");
    }

    @Test
    void aDraftIsSubmittedApprovedSoldAndWithdrawn() {
        assertThat(writing.write(LUO, "P", Sheets.oranges(), null).state()).isEqualTo(ProductState.DRAFT);
        offer();
        assertThat(onSale()).isFalse();
        writing.step(LUO, "P", Life.SUBMIT);
        assertThat(onSale()).isFalse();
        assertThat(deciding.step(COUNTY, "P", Life.APPROVE, null).state()).isEqualTo(ProductState.PUBLISHED);
        assertThat(onSale()).isTrue();
        assertThat(deciding.step(COUNTY, "P", Life.WITHDRAW, "质检不合格").state()).isEqualTo(ProductState.WITHDRAWN);
        assertThat(onSale()).isFalse();
        assertThat(steps.of("P"))
                .extracting(StepTable.Step::act)
                .containsExactly("WRITE", "SUBMIT", "APPROVE", "WITHDRAW");
        assertThat(steps.of("P").getLast().reason()).isEqualTo("质检不合格");
        assertThat(topics())
                .containsExactlyInAnyOrder(
                        "catalog.product-published",
                        "catalog.offer-changed",
                        "catalog.product-withdrawn",
                        "catalog.offer-changed");
        assertThat(offers.find(List.of(OFFER)).get(OFFER).version()).isEqualTo(3);
    }

    @Test
    void stepsThatTheTableDoesNotNameAreRefusedAndRepeatedOnesChangeNothing() {
        writing.write(LUO, "P", Sheets.oranges(), null);
        assertCode("product-state", () -> deciding.step(COUNTY, "P", Life.APPROVE, null));
        assertCode("product-state", () -> writing.step(LUO, "P", Life.WITHDRAW));
        writing.step(LUO, "P", Life.SUBMIT);
        long version = writing.step(LUO, "P", Life.SUBMIT).version();
        assertThat(version).isEqualTo(2);
        assertCode("product-state", () -> writing.write(LUO, "P", Sheets.named("另名"), null));
        assertThat(deciding.step(COUNTY, "P", Life.DECLINE, "图片不清").state()).isEqualTo(ProductState.DRAFT);
        assertThat(sql.list(
                        "SELECT act FROM ker_trail WHERE act LIKE '%refused%' OR state_after LIKE '%product-state%'",
                        row -> row.string("act")))
                .isNotEmpty();
    }

    @Test
    void whatWasSubmittedMayBeTakenBackAndWhatWasWithdrawnComesBackAsAnother() {
        writing.write(LUO, "P", Sheets.oranges(), null);
        writing.step(LUO, "P", Life.SUBMIT);
        assertThat(writing.step(LUO, "P", Life.RECALL).state()).isEqualTo(ProductState.DRAFT);
        assertCode("product-state", () -> deciding.step(COUNTY, "P", Life.APPROVE, null));
        writing.step(LUO, "P", Life.SUBMIT);
        deciding.step(COUNTY, "P", Life.APPROVE, null);
        assertCode("product-state", () -> writing.step(LUO, "P", Life.RECALL));
        offer();
        deciding.step(COUNTY, "P", Life.WITHDRAW, "质检不合格");
        var insider = new Caller("LUO0000000001", COUNTY.grants());
        assertCode("own-submission", () -> deciding.step(insider, "P", Life.REINSTATE, "已复检"));
        assertThat(onSale()).isFalse();
        assertThat(deciding.step(COUNTY, "P", Life.REINSTATE, "已复检").state()).isEqualTo(ProductState.PUBLISHED);
        assertThat(onSale()).isTrue();
        // Its seller takes it off and has it looked at again.
        writing.step(LUO, "P", Life.WITHDRAW);
        assertThat(onSale()).isFalse();
        assertThat(writing.step(LUO, "P", Life.SUBMIT).state()).isEqualTo(ProductState.IN_REVIEW);
        assertThat(steps.of("P"))
                .extracting(StepTable.Step::act)
                .containsExactly(
                        "WRITE",
                        "SUBMIT",
                        "RECALL",
                        "SUBMIT",
                        "APPROVE",
                        "WITHDRAW",
                        "REINSTATE",
                        "WITHDRAW",
                        "SUBMIT");
    }

    @Test
    void aDiffNamesEachFieldOfTheSkuItIsOf() {
        var before = Sheets.stored("FRUIT", StorageClass.DRY, "A", 30);
        var after = Sheets.stored("FRUIT", StorageClass.CHILLED, "B", null);
        assertThat(Diff.of(before, after))
                .containsExactly(
                        new Diff.Difference("skus[K-1].attributes.GRADE", "A", "B"),
                        new Diff.Difference("skus[K-1].shelfLifeDays", "30", null),
                        new Diff.Difference("skus[K-1].storageClass", "DRY", "CHILLED"));
        assertThat(Diff.of(after, after)).isEmpty();
    }

    @Test
    void anotherShopSeesAndChangesNothing() {
        writing.write(LUO, "P", Sheets.oranges(), null);
        assertCode("not-found", () -> writing.read(OTHER, "P"));
        assertCode("not-found", () -> writing.write(OTHER, "P", Sheets.named("抢注"), null));
        assertCode("not-found", () -> writing.step(OTHER, "P", Life.SUBMIT));
        assertCode("not-found", () -> writing.write(LUO, "Q", Sheets.oranges(), "S-2"));
    }

    @Test
    void aChangeOfAPublishedProductWaitsForTheCounty() {
        publish();
        writing.write(LUO, "P", Sheets.named("忠橙 春见"), null);
        assertThat(writing.read(LUO, "P").sheet().name()).isEqualTo("忠橙");
        Change open = changes.openOf("P").orElseThrow();
        assertThat(Diff.of(open.base(), open.sheet())).containsExactly(new Diff.Difference("name", "忠橙", "忠橙 春见"));
        writing.write(LUO, "P", Sheets.named("忠橙 春见"), null);
        assertCode("change-open", () -> writing.write(LUO, "P", Sheets.named("又一名"), null));
        assertThat(deciding.approve(COUNTY, open.id()).state()).isEqualTo(Change.State.APPROVED);
        assertThat(writing.read(LUO, "P").sheet().name()).isEqualTo("忠橙 春见");
        assertThat(deciding.approve(COUNTY, open.id()).state()).isEqualTo(Change.State.APPROVED);
        assertCode("change-decided", () -> deciding.decline(COUNTY, open.id(), "迟了"));
        assertThat(sql.list("SELECT act FROM ker_trail WHERE act = 'catalog.change-approve'", row -> row.string("act")))
                .isNotEmpty();
    }

    @Test
    void aDeclinedChangeKeepsItsReasonAndTheProductStays() {
        publish();
        writing.write(LUO, "P", Sheets.named("忠橙 第一"), null);
        Change open = changes.openOf("P").orElseThrow();
        assertThat(deciding.decline(COUNTY, open.id(), "不得用“第一”").reason()).isEqualTo("不得用“第一”");
        assertThat(writing.read(LUO, "P").sheet().name()).isEqualTo("忠橙");
        writing.write(LUO, "P", Sheets.named("忠橙 鲜果"), null);
        writing.retract(LUO, "P");
        assertThat(changes.openOf("P")).isEmpty();
        assertThat(changes.of("P"))
                .extracting(Change::state)
                .containsExactly(Change.State.RETRACTED, Change.State.DECLINED);
    }

    @Test
    void aChangeOfWhatIsOtherwiseByNowIsNotApplied() {
        publish();
        writing.write(LUO, "P", Sheets.named("忠橙 春见"), null);
        transactions.run(() -> sql.change("UPDATE cat_product SET version = version + 1 WHERE code = 'P'"));
        Change open = changes.openOf("P").orElseThrow();
        assertCode("product-changed", () -> deciding.approve(COUNTY, open.id()));
        assertThat(changes.find(open.id()).orElseThrow().state()).isEqualTo(Change.State.PROPOSED);
    }

    @Test
    void nobodyDecidesOfWhatHeSubmittedHimself() {
        var both = new Caller("LUO0000000001", COUNTY.grants());
        writing.write(LUO, "P", Sheets.oranges(), null);
        writing.step(LUO, "P", Life.SUBMIT);
        assertCode("own-submission", () -> deciding.step(both, "P", Life.APPROVE, null));
        deciding.step(COUNTY, "P", Life.APPROVE, null);
        writing.write(LUO, "P", Sheets.named("忠橙 春见"), null);
        String open = changes.openOf("P").orElseThrow().id();
        assertCode("own-submission", () -> deciding.approve(both, open));
    }

    @Test
    void skusStayAndCodesAreTakenOnce() {
        writing.write(LUO, "P", Sheets.oranges(), null);
        assertCode("sku-fixed", () -> writing.write(LUO, "P", Sheets.withSkus(Sheets.sku("K-9", "10 斤")), null));
        var more = Sheets.withSkus(Sheets.sku("K-1", "5 斤"), Sheets.sku("K-2", "10 斤"));
        assertThat(writing.write(LUO, "P", more, null).sheet().skus()).hasSize(2);
        assertCode("sku-code-taken", () -> writing.write(OTHER, "Q", Sheets.oranges(), null));
        assertThat(sql.list("SELECT code FROM cat_product", row -> row.string("code")))
                .containsExactly("P");
    }

    @Test
    void ofRivalsOneDecides() throws Exception {
        publish();
        writing.write(LUO, "P", Sheets.named("忠橙 春见"), null);
        String open = changes.openOf("P").orElseThrow().id();
        int rivals = 8;
        var barrier = new CyclicBarrier(rivals);
        try (var pool = Executors.newFixedThreadPool(rivals)) {
            var attempts = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < rivals; i++) {
                boolean yes = i % 2 == 0;
                attempts.add(() -> {
                    barrier.await();
                    try {
                        return (yes ? deciding.approve(COUNTY, open) : deciding.decline(COUNTY, open, "不")) != null;
                    } catch (ProblemException refused) {
                        assertThat(refused.code()).isIn("change-decided", "product-changed");
                        return false;
                    }
                });
            }
            for (Future<Boolean> attempt : pool.invokeAll(attempts)) {
                attempt.get();
            }
        }
        boolean approved = changes.find(open).orElseThrow().state() == Change.State.APPROVED;
        assertThat(writing.read(LUO, "P").sheet().name()).isEqualTo(approved ? "忠橙 春见" : "忠橙");
        assertThat(steps.of("P").stream().filter(step -> step.act().equals("CHANGE")))
                .hasSize(approved ? 1 : 0);
    }

    @Test
    void theAuditSeesAStateWithoutItsStepAndAPriceWithoutItsHistory() {
        publish();
        offer();
        assertThat(violations("a product is where its last step left it")).isZero();
        assertThat(violations("an offer's price is the newest of its history")).isEqualTo(1);
        transactions.run(() -> {
            sql.change("INSERT INTO cat_price (offer_id, offer_version, price_fen, since)"
                    + " SELECT id, version, price_fen, changed_at FROM cat_offer");
            sql.change("UPDATE cat_product SET state = 'WITHDRAWN' WHERE code = 'P'");
        });
        assertThat(violations("a product is where its last step left it")).isEqualTo(1);
        assertThat(violations("an offer's price is the newest of its history")).isZero();
    }

    private long violations(String name) {
        return auditor.run().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow()
                .violations();
    }

    @Test
    void aTypeIsAddedToAndNeverTakenFrom() {
        var fewer = new ProductType("FRUIT", "鲜果", List.of());
        assertCode("attribute-fixed", () -> types.keep(fewer, "tester"));
        var more = new ArrayList<>(Sheets.FRUIT.attributes());
        more.add(new ProductType.Attribute(
                "NOTE", "备注", ProductType.Kind.TEXT, ProductType.Level.PRODUCT, null, false, false, null));
        types.keep(new ProductType("FRUIT", "水果", more), "tester");
        assertThat(types.find("FRUIT").orElseThrow().attributes()).hasSize(more.size());
        assertThat(types.all()).hasSize(1);
    }

    private void publish() {
        writing.write(LUO, "P", Sheets.oranges(), null);
        writing.step(LUO, "P", Life.SUBMIT);
        deciding.step(COUNTY, "P", Life.APPROVE, null);
    }

    private void offer() {
        transactions.run(() -> sql.change(
                "INSERT INTO cat_offer (id, sku_code, seller_code, direction, price_fen, quantity_min, quantity_max, status,"
                        + " version, changed_at, recorded_at) VALUES (?, 'K-1', 'S-1', 'UP', 3900, 1, 99, 'PUBLISHED', 1,"
                        + " UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))",
                OFFER));
    }

    private boolean onSale() {
        Offer offer = offers.find(List.of(OFFER)).get(OFFER);
        assertThat(offers.ofSku("K-1")).hasSize(offer.onSale() ? 1 : 0);
        return offer.onSale();
    }

    private List<String> topics() {
        return sql.list("SELECT topic FROM ker_outbox", row -> row.string("topic"));
    }

    private static void assertCode(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(code));
    }

    private static Caller caller(String account, Role role, Scope.Kind kind, String where) {
        return new Caller(account, List.of(new Grant(role, new Scope(kind, where))));
    }
}

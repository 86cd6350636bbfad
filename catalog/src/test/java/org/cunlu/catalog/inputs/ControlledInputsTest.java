package org.cunlu.catalog.inputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.StringReader;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.ControlledOffers;
import org.cunlu.catalog.InputImport;
import org.cunlu.catalog.InputKind;
import org.cunlu.catalog.InputRegister;
import org.cunlu.catalog.InputRight.Standing;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.catalog.Toxicity;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Farm inputs are sold by registration and licence, and not a moment longer. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlledInputsTest implements TestPropertyProvider {
    private static final Caller LUO = caller("LUO0000000001", Role.SELLER, Scope.Kind.SHOP, "S-1");
    private static final Caller OTHER = caller("OTHER00000001", Role.SELLER, Scope.Kind.SHOP, "S-2");
    private static final Caller COUNTY = caller("COUNTY0000001", Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE, "500233");
    private static final String OFFER = "0000000000001";

    @Inject
    Registering registering;

    @Inject
    InputRegister register;

    @Inject
    InputImport loading;

    @Inject
    ControlledOffers controlled;

    @Inject
    Offers offers;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Inject
    Clock clock;

    private LocalDate today;

    @Override
    public Map<String, String> getProperties() {
        var properties = new java.util.HashMap<>(TestServers.properties("controlledinputs", Server.DATABASE));
        properties.put("cunlu.schedulers.enabled", "false");
        return properties;
    }

    @BeforeEach
    void aPesticideWithoutAnything() {
        today = CountyTime.date(clock.instant());
        transactions.run(() -> {
            for (String name :
                    List.of("offer_node", "offer", "sku", "product", "seller", "category", "input", "seller_item")) {
                sql.change("DELETE FROM cat_" + name);
            }
            sql.change("DELETE FROM ker_outbox");
            sql.change(
                    "INSERT INTO cat_category (code, name, parent_code, path) VALUES"
                            + " ('PESTICIDE', '农药', NULL, '/PESTICIDE/'),"
                            + " ('INSECTICIDE', '杀虫剂', 'PESTICIDE', '/PESTICIDE/INSECTICIDE/'), ('FOOD', '食品', NULL, '/FOOD/')");
            for (String seller : List.of("S-1", "S-2")) {
                sql.change(
                        "INSERT INTO cat_seller (code, name, kind, home_node) VALUES (?, ?, 'GOODS_SUPPLIER', 'N')",
                        seller,
                        seller);
            }
            product("P", "INSECTICIDE", "PUBLISHED");
            sql.change("INSERT INTO cat_offer (id, sku_code, seller_code, direction, price_fen, quantity_min,"
                    + " quantity_max, status, version, changed_at, recorded_at) VALUES ('" + OFFER
                    + "', 'P-1', 'S-1', 'DOWN', 100, 1, 99, 'PUBLISHED', 1, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))");
        });
    }

    @Test
    void anOfferIsOnSaleWhileRegistrationAndLicenceAreValidAndNoDayLonger() {
        stands(Standing.NOT_REGISTERED);
        registering.saidByCounty(COUNTY, said(false, today));
        stands(Standing.NOT_LICENSED);
        licence("S-2", "PESTICIDE", today);
        licence("S-1", "SEED", today);
        stands(Standing.NOT_LICENSED);
        licence("S-1", "PESTICIDE", today.minusDays(1));
        stands(Standing.NOT_LICENSED);
        licence("S-1", "PESTICIDE", today);
        stands(Standing.SELLABLE);
        transactions.run(() -> sql.change(
                "UPDATE cat_input SET valid_from = ?, valid_until = ?", today.minusDays(9), today.minusDays(1)));
        stands(Standing.NOT_VALID);
        transactions.run(() -> sql.change("UPDATE cat_input SET valid_until = ?", today));
        stands(Standing.SELLABLE);
        transactions.run(() -> sql.change("UPDATE cat_seller_item SET state = 'REPLACED', standing = NULL"));
        stands(Standing.NOT_LICENSED);
    }

    @Test
    void restrictedPesticideNeedsTheWiderLicenceWhichCoversTheOthersToo() {
        registering.saidByCounty(COUNTY, said(true, today));
        licence("S-1", "PESTICIDE", today);
        stands(Standing.NOT_LICENSED);
        licence("S-1", "RESTRICTED_PESTICIDE", today);
        stands(Standing.SELLABLE);
        assertThat(offer().input().restricted()).isTrue();
        assertThat(offer().input().activeIngredient()).isEqualTo("克百威");
        transactions.run(() -> sql.change("DELETE FROM cat_seller_item WHERE item = 'PESTICIDE'"));
        registering.saidByCounty(COUNTY, said(false, today));
        stands(Standing.SELLABLE);
    }

    /** Its storage class alone keeps it out of a bag with food, so whoever says it is dry goods does not sell it. */
    @Test
    void aPesticideIsSoldAsHazardousGoodsOrNotAtAllAndWhatIsNoPesticideAsItIs() {
        registering.saidByCounty(COUNTY, said(false, today));
        licence("S-1", "PESTICIDE", today);
        transactions.run(controlled::tell);
        for (String storage : List.of("DRY", "CHILLED")) {
            stored(storage);
            stands(Standing.NOT_HAZARDOUS);
            assertCode("pesticide-not-hazardous", () -> transactions.run(() -> register.demand("P")));
        }
        assertThat(transactions.run(controlled::tell)).isEqualTo(1);
        assertThat(told()).isFalse();
        stored("HAZARDOUS");
        stands(Standing.SELLABLE);
        transactions.run(() -> register.demand("P"));
        // Fertiliser travels with other dry goods.
        stored("DRY");
        transactions.run(() -> {
            sql.change("INSERT INTO cat_category (code, name, path) VALUES ('FERTILISER', '肥料', '/FERTILISER/')");
            sql.change("UPDATE cat_product SET category_code = 'FERTILISER'");
            sql.change("UPDATE cat_input SET kind = 'FERTILISER', toxicity = NULL, active_ingredient = NULL");
        });
        licence("S-1", "FERTILISER", today);
        stands(Standing.SELLABLE);
    }

    private void stored(String storage) {
        transactions.run(() -> sql.change("UPDATE cat_sku SET storage_class = ?", storage));
    }

    @Test
    void followersAreToldOnceWhenAnOfferGoesOffSaleAndOnAgain() {
        assertThat(transactions.run(controlled::tell)).isEqualTo(1);
        assertThat(transactions.run(controlled::tell)).isZero();
        assertThat(told()).isFalse();
        registering.saidByCounty(COUNTY, said(false, today));
        licence("S-1", "PESTICIDE", today);
        assertThat(transactions.run(controlled::tell)).isEqualTo(1);
        assertThat(told()).isTrue();
        registering.withdraw(COUNTY, "P", true, "登记证被撤销");
        assertThat(told()).isFalse();
        stands(Standing.NOT_VALID);
        assertThat(transactions.run(controlled::tell)).isZero();
        registering.withdraw(COUNTY, "P", false, "误撤");
        stands(Standing.SELLABLE);
        // What is moved out of the category is no input any more, and is told as on sale.
        transactions.run(() -> sql.change("DELETE FROM cat_seller_item"));
        assertThat(transactions.run(controlled::tell)).isEqualTo(1);
        transactions.run(() -> sql.change("UPDATE cat_product SET category_code = 'FOOD'"));
        assertThat(transactions.run(controlled::tell)).isEqualTo(1);
        assertThat(offer().onSale()).isTrue();
        assertThat(offer().input()).isNull();
    }

    @Test
    void noInputIsPublishedWithoutARegistrationOfItsKind() {
        assertCode("registration-missing", () -> transactions.run(() -> register.demand("P")));
        assertCode("kind-wrong", () -> registering.saidByCounty(COUNTY, seed()));
        registering.saidByCounty(COUNTY, said(false, today));
        transactions.run(() -> register.demand("P"));
        transactions.run(() -> sql.change("UPDATE cat_product SET type_code = 'SEED'"));
        assertCode("input-category-wrong", () -> transactions.run(() -> register.demand("P")));
        transactions.run(() -> sql.change("UPDATE cat_product SET type_code = NULL"));
        registering.withdraw(COUNTY, "P", true, "撤销");
        assertCode("registration-not-valid", () -> transactions.run(() -> register.demand("P")));
        transactions.run(() -> sql.change("UPDATE cat_product SET category_code = 'FOOD'"));
        transactions.run(() -> register.demand("P"));
    }

    @Test
    void itsAuthorSaysItUntilOthersRelyOnItAndAnothersIsAbsent() {
        transactions.run(() -> sql.change("UPDATE cat_product SET state = 'DRAFT', author_shop = 'S-1'"));
        assertCode("not-found", () -> registering.saidByAuthor(OTHER, said(false, today)));
        assertThat(registering.saidByAuthor(LUO, said(false, today)).version()).isEqualTo(1);
        assertThat(registering.saidByAuthor(LUO, said(false, today)).version()).isEqualTo(1);
        assertThat(registering.saidByAuthor(LUO, said(true, today)).version()).isEqualTo(2);
        transactions.run(() -> sql.change("UPDATE cat_product SET state = 'PUBLISHED'"));
        assertThat(registering.saidByAuthor(LUO, said(true, today)).version()).isEqualTo(2);
        assertCode("product-published", () -> registering.saidByAuthor(LUO, said(false, today)));
        // It was on sale as restricted: taken back by its author, it stays so.
        transactions.run(() -> sql.change("UPDATE cat_product SET state = 'WITHDRAWN'"));
        assertCode("restriction-settled", () -> registering.saidByAuthor(LUO, said(false, today)));
        assertThat(registering.saidByAuthor(LUO, said(true, today.plusDays(1))).version())
                .isEqualTo(3);
        assertThat(registering.saidByCounty(COUNTY, said(false, today)).restricted())
                .isFalse();
        assertThat(registering.own(LUO, "P", true).registrationNo()).isEqualTo("PD20081234");
        assertCode("not-found", () -> registering.own(OTHER, "P", true));
        assertThat(sql.list(
                        "SELECT act FROM ker_trail WHERE act = 'catalog.input-registered' AND subject = 'P'",
                        row -> row.string("act")))
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void aFileIsLoadedByTheSameRulesAllOfItOrNothing() {
        transactions.run(() -> product("Q", "FOOD", "PUBLISHED"));
        String header =
                "record,product_code,kind,registration_no,toxicity,restricted,active_ingredient,valid_from,valid_until,seller_code,licence,number\n";
        String good = "registration,P,PESTICIDE,PD20081234,LOW,false,吡虫啉,2020-01-01,2049-12-31,,,\n";
        var bad = loading.registrations(
                new StringReader(
                        header + good + "registration,P,PESTICIDE,PD2008,LOW,false,吡虫啉,2020-01-01,2049-12-31,,,\n"
                                + "registration,Q,PESTICIDE,PD20081234,LOW,false,a,2020-01-01,2049-12-31,,,\n"
                                + "registration,NONE,PESTICIDE,PD20081234,LOW,false,a,2020-01-01,2049-12-31,,,\n"),
                false,
                "tester");
        assertThat(bad.faults())
                .extracting(fault -> fault.line() + " " + fault.code())
                .containsExactly("3 registration-invalid", "4 kind-wrong", "5 not-found");
        assertThat(bad.applied()).isFalse();
        stands(Standing.NOT_REGISTERED);
        assertThat(loading.registrations(new StringReader(header + good), false, "tester")
                        .created())
                .isEqualTo(1);
        assertThat(loading.registrations(new StringReader(header + good), false, "tester")
                        .unchanged())
                .isEqualTo(1);
    }

    private void product(String code, String category, String state) {
        sql.change(
                "INSERT INTO cat_product (code, name, category_code, state, version) VALUES (?, ?, ?, ?, 1)",
                code,
                code,
                category,
                state);
        sql.change(
                "INSERT INTO cat_sku (code, product_code, name, weight_grams, volume_cm3, storage_class, lot_tracked)"
                        + " VALUES (?, ?, ?, 500, 500, 'HAZARDOUS', TRUE)",
                code + "-1",
                code,
                code);
    }

    private void licence(String seller, String item, LocalDate until) {
        transactions.run(() -> {
            sql.change("DELETE FROM cat_seller_item WHERE seller_code = ? AND item = ?", seller, item);
            sql.change(
                    "INSERT INTO cat_seller_item (id, seller_code, item, state, standing, number_shown, valid_from,"
                            + " valid_until, submitted_by, submitted_at) VALUES (?, ?, ?, 'APPROVED', 1, 'N', ?, ?, 'A',"
                            + " UTC_TIMESTAMP(3))",
                    Long.toString(System.nanoTime() % 1_000_000_000_000L),
                    seller,
                    item,
                    today.minusDays(30),
                    until);
        });
    }

    private Registration said(boolean restricted, LocalDate until) {
        return new Registration(
                "P",
                InputKind.PESTICIDE,
                "PD20081234",
                restricted ? Toxicity.HIGH : Toxicity.LOW,
                restricted,
                "克百威",
                today.minusDays(100),
                until,
                false,
                0);
    }

    private Registration seed() {
        return new Registration(
                "P", InputKind.SEED, "国审稻20200123", null, false, null, today, today.plusDays(9), false, 0);
    }

    private void stands(Standing standing) {
        assertThat(offer().input().standing()).isEqualTo(standing);
        assertThat(offer().onSale()).isEqualTo(standing == Standing.SELLABLE);
        assertThat(offers.ofSku("P-1")).hasSize(standing == Standing.SELLABLE ? 1 : 0);
        assertThat(offers.onSale(new Offers.Filter(null, null, null, null), null, 9)
                        .items())
                .hasSize(standing == Standing.SELLABLE ? 1 : 0);
    }

    private Offer offer() {
        return offers.find(List.of(OFFER)).get(OFFER);
    }

    private boolean told() {
        return sql.one("SELECT on_sale FROM cat_offer_told WHERE id = ?", row -> row.flag("on_sale"), OFFER)
                .orElseThrow();
    }

    private static void assertCode(String code, Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static Caller caller(String id, Role role, Scope.Kind kind, String scope) {
        return new Caller(id, List.of(new Grant(role, new Scope(kind, scope))));
    }
}

package org.cunlu.orders.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.MovedClock;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInRealNames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Restricted pesticide is sold to known people for a purpose, and is in the ledger. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestrictedSalesTest implements TestPropertyProvider {
    private static final String HOME = InputShop.HOME;

    @Inject
    InputShop inputs;

    @Inject
    Shop shop;

    @Inject
    StandInRealNames names;

    @Inject
    MovedClock clock;

    @Inject
    Audit audit;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("restrictedsales");
    }

    @BeforeEach
    void anotherSeason() {
        clock.forward(Duration.ofDays(40));
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void restrictedPesticideNeedsAVerifiedNameAndAPurpose() {
        Offer poison = inputs.input("S1", true, "克百威");
        String buyer = shop.buyer();
        inputs.order(buyer, poison, 1, InputShop.purpose(poison)).is(403, "real-name-needed");
        names.verify(buyer);
        inputs.order(buyer, poison, 1, null).is(409, "purpose-missing");
        assertThat(inputs.order(buyer, poison, 1, InputShop.purpose(inputs.input("S1", true, "克百威")))
                        .is(409, "purpose-missing")
                        .fact("offerId")
                        .getStringValue())
                .isEqualTo(poison.id());
        String group = inputs.order(buyer, poison, 1, InputShop.purpose(poison))
                .is(201)
                .text("groupId");
        byte[] sealed = sql.one(
                        "SELECT purpose_sealed FROM ord_input_purpose WHERE group_id = ?",
                        row -> row.bytes("purpose_sealed"),
                        group)
                .orElseThrow();
        assertThat(new String(sealed, java.nio.charset.StandardCharsets.UTF_8)).doesNotContain("柑橘", HOME);
        // What is not restricted is anybody's.
        inputs.order(shop.buyer(), inputs.input("S1", false, "吡虫啉"), 1, null).is(201);
    }

    @Test
    void aPurposeMustMakeSense() {
        Offer poison = inputs.input("S1", true, "克百威");
        String buyer = shop.buyer();
        names.verify(buyer);
        for (Object area : new Object[] {0, -1, 1_000_000_000L, 0.001, 10_000.01}) {
            inputs.order(buyer, poison, 1, InputShop.with(poison, "areaMu", area))
                    .is(400, "purpose-invalid");
        }
        for (String field : List.of("crop", "pest")) {
            inputs.order(buyer, poison, 1, InputShop.with(poison, field, "<b>虫</b>"))
                    .is(400, "purpose-invalid");
            inputs.order(buyer, poison, 1, InputShop.with(poison, field, "虫\u202e"))
                    .is(400, "purpose-invalid");
        }
        inputs.order(buyer, poison, 1, InputShop.with(poison, "villageCode", "999999999999"))
                .is(400, "purpose-invalid");
        inputs.order(buyer, poison, 1, InputShop.with(poison, "villageCode", "=1+1"))
                .is(400, "purpose-invalid");
        inputs.order(
                        buyer,
                        poison,
                        1,
                        List.of(
                                InputShop.purpose(poison).getFirst(),
                                InputShop.purpose(poison).getFirst()))
                .is(400, "purpose-twice");
        inputs.order(buyer, poison, 1, InputShop.with(poison, "areaMu", 0.01)).is(201);
        inputs.order(buyer, poison, 1, InputShop.with(poison, "areaMu", 10_000)).is(201);
    }

    @Test
    void aSellerReadsHisOwnLedgerMaskedAndAnInspectorHisSubtreeOpened() {
        Offer poison = inputs.input("S-LEDGER", true, "克百威");
        String buyer = shop.buyer();
        names.verify(buyer);
        inputs.order(buyer, poison, 2, InputShop.purpose(poison)).is(201);
        inputs.order(shop.buyer(), inputs.input("S-OTHER", false, "吡虫啉"), 1, null)
                .is(201);
        LocalDate today = CountyTime.date(clock.instant());
        String days = "?from=" + today + "&until=" + today;
        String seller = "s SELLER:SHOP:S-LEDGER";
        String own = shop.raw(seller, "/api/seller/inputs/sales" + days);
        assertThat(own).contains("张**", "柑橘", "PD20081234").doesNotContain("三丰", HOME, "S-OTHER");
        assertThat(shop.raw(seller, "/api/seller/inputs/sales.csv" + days))
                .contains("张**", "S-LEDGER")
                .doesNotContain("三丰", "S-OTHER");
        String inspector = "i INSPECTOR:SUBTREE:500233";
        assertThat(shop.raw(inspector, "/api/inspect/inputs/sales" + days))
                .contains("S-LEDGER", "S-OTHER", "张**")
                .doesNotContain("三丰", HOME);
        shop.send(inspector, "GET", "/api/inspect/inputs/sales.csv" + days, null, null)
                .is(400);
        int looks = names.looks().size();
        String file = shop.raw(inspector, "/api/inspect/inputs/sales.csv" + days + "&seller=S-LEDGER&why=inspection");
        assertThat(file).contains("'" + StandInRealNames.NAME, HOME, "柑橘").doesNotContain("S-OTHER");
        assertThat(names.looks().subList(looks, names.looks().size()))
                .containsExactly("i " + buyer + " input-ledger inspection");
        assertThat(shop.raw(inspector, "/api/inspect/inputs/sales.xlsx" + days + "&why=inspection"))
                .startsWith("PK");
        // Another county's, and another road's, see nothing of it.
        for (String scope : List.of("999999", "500233101")) {
            assertThat(shop.raw("j INSPECTOR:SUBTREE:" + scope, "/api/inspect/inputs/sales" + days))
                    .doesNotContain("S-LEDGER");
        }
        shop.send(seller, "GET", "/api/inspect/inputs/sales" + days, null, null).is(403);
        shop.send(
                        inspector,
                        "GET",
                        "/api/inspect/inputs/sales?from=" + today + "&until=" + today.minusDays(1),
                        null,
                        null)
                .is(400, "ends-before-it-begins");
        shop.send(
                        inspector,
                        "GET",
                        "/api/inspect/inputs/sales?from=" + today.minusDays(400) + "&until=" + today,
                        null,
                        null)
                .is(400, "span-too-long");
    }

    @Test
    void theAuditSeesWhatWasNotCountedAndWhatHasNoPurpose() {
        Offer poison = inputs.input("S1", true, "克百威");
        inputs.limit("INGREDIENT", "克百威", "PIECES", 9).is(200);
        clock.forward(Duration.ofDays(1));
        String buyer = shop.buyer();
        names.verify(buyer);
        String group = inputs.order(buyer, poison, 2, InputShop.purpose(poison))
                .is(201)
                .text("groupId");
        transactions.run(() -> sql.change("UPDATE ord_input_use SET used = used + 1 WHERE account_id = ?", buyer));
        assertThat(audit.violations().toString()).contains("farm inputs used of a season");
        transactions.run(() -> sql.change("UPDATE ord_input_use SET used = used - 1 WHERE account_id = ?", buyer));
        transactions.run(() -> sql.change("UPDATE ord_input_purpose SET offer_id = 'X' WHERE group_id = ?", group));
        assertThat(audit.violations().toString()).contains("a purpose and a verified buyer");
        transactions.run(
                () -> sql.change("UPDATE ord_input_purpose SET offer_id = ? WHERE group_id = ?", poison.id(), group));
    }
}

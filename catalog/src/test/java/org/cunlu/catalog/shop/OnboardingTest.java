package org.cunlu.catalog.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.catalog.shop.ShopPeopleOfTest.CARD;
import static org.cunlu.catalog.shop.ShopPeopleOfTest.COMPANY;
import static org.cunlu.catalog.shop.ShopPeopleOfTest.HOME;
import static org.cunlu.catalog.shop.ShopPeopleOfTest.PERSON;
import static org.cunlu.catalog.shop.ShopPeopleOfTest.png;
import static org.cunlu.catalog.shop.ShopPeopleOfTest.refused;
import static org.cunlu.catalog.shop.ShopPeopleOfTest.told;
import static org.cunlu.catalog.shop.ShopPeopleOfTest.traced;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cunlu.accounts.AccountMerged;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Grants;
import org.cunlu.catalog.SellerKind;
import org.cunlu.catalog.shop.HandingIn.Handed;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OnboardingTest implements TestPropertyProvider {
    private static final String WHY = "核对证件";

    @Inject
    Applying applying;

    @Inject
    HandingIn handingIn;

    @Inject
    Reviewing reviewing;

    @Inject
    ReviewingItems items;

    @Inject
    SellerTable sellers;

    @Inject
    ItemTable table;

    @Inject
    ShopData data;

    @Inject
    Accounts accounts;

    @Inject
    Grants grants;

    @Inject
    Sql sql;

    private Caller farmer;
    private Caller operator;

    @Override
    public Map<String, String> getProperties() {
        return TestServers.properties("onboarding", Server.DATABASE);
    }

    @BeforeEach
    void people() {
        farmer = ShopPeopleOfTest.person(accounts, grants, null, null, null);
        operator = ShopPeopleOfTest.person(accounts, grants, Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE, "500233");
    }

    @Test
    void aFarmerHandsInHisPapersIsApprovedAndHasHisShop() {
        Applying.View open = applying.put(farmer, wish(SellerKind.FARMER, "罗家果园"));
        assertThat(open.checklist().missing()).containsExactly(Item.IDENTITY, Item.BANK_ACCOUNT);
        refused("checklist-incomplete", () -> applying.submit(farmer));
        SellerItem card = hand(Item.BANK_ACCOUNT, new Handed(CARD, null, null, null));
        SellerItem identity = hand(Item.IDENTITY, new Handed(PERSON, png(), null, null));
        assertThat(card.number()).isEqualTo("**** 0128");
        assertThat(identity.number()).isEqualTo("5****************6");
        String id = applying.submit(farmer).application().id();
        refused("checklist-unapproved", () -> reviewing.approve(operator, id));
        items.approve(operator, card.id());
        refused("paper-unseen", () -> items.approve(operator, identity.id()));
        assertThat(items.paper(operator, identity.id(), WHY).mediaType()).isEqualTo("image/jpeg");
        items.approve(operator, identity.id());
        Applying.View approved = reviewing.approve(operator, id);
        String shop = approved.application().sellerCode();
        assertThat(approved.application().state()).isEqualTo(Application.State.APPROVED);
        assertThat(sellers.find(shop).orElseThrow().name()).isEqualTo("罗家果园");
        assertThat(ShopPeopleOfTest.again(grants, farmer.accountId()).scopes(Role.SELLER, Scope.Kind.SHOP))
                .containsExactly(shop);
        assertThat(told(sql, farmer.accountId()))
                .contains("LICENCE_APPROVED", "SHOP_APPROVED")
                .doesNotContain("SHOP_DECLINED");
        assertThat(traced(sql, "catalog.seller-approve", shop)).isOne();
        assertThat(reviewing.approve(operator, id).application()).isEqualTo(approved.application());
        assertThat(traced(sql, "catalog.seller-approve", shop)).isOne();
        refused("decided-before", () -> reviewing.decline(operator, id, "反悔"));
    }

    @Test
    void whatIsAskedForDependsOnTheKind() {
        assertThat(Checklist.required(SellerKind.FARMER, true)).doesNotContain(Item.FOOD, Item.BUSINESS_LICENCE);
        for (SellerKind kind : SellerKind.values()) {
            if (kind != SellerKind.FARMER) {
                assertThat(Checklist.required(kind, false))
                        .contains(Item.BUSINESS_LICENCE, Item.BANK_ACCOUNT)
                        .doesNotContain(Item.FOOD);
                assertThat(Checklist.required(kind, true)).contains(Item.FOOD);
            }
        }
    }

    @Test
    void whoIsDeclinedIsToldWhyPutsItRightAndSubmitsAgain() {
        applying.put(farmer, wish(SellerKind.FARMER, "罗家"));
        hand(Item.BANK_ACCOUNT, new Handed(CARD, null, null, null));
        hand(Item.IDENTITY, new Handed(PERSON, png(), null, null));
        String id = applying.submit(farmer).application().id();
        refused("application-submitted", () -> applying.put(farmer, wish(SellerKind.FARMER, "别名")));
        assertThat(reviewing.decline(operator, id, "店名不规范").application().reason())
                .isEqualTo("店名不规范");
        assertThat(reviewing.decline(operator, id, "again").application().reason())
                .isEqualTo("店名不规范");
        refused("decided-before", () -> reviewing.approve(operator, decidedItems(id)));
        assertThat(told(sql, farmer.accountId())).contains("SHOP_DECLINED");
        Applying.View again = applying.put(farmer, wish(SellerKind.FARMER, "罗家果园"));
        assertThat(again.application().id()).isEqualTo(id);
        assertThat(applying.submit(farmer).application().state()).isEqualTo(Application.State.SUBMITTED);
    }

    /** A declined application has all its papers approved, and still is not approved without being submitted again. */
    private String decidedItems(String id) {
        table.of(reviewing.one(operator, id).application().sellerCode()).forEach(item -> {
            if (item.item() == Item.IDENTITY) {
                items.paper(operator, item.id(), WHY);
            }
            items.approve(operator, item.id());
        });
        return id;
    }

    @Test
    void twoApplicationsAtOnceAreOne() throws Exception {
        var barrier = new CyclicBarrier(4);
        try (var threads = Executors.newFixedThreadPool(4)) {
            var answers = new ArrayList<Future<Applying.View>>();
            for (int i = 0; i < 4; i++) {
                Callable<Applying.View> one = () -> {
                    barrier.await();
                    return applying.put(farmer, wish(SellerKind.FARMER, "罗家"));
                };
                answers.add(threads.submit(one));
            }
            for (Future<Applying.View> answer : answers) {
                answer.get();
            }
        }
        assertThat(sql.list(
                        "SELECT id FROM cat_seller_application WHERE account_id = ?",
                        row -> row.string("id"),
                        farmer.accountId()))
                .hasSize(1);
    }

    @Test
    void badInputIsRefusedAndNothingIsKept() {
        refused("name-invalid", () -> applying.put(farmer, wish(SellerKind.FARMER, "<b>罗</b>")));
        refused("name-invalid", () -> applying.put(farmer, wish(SellerKind.FARMER, "罗".repeat(41))));
        refused(
                "node-unknown",
                () -> applying.put(farmer, new Applying.Wish(SellerKind.FARMER, "罗", "NOWHERE", false)));
        refused("not-found", () -> applying.mine(farmer));
        applying.put(farmer, wish(SellerKind.BRAND_COMPANY, "忠橙公司"));
        refused("number-invalid", () -> hand(Item.BANK_ACCOUNT, new Handed("6222021234567890129", null, null, null)));
        refused("number-invalid", () -> hand(Item.IDENTITY, new Handed("500233199001011235", png(), null, null)));
        refused(
                "number-invalid",
                () -> hand(Item.BUSINESS_LICENCE, new Handed("91500233MA5U1ABCX1", png(), null, null)));
        refused("number-invalid", () -> hand(Item.FOOD, new Handed("<i>JY1</i>", png(), null, null)));
        refused("paper-missing", () -> hand(Item.BUSINESS_LICENCE, new Handed(COMPANY, null, null, null)));
        refused("dates-wrong", () -> hand(Item.FOOD, new Handed("JY15002330001", png(), null, null)));
        var yesterday =
                java.time.LocalDate.now(java.time.ZoneId.of("Asia/Shanghai")).minusDays(1);
        refused("licence-expired", () -> hand(Item.FOOD, new Handed("JY15002330001", png(), null, yesterday)));
        hand(Item.FOOD, new Handed("JY15002330001", png(), null, yesterday.plusDays(1)));
        refused("file-invalid", () -> hand(Item.BUSINESS_LICENCE, new Handed(COMPANY, "%%%", null, null)));
        refused("file-kind-unknown", () -> hand(Item.BUSINESS_LICENCE, paper("<svg onload=alert(1)>")));
        refused("file-kind-unknown", () -> hand(Item.BUSINESS_LICENCE, paper("%PDF-1.7 x %%EOF\nPK\u0003\u0004zip")));
        refused("picture-needed", () -> hand(Item.IDENTITY, pdf(PERSON)));
        String large = Base64.getEncoder().encodeToString(new byte[6 << 20]);
        refused("file-too-large", () -> hand(Item.BUSINESS_LICENCE, new Handed(COMPANY, large, null, null)));
        assertThat(table.by(farmer.accountId())).extracting(SellerItem::item).containsExactly(Item.FOOD);
        hand(Item.BUSINESS_LICENCE, pdf(COMPANY));
        hand(Item.BANK_ACCOUNT, new Handed("31050233000012345", null, null, null));
    }

    @Test
    void nobodyDecidesOfHisOwnAndAnothersCountyIsNotThere() {
        Caller both = ShopPeopleOfTest.person(accounts, grants, Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE, "500233");
        Caller elsewhere =
                ShopPeopleOfTest.person(accounts, grants, Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE, "510000");
        applying.put(both, wish(SellerKind.FARMER, "罗家"));
        SellerItem card =
                handingIn.take(both, applying.shop(both), Item.BANK_ACCOUNT, new Handed(CARD, null, null, null));
        refused("own-submission", () -> items.approve(both, card.id()));
        refused("not-found", () -> items.approve(elsewhere, card.id()));
        assertThat(traced(sql, "catalog.item-approve", card.id())).isEqualTo(2);
        items.decline(operator, card.id(), "看不清");
        refused("decided-before", () -> items.approve(operator, card.id()));
        assertThat(told(sql, both.accountId())).contains("LICENCE_DECLINED");
        SellerItem again =
                handingIn.take(both, applying.shop(both), Item.BANK_ACCOUNT, new Handed(CARD, null, null, null));
        items.approve(operator, again.id());
        handingIn.take(both, applying.shop(both), Item.IDENTITY, new Handed(PERSON, png(), null, null));
        String id = applying.submit(both).application().id();
        refused("own-submission", () -> reviewing.decline(both, id, "x"));
        refused("not-found", () -> reviewing.approve(elsewhere, id));
        assertThat(reviewing.waiting(elsewhere, "", 100)).isEmpty();
    }

    @Test
    void personalNumbersAndPapersAreSealedExportedToTheirOwnerAndForgotten() {
        applying.put(farmer, wish(SellerKind.FARMER, "罗家"));
        SellerItem card = hand(Item.BANK_ACCOUNT, new Handed(CARD, png(), null, null));
        byte[] sealed = sql.one(
                        "SELECT number_sealed FROM cat_seller_item WHERE id = ?",
                        row -> row.bytes("number_sealed"),
                        card.id())
                .orElseThrow();
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("6222021234567890128");
        assertThat(sql.one(
                        "SELECT content IS NULL AS hidden FROM cat_seller_paper WHERE item_id = ?",
                        row -> row.flag("hidden"),
                        card.id()))
                .contains(true);
        assertThat(card.toString()).doesNotContain("0128");
        var known = (ShopData.Known) data.export(farmer.accountId());
        assertThat(known.papers()).extracting(ShopData.Handed::number).containsExactly("6222021234567890128");
        transactions.run(() -> assertThat(data.erase(farmer.accountId())).hasSize(1));
        assertThat(((ShopData.Known) data.export(farmer.accountId())).papers())
                .extracting(ShopData.Handed::number)
                .containsOnlyNulls();
        refused("not-found", () -> items.paper(operator, card.id(), WHY));
    }

    @Test
    void theSamePaperHandedInTwiceIsOneAlsoByTwoAtOnceAndAnotherTakesItsPlace() throws Exception {
        applying.put(farmer, wish(SellerKind.FARMER, "罗家"));
        var handed = new Handed(CARD, png(), null, null);
        var barrier = new CyclicBarrier(4);
        var ids = new java.util.TreeSet<String>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            var running = new ArrayList<Future<SellerItem>>();
            for (int i = 0; i < 4; i++) {
                running.add(threads.submit(() -> {
                    barrier.await();
                    return hand(Item.BANK_ACCOUNT, handed);
                }));
            }
            for (var one : running) {
                ids.add(one.get().id());
            }
        }
        assertThat(ids).hasSize(1);
        items.approve(
                operator,
                hand(Item.BANK_ACCOUNT, new Handed(CARD, null, null, null)).id());
        String standing =
                hand(Item.BANK_ACCOUNT, new Handed(CARD, null, null, null)).id();
        assertThat(ids).doesNotContain(standing);
        assertThat(table.find(standing).orElseThrow().state()).isEqualTo(SellerItem.State.APPROVED);
        assertThat(table.find(ids.first()).orElseThrow().state()).isEqualTo(SellerItem.State.REPLACED);
    }

    @Test
    void whatHisRecordHandedInIsHisOwnAccountsAfterAMergeAndErasedWithIt() {
        applying.put(farmer, wish(SellerKind.FARMER, "罗家"));
        SellerItem card = hand(Item.BANK_ACCOUNT, new Handed(CARD, png(), null, null));
        Caller own = ShopPeopleOfTest.person(accounts, grants, null, null, null);
        applying.put(own, wish(SellerKind.FARMER, "罗家自己的"));
        transactions.run(
                () -> merged.on(new AccountMerged(farmer.accountId(), own.accountId(), java.time.Instant.now()), null));
        assertThat(((ShopData.Known) data.export(farmer.accountId())).papers()).isEmpty();
        var known = (ShopData.Known) data.export(own.accountId());
        assertThat(known.papers()).extracting(paper -> paper.item().id()).containsExactly(card.id());
        assertThat(known.applications())
                .extracting(Application::state)
                .containsExactlyInAnyOrder(Application.State.OPEN, Application.State.DECLINED);
        transactions.run(() -> data.erase(own.accountId()));
        refused("not-found", () -> items.paper(operator, card.id(), WHY));
    }

    @Inject
    MergedSellers merged;

    @Inject
    org.cunlu.kernel.db.Transactions transactions;

    private SellerItem hand(Item item, Handed handed) {
        return handingIn.take(farmer, applying.shop(farmer), item, handed);
    }

    private static Applying.Wish wish(SellerKind kind, String name) {
        return new Applying.Wish(kind, name, HOME, false);
    }

    private static Handed paper(String text) {
        return new Handed(
                COMPANY, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1)), null, null);
    }

    private static Handed pdf(String number) {
        String text = "%PDF-1.7\n1 0 obj\n%%EOF\n";
        return new Handed(
                number, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII)), null, null);
    }
}

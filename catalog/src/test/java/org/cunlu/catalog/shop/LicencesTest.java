package org.cunlu.catalog.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.catalog.shop.ShopPeopleOfTest.png;
import static org.cunlu.catalog.shop.ShopPeopleOfTest.told;

import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Grants;
import org.cunlu.catalog.LicenceClass;
import org.cunlu.catalog.SellerKind;
import org.cunlu.catalog.SellerLicences;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.CountyTime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two instances on one database: what runs out is reminded of once, and does not hold a day longer. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LicencesTest {
    private static final String SHOP = "S-INPUTS";

    private final LocalDate today = CountyTime.date(Instant.now());
    private ApplicationContext one;
    private ApplicationContext two;
    private Caller owner;
    private Caller operator;

    @BeforeAll
    void start() {
        Map<String, Object> properties = new HashMap<>(TestServers.properties("licences", Server.DATABASE));
        one = ApplicationContext.run(properties);
        two = ApplicationContext.run(properties);
        var accounts = one.getBean(Accounts.class);
        var grants = one.getBean(Grants.class);
        owner = ShopPeopleOfTest.person(accounts, grants, Role.SELLER, Scope.Kind.SHOP, SHOP);
        operator = ShopPeopleOfTest.person(accounts, grants, Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE, "500233");
        change(
                "INSERT INTO cat_seller (code, name, kind, home_node) VALUES (?, '农资店', 'GOODS_SUPPLIER', ?)",
                SHOP,
                "500233114201");
    }

    @AfterAll
    void stop() {
        two.close();
        one.close();
    }

    @Test
    void aLicenceHoldsFromItsApprovalToItsLastDay() {
        var licences = one.getBean(SellerLicences.class);
        assertThat(licences.valid(SHOP, LicenceClass.SEED, today)).isFalse();
        String first = hand(Item.SEED, "种 1", today.plusDays(3));
        assertThat(licences.valid(SHOP, LicenceClass.SEED, today)).isFalse();
        one.getBean(ReviewingItems.class).approve(operator, first);
        assertThat(licences.valid(SHOP, LicenceClass.SEED, today)).isTrue();
        assertThat(licences.valid(SHOP, LicenceClass.SEED, today.plusDays(3))).isTrue();
        assertThat(licences.valid(SHOP, LicenceClass.SEED, today.plusDays(4))).isFalse();
        assertThat(licences.valid(SHOP, LicenceClass.PESTICIDE, today)).isFalse();
        assertThat(licences.valid("S-OTHER", LicenceClass.SEED, today)).isFalse();
        // The next one takes its place when it is approved, and not before.
        String next = hand(Item.SEED, "种 2", today.plusDays(400));
        assertThat(licences.valid(SHOP, LicenceClass.SEED, today.plusDays(4))).isFalse();
        one.getBean(ReviewingItems.class).approve(operator, next);
        assertThat(licences.valid(SHOP, LicenceClass.SEED, today.plusDays(4))).isTrue();
    }

    @Test
    void whoMaySellRestrictedPesticidesMaySellTheOthers() {
        var licences = one.getBean(SellerLicences.class);
        one.getBean(ReviewingItems.class)
                .approve(operator, hand(Item.RESTRICTED_PESTICIDE, "农药 1", today.plusDays(500)));
        assertThat(licences.valid(SHOP, LicenceClass.RESTRICTED_PESTICIDE, today))
                .isTrue();
        assertThat(licences.valid(SHOP, LicenceClass.PESTICIDE, today)).isTrue();
        assertThat(licences.valid(SHOP, LicenceClass.FERTILISER, today)).isFalse();
    }

    @Test
    void anEndIsRemindedOfAtNinetyThirtyAndSevenDaysOnceEachByTwoInstances() throws Exception {
        String id = hand(Item.FOOD, "JY1", today.plusDays(91));
        one.getBean(ReviewingItems.class).approve(operator, id);
        assertThat(reminders(id, 91)).isZero();
        assertThat(reminders(id, 90)).isOne();
        assertThat(reminders(id, 31)).isZero();
        assertThat(reminders(id, 30)).isOne();
        assertThat(reminders(id, 7)).isOne();
        assertThat(reminders(id, 0)).isZero();
        assertThat(one.getBean(SellerLicences.class).valid(SHOP, LicenceClass.FOOD, today))
                .isTrue();
        change("UPDATE cat_seller_item SET valid_until = ? WHERE id = ?", today.minusDays(1), id);
        assertThat(one.getBean(SellerLicences.class).valid(SHOP, LicenceClass.FOOD, today))
                .isFalse();
        sweep();
        assertThat(one.getBean(ItemTable.class).find(id).orElseThrow().state()).isEqualTo(SellerItem.State.EXPIRED);
        assertThat(Collections.frequency(told(one.getBean(Sql.class), owner.accountId()), "LICENCE_EXPIRED"))
                .isOne();
    }

    @Test
    void whatWasReplacedAndNeverDecidedIsErasedAfterAMonthAndWhatStoodAfterThreeYears() throws Exception {
        String undecided = hand(Item.FOOD, "JY11", today.plusDays(500));
        String stood = hand(Item.FOOD, "JY12", today.plusDays(500));
        one.getBean(ReviewingItems.class).approve(operator, stood);
        String next = hand(Item.FOOD, "JY13", today.plusDays(500));
        one.getBean(ReviewingItems.class).approve(operator, next);
        assertThat(kept(undecided, 29)).isTrue();
        assertThat(kept(undecided, 31)).isFalse();
        assertThat(kept(stood, 3 * 366 - 1)).isTrue();
        assertThat(kept(stood, 3 * 366 + 1)).isFalse();
        assertThat(kept(next, 0)).isTrue();
    }

    /** @return whether its file and number are there so many days after it was replaced */
    private boolean kept(String id, int days) throws Exception {
        change(
                "UPDATE cat_seller_item SET replaced_at = ? WHERE id = ? AND state = 'REPLACED'",
                Instant.now().minus(java.time.Duration.ofDays(days)),
                id);
        sweep();
        boolean file = one.getBean(PaperTable.class).find(id).isPresent();
        assertThat(one.getBean(Transactions.class)
                        .read(() -> one.getBean(ItemTable.class).number(id) != null))
                .isEqualTo(file);
        return file;
    }

    @Test
    void aFileThatWasKeptOpenIsSealedAndReadsAsBefore() throws Exception {
        String id = hand(Item.SEED, "种 9", today.plusDays(500));
        byte[] before = one.getBean(PaperTable.class).find(id).orElseThrow().content();
        change("UPDATE cat_seller_paper SET content = ?, content_sealed = NULL WHERE item_id = ?", before, id);
        sweep();
        assertThat(one.getBean(Sql.class)
                        .one(
                                "SELECT content IS NULL AND content_sealed IS NOT NULL AS hidden FROM cat_seller_paper"
                                        + " WHERE item_id = ?",
                                row -> row.flag("hidden"),
                                id))
                .contains(true);
        assertThat(one.getBean(PaperTable.class).find(id).orElseThrow().content())
                .isEqualTo(before);
    }

    /** @return reminders told when so many days are left */
    private int reminders(String id, int daysLeft) throws Exception {
        change("UPDATE cat_seller_item SET valid_until = ? WHERE id = ?", today.plusDays(daysLeft), id);
        int before = reminded();
        sweep();
        sweep();
        return reminded() - before;
    }

    private int reminded() {
        return Collections.frequency(told(one.getBean(Sql.class), owner.accountId()), "LICENCE_EXPIRING");
    }

    private void sweep() throws Exception {
        var barrier = new CyclicBarrier(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var works = List.of(one, two).stream()
                    .map(context -> threads.submit(() -> {
                        barrier.await();
                        watch(context).watch();
                        return null;
                    }))
                    .toList();
            for (var work : works) {
                work.get();
            }
        }
    }

    private static LicenceWatch watch(ApplicationContext context) {
        return new LicenceWatch(
                context.getBean(ItemTable.class),
                context.getBean(PaperTable.class),
                context.getBean(Owners.class),
                context.getBean(Transactions.class),
                context.getBean(org.cunlu.kernel.trail.Trail.class),
                context.getBean(java.time.Clock.class));
    }

    private String hand(Item item, String number, LocalDate until) {
        return one.getBean(HandingIn.class)
                .take(
                        owner,
                        new HandingIn.Shop(SHOP, SellerKind.GOODS_SUPPLIER),
                        item,
                        new HandingIn.Handed(number, png(), null, until))
                .id();
    }

    private void change(String statement, Object... arguments) {
        one.getBean(Transactions.class).run(() -> one.getBean(Sql.class).change(statement, arguments));
    }
}

package org.cunlu.orders.assisted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Recipients;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.AssistedOrders;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A keeper orders for a villager: whose order it is, who sees it, how it is paid. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AssistedTest implements TestPropertyProvider {
    private static final String HOME = Counter.HOME;
    private static final String DESK = Counter.DESK;

    @Inject
    Shop shop;

    @Inject
    Counter counter;

    @Inject
    Audit audit;

    @Inject
    Accounts accounts;

    @Inject
    AssistedData data;

    @Inject
    AssistedOrders handedOver;

    @Inject
    OrderBook book;

    @Inject
    Recipients recipients;

    @Inject
    AssistedTable table;

    @Inject
    Closing closing;

    @Inject
    Clock clock;

    @Inject
    Transactions transactions;

    @Inject
    Sql sql;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("assisted");
    }

    @Test
    void theOrderIsTheVillagersAndTheKeeperNodeAndConsentAreOnRecord() {
        String keeper = counter.keeper(HOME);
        String id = counter.opened(keeper, counter.villager("王大娘", Counter.phone()));
        String group =
                counter.placed(keeper, id, counter.rice(), "CASH_AT_PICKUP").text("groupId");
        String villager = counter.villagerOf(id);
        assertThat(villager).isNotEqualTo(Counter.id(keeper));
        assertThat(shop.count("acc_villager WHERE account_id = ? AND station_code = ?", villager, HOME))
                .isEqualTo(1);
        shop.get(villager, "/api/shop/order-groups/" + group).is(200);
        shop.get(Counter.id(keeper), "/api/shop/order-groups/" + group).is(404);
        assertThat(shop.count(
                        "ord_assisted WHERE assisted_id = ? AND keeper_id = ? AND node_code = ? AND group_id = ? AND"
                                + " consent_way = 'PAPER' AND name_sealed IS NULL AND phone_sealed IS NULL AND reference_sealed IS"
                                + " NOT NULL",
                        id,
                        Counter.id(keeper),
                        HOME,
                        group))
                .isEqualTo(1);
        assertThat(shop.count(
                        "ker_trail WHERE actor = ? AND act = 'orders.assisted-place' AND subject = ?",
                        Counter.id(keeper),
                        group))
                .isEqualTo(1);
        assertThat(shop.count("acc_notice WHERE kind = 'ORDERED_FOR_YOU'")).isPositive();
        assertThat(shop.get(keeper, DESK + "/" + id)
                        .is(200)
                        .body()
                        .get("group")
                        .get("groupId")
                        .getStringValue())
                .isEqualTo(group);
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void oneThatCannotBeGivenUpHoldsUpNoneOfTheOthers() {
        String keeper = counter.keeper(HOME);
        String stuck = counter.opened(keeper, counter.villager("钱一", Counter.phone()));
        String next = counter.opened(keeper, counter.villager("钱二", Counter.phone()));
        var sweep = new AssistedSweep(table, closing, transactions, clock, Duration.ofSeconds(-1));
        change("ALTER TABLE ord_assisted ADD CONSTRAINT stuck CHECK (assisted_id <> '" + stuck
                + "' OR state = 'OPEN')");
        try {
            sweep.run();
            assertThat(state(stuck)).isEqualTo("OPEN");
            assertThat(state(next)).isEqualTo("ABANDONED");
        } finally {
            change("ALTER TABLE ord_assisted DROP CONSTRAINT stuck");
        }
        sweep.run();
        assertThat(state(stuck)).as("tried again").isEqualTo("ABANDONED");
    }

    private void change(String statement) {
        transactions.run(() -> sql.change(statement));
    }

    private String state(String id) {
        return sql.one("SELECT state FROM ord_assisted WHERE assisted_id = ?", row -> row.string("state"), id)
                .orElseThrow();
    }

    @Test
    void whoHasAnAccountWithThisNumberAndNameHasTheOrderThere() {
        String keeper = counter.keeper(HOME);
        String number = Counter.phone();
        String account = accounts.register(number, "correct horse battery", "李四光");
        assertThat(counter.villagerOf(counter.opened(keeper, counter.villager("李 四光", number))))
                .isEqualTo(account);
        counter.open(account + " STATION_KEEPER:NODE:" + HOME, counter.villager("李四光", number))
                .is(403, "own-order");
        assertThat(shop.count("ker_trail WHERE actor = ? AND act = 'orders.assisted.refused'", account))
                .isEqualTo(1);
        String other = counter.villagerOf(counter.opened(keeper, counter.villager("李四光的父亲", number)));
        assertThat(other).as("a family shares a number").isNotEqualTo(account);
        assertThat(counter.villagerOf(counter.opened(keeper, counter.villager("李四光的父亲", number))))
                .isEqualTo(other);
    }

    @Test
    void whoeverTookARecordOverIsNotServedByAnotherDayOfBirth() {
        String keeper = counter.keeper(HOME);
        String number = Counter.phone();
        String record = counter.villagerOf(counter.opened(keeper, counter.villager("赵六", Counter.phone())));
        String account = accounts.register(number, "correct horse battery", "赵六");
        transactions.run(() -> sql.change(
                "UPDATE acc_account SET state = 'MERGED', merged_into = ? WHERE account_id = ?", account, record));
        var body = counter.villager("赵六", number);
        assertThat(counter.villagerOf(counter.opened(keeper, body))).isEqualTo(account);
        assertThat(counter.villagerOf(counter.opened(keeper, Counter.with(body, "birthDate", "1951-03-04"))))
                .isNotEqualTo(account);
    }

    @Test
    void nobodyButTheKeeperWhoAssistedAndStillKeepsTheStationSeesIt() {
        String keeper = counter.keeper(HOME);
        String id = counter.opened(keeper, counter.villager("王大娘", Counter.phone()));
        for (String other : List.of(
                counter.keeper(HOME),
                counter.keeper(StandInNetwork.VILLAGE11),
                Counter.id(keeper) + " STATION_KEEPER:NODE:x")) {
            shop.get(other, DESK + "/" + id).is(404, "not-found");
            shop.send(other, "POST", DESK + "/" + id + "/quote", null, Map.of("payment", "ONLINE"))
                    .is(404);
            shop.send(other, "DELETE", DESK + "/" + id, null, null).is(404);
            shop.send(other, "POST", DESK + "/" + id + "/pay-link", null, null).is(404);
            assertThat(shop.get(other, DESK).is(200).raw()).doesNotContain(id);
        }
        assertThat(shop.count("ker_trail WHERE act = 'orders.assisted.refused' AND subject = ?", id))
                .isPositive();
        assertThat(shop.get(keeper, DESK).is(200).raw()).contains(id);
        shop.get(Counter.id(keeper), DESK + "/" + id).is(404);
    }

    @Test
    void onlyGrownUpVillagersOfTheStationWhoAgreedAreOrderedFor() {
        String keeper = counter.keeper(HOME);
        var body = counter.villager("王大娘", Counter.phone());
        counter.open(keeper, Counter.with(body, "villageCode", StandInNetwork.VILLAGE11))
                .is(409, "village-of-another-station");
        counter.open(keeper, Counter.with(body, "stationCode", StandInNetwork.VILLAGE11))
                .is(404);
        counter.open(
                        keeper,
                        Counter.with(
                                body,
                                "birthDate",
                                counter.today().minusYears(17).toString()))
                .is(409, "guardian-needed");
        counter.open(keeper, Counter.with(body, "phone", "12345678901")).is(400, "phone-invalid");
        counter.open(
                        keeper,
                        Counter.with(
                                body,
                                "consent",
                                Counter.consent("ONLINE", counter.today().minusDays(1))))
                .is(400, "agreement-invalid");
        counter.open(
                        keeper,
                        Counter.with(
                                body,
                                "consent",
                                Counter.consent("VOICE", counter.today().plusDays(2))))
                .is(400, "agreement-invalid");
        counter.open(keeper, Counter.with(body, "consent", Map.of("way", "VOICE")))
                .is(400);
        counter.open(
                        keeper,
                        Counter.with(
                                body,
                                "consent",
                                Counter.consent("VOICE", counter.today().minusDays(1))))
                .is(201);
    }

    @Test
    void placingAgainOrManyTimesAtOnceIsOneOrder() throws Exception {
        String keeper = counter.keeper(HOME);
        String id = counter.opened(keeper, counter.villager("王大娘", Counter.phone()));
        Offer rice = counter.rice();
        counter.put(keeper, id, rice, 2).is(200);
        long total = counter.quote(keeper, id, "CASH_AT_PICKUP");
        shop.send(keeper, "POST", DESK + "/" + id + "/order", shop.key(), Counter.order("CASH_AT_PICKUP", total + 1))
                .is(409, "total-changed");
        String key = shop.key();
        var answers = Rivals.all(
                6,
                i -> shop.send(
                        keeper,
                        "POST",
                        DESK + "/" + id + "/order",
                        i % 2 == 0 ? key : shop.key(),
                        Counter.order("CASH_AT_PICKUP", total)));
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).isNotEmpty();
        assertThat(answers.stream()
                        .filter(answer -> answer.status() == 201)
                        .map(answer -> answer.text("groupId"))
                        .distinct())
                .hasSize(1);
        assertThat(shop.count("ord_group WHERE account_id = ?", counter.villagerOf(id)))
                .isEqualTo(1);
        String group = shop.send(
                        keeper, "POST", DESK + "/" + id + "/order", key, Counter.order("CASH_AT_PICKUP", total))
                .is(201)
                .text("groupId");
        assertThat(shop.count("ord_group WHERE group_id = ?", group)).isEqualTo(1);
        counter.put(keeper, id, rice, 1).is(409, "assisted-ended");
        shop.send(keeper, "DELETE", DESK + "/" + id, null, null).is(409, "assisted-ended");
    }

    @Test
    void whoeverHasTheLinkPaysWithoutAnAccountAndIsToldNothingOfTheBuyer() {
        String keeper = counter.keeper(HOME);
        String id = counter.opened(keeper, counter.villager("王大娘", Counter.phone()));
        shop.send(keeper, "POST", DESK + "/" + id + "/pay-link", null, null).is(409, "not-placed");
        String group = counter.placed(keeper, id, counter.rice(), "ONLINE").text("groupId");
        String old = counter.link(keeper, id);
        String token = counter.link(keeper, id);
        shop.get(null, Counter.pay(old)).is(404);
        shop.get(null, Counter.pay("x")).is(404);
        var bill = shop.get(null, Counter.pay(token)).is(200);
        assertThat(bill.body().get("payable").getBooleanValue()).isTrue();
        assertThat(bill.raw()).doesNotContain("王").doesNotContain(counter.villagerOf(id));
        shop.send(null, "POST", Counter.pay(token) + "/payments", shop.key(), Map.of("gateway", "NONE"))
                .is(400, "gateway-unknown");
        shop.send(null, "POST", Counter.pay(token) + "/payments", shop.key(), Map.of("gateway", "BALANCE"))
                .is(403, "balance-not-by-link");
        var started = shop.send(
                        null, "POST", Counter.pay(token) + "/payments", shop.key(), Map.of("gateway", "SANDBOX"))
                .is(201);
        assertThat(started.number("amountFen")).isEqualTo(bill.number("dueFen"));
        assertThat(shop.count("ord_payment WHERE group_id = ? AND account_id = ?", group, counter.villagerOf(id)))
                .isEqualTo(1);
        transactions.run(() -> sql.change(
                "UPDATE ord_group SET pay_by = DATE_SUB(pay_by, INTERVAL 24 HOUR) WHERE group_id = ?", group));
        shop.get(null, Counter.pay(token)).is(200);
        transactions.run(() -> sql.change(
                "UPDATE ord_group SET pay_by = DATE_SUB(pay_by, INTERVAL 1 HOUR) WHERE group_id = ?", group));
        shop.get(null, Counter.pay(token)).is(404);
        shop.send(null, "POST", Counter.pay(token) + "/payments", shop.key(), Map.of("gateway", "SANDBOX"))
                .is(404);
        String cash = counter.opened(keeper, counter.villager("王大娘", Counter.phone()));
        counter.placed(keeper, cash, counter.rice(), "CASH_AT_PICKUP");
        shop.send(keeper, "POST", DESK + "/" + cash + "/pay-link", null, null).is(409, "not-payable");
    }

    @Test
    void aRestrictedInputNeedsTheVillagersOwnVerifiedName() {
        String keeper = counter.keeper(HOME);
        String id = counter.opened(keeper, counter.villager("王大娘", Counter.phone()));
        Offer poison = counter.restricted(counter.rice());
        counter.put(keeper, id, poison, 1).is(200);
        var order = new HashMap<>(Counter.order("CASH_AT_PICKUP", counter.quote(keeper, id, "CASH_AT_PICKUP")));
        order.put(
                "purposes",
                List.of(Map.of("offerId", poison.id(), "crop", "柑橘", "areaMu", 2, "pest", "红蜘蛛", "villageCode", HOME)));
        shop.send(keeper, "POST", DESK + "/" + id + "/order", shop.key(), order).is(403, "real-name-needed");
    }

    @Test
    void whatAStationOrderedGoesWithTheVillagerWhoTakesHisRecordOver() {
        String keeper = counter.keeper(HOME);
        String id = counter.opened(keeper, counter.villager("王大娘", Counter.phone()));
        counter.placed(keeper, id, counter.rice(), "CASH_AT_PICKUP");
        String from = counter.villagerOf(id);
        String into = shop.buyer();
        takenOver(from, into);
        assertThat(counter.villagerOf(id)).isEqualTo(into);
        shop.get(keeper, DESK + "/" + id).is(200);
        assertThat(data.export(into).toString()).contains("ForMe");
    }

    @Test
    void placingWhileTheRecordIsTakenOverLeavesNoOrderBehind() throws Exception {
        String keeper = counter.keeper(HOME);
        for (int round = 0; round < 8; round++) {
            String id = counter.opened(keeper, counter.villager("王大娘", Counter.phone()));
            counter.put(keeper, id, counter.rice(), 1).is(200);
            var order = Counter.order("CASH_AT_PICKUP", counter.quote(keeper, id, "CASH_AT_PICKUP"));
            String from = counter.villagerOf(id);
            String into = shop.buyer();
            Rivals.all(2, rival -> {
                if (rival == 0) {
                    takenOver(from, into);
                } else {
                    shop.send(keeper, "POST", DESK + "/" + id + "/order", shop.key(), order);
                }
                return rival;
            });
            assertThat(shop.count("ord_group WHERE account_id = ?", from))
                    .as("round " + round)
                    .isZero();
            shop.send(keeper, "POST", DESK + "/" + id + "/order", shop.key(), order)
                    .is(201);
            assertThat(shop.count("ord_group WHERE account_id = ?", into)).isEqualTo(1);
        }
    }

    @Test
    void anOpenCartIsGivenUpAndForgottenWithTheVillager() {
        String keeper = counter.keeper(HOME);
        String id = counter.opened(keeper, counter.villager("王大娘", Counter.phone()));
        counter.put(keeper, id, counter.rice(), 2).is(200);
        String villager = counter.villagerOf(id);
        transactions.run(() -> data.erase(villager));
        assertThat(shop.count("ord_cart_line WHERE account_id = ?", id)).isZero();
        assertThat(shop.count(
                        "ord_assisted WHERE assisted_id = ? AND state = 'ABANDONED' AND name_sealed IS NULL AND phone_sealed IS"
                                + " NULL AND reference_sealed IS NULL",
                        id))
                .isEqualTo(1);
        counter.put(keeper, id, counter.rice(), 1).is(409, "assisted-ended");
        String ordered = counter.opened(keeper, counter.villager("王大娘", Counter.phone()));
        counter.placed(keeper, ordered, counter.rice(), "CASH_AT_PICKUP");
        assertThatThrownBy(() -> transactions.run(() -> data.erase(counter.villagerOf(ordered))))
                .isInstanceOf(ProblemException.class);
    }

    /** As {@code MergedBuyers} does it. */
    private void takenOver(String from, String into) {
        transactions.run(() -> {
            handedOver.handOver(from, into);
            book.handOver(from, into);
            recipients.handOver(from, into);
        });
    }
}

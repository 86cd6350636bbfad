package org.cunlu.orders.assisted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.annotation.Requires;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.cunlu.accounts.AccountMerged;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Recipients;
import org.cunlu.accounts.VillageRegister;
import org.cunlu.catalog.InputKind;
import org.cunlu.catalog.InputRight;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.StorageClass;
import org.cunlu.catalog.Toxicity;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
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
    private static final String HUB = StandInNetwork.HUB;
    private static final String HOME = StandInNetwork.VILLAGE21;
    private static final String DESK = "/api/station/assisted";
    private static final AtomicInteger PHONES = new AtomicInteger(10_000_000);

    @Inject
    Shop shop;

    @Inject
    Audit audit;

    @Inject
    Accounts accounts;

    @Inject
    AssistedData data;

    @Inject
    MergedVillagers merged;

    @Inject
    OrderBook book;

    @Inject
    Recipients recipients;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Inject
    Clock clock;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("assisted");
    }

    /** Knows the villages of the small county. */
    @Singleton
    @Requires(property = "orders.stand-ins", value = "true")
    static class Villages implements VillageRegister {
        @Override
        public boolean knows(String villageCode) {
            return villageCode.startsWith(StandInNetwork.COUNTY);
        }
    }

    @Test
    void theOrderIsTheVillagersAndTheKeeperNodeAndConsentAreOnRecord() {
        String keeper = keeper(HOME);
        String id = opened(keeper, villager("王大娘", phone()));
        String group = placed(keeper, id, rice(), "CASH_AT_PICKUP").text("groupId");
        String villager = villagerOf(id);
        assertThat(villager).isNotEqualTo(id(keeper));
        assertThat(shop.count("acc_villager WHERE account_id = ? AND station_code = ?", villager, HOME))
                .isEqualTo(1);
        shop.get(villager, "/api/shop/order-groups/" + group).is(200);
        shop.get(id(keeper), "/api/shop/order-groups/" + group).is(404);
        assertThat(shop.count(
                        "ord_assisted WHERE assisted_id = ? AND keeper_id = ? AND node_code = ? AND group_id = ? AND"
                                + " consent_way = 'PAPER' AND name_sealed IS NULL AND phone_sealed IS NULL AND reference_sealed IS"
                                + " NOT NULL",
                        id,
                        id(keeper),
                        HOME,
                        group))
                .isEqualTo(1);
        assertThat(shop.count(
                        "ker_trail WHERE actor = ? AND act = 'orders.assisted-place' AND subject = ?",
                        id(keeper),
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
    void whoHasAnAccountWithThisNumberAndNameHasTheOrderThere() {
        String keeper = keeper(HOME);
        String number = phone();
        String account = accounts.register(number, "correct horse battery", "李四光");
        assertThat(villagerOf(opened(keeper, villager("李 四光", number)))).isEqualTo(account);
        String other = villagerOf(opened(keeper, villager("李四光的父亲", number)));
        assertThat(other).as("a family shares a number").isNotEqualTo(account);
        assertThat(villagerOf(opened(keeper, villager("李四光的父亲", number)))).isEqualTo(other);
    }

    @Test
    void nobodyButTheKeeperWhoAssistedAndStillKeepsTheStationSeesIt() {
        String keeper = keeper(HOME);
        String id = opened(keeper, villager("王大娘", phone()));
        for (String other :
                List.of(keeper(HOME), keeper(StandInNetwork.VILLAGE11), id(keeper) + " STATION_KEEPER:NODE:x")) {
            shop.get(other, DESK + "/" + id).is(404, "not-found");
            shop.send(other, "POST", DESK + "/" + id + "/quote", null, Map.of("payment", "ONLINE"))
                    .is(404);
            shop.send(other, "DELETE", DESK + "/" + id, null, null).is(404);
            shop.send(other, "POST", DESK + "/" + id + "/pay-link", null, null).is(404);
            assertThat(shop.get(other, DESK).is(200).raw()).doesNotContain(id);
        }
        assertThat(shop.count("ker_trail WHERE act = 'orders.assisted' AND subject = ?", id))
                .isPositive();
        assertThat(shop.get(keeper, DESK).is(200).raw()).contains(id);
        shop.get(id(keeper), DESK + "/" + id).is(404);
    }

    @Test
    void onlyGrownUpVillagersOfTheStationWhoAgreedAreOrderedFor() {
        String keeper = keeper(HOME);
        var body = villager("王大娘", phone());
        open(keeper, with(body, "villageCode", StandInNetwork.VILLAGE11)).is(409, "village-of-another-station");
        open(keeper, with(body, "stationCode", StandInNetwork.VILLAGE11)).is(404);
        open(keeper, with(body, "birthDate", today().minusYears(17).toString()))
                .is(409, "guardian-needed");
        open(keeper, with(body, "phone", "12345678901")).is(400, "phone-invalid");
        open(keeper, with(body, "consent", consent("ONLINE", today().minusDays(1))))
                .is(400, "agreement-invalid");
        open(keeper, with(body, "consent", consent("VOICE", today().plusDays(2))))
                .is(400, "agreement-invalid");
        open(keeper, with(body, "consent", Map.of("way", "VOICE"))).is(400);
        open(keeper, with(body, "consent", consent("VOICE", today().minusDays(1))))
                .is(201);
    }

    @Test
    void placingAgainOrManyTimesAtOnceIsOneOrder() throws Exception {
        String keeper = keeper(HOME);
        String id = opened(keeper, villager("王大娘", phone()));
        Offer rice = rice();
        put(keeper, id, rice, 2).is(200);
        long total = quote(keeper, id, "CASH_AT_PICKUP");
        shop.send(keeper, "POST", DESK + "/" + id + "/order", shop.key(), order("CASH_AT_PICKUP", total + 1))
                .is(409, "total-changed");
        String key = shop.key();
        var answers = Rivals.all(
                6,
                i -> shop.send(
                        keeper,
                        "POST",
                        DESK + "/" + id + "/order",
                        i % 2 == 0 ? key : shop.key(),
                        order("CASH_AT_PICKUP", total)));
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).isNotEmpty();
        assertThat(answers.stream()
                        .filter(answer -> answer.status() == 201)
                        .map(answer -> answer.text("groupId"))
                        .distinct())
                .hasSize(1);
        assertThat(shop.count("ord_group WHERE account_id = ?", villagerOf(id))).isEqualTo(1);
        String group = shop.send(keeper, "POST", DESK + "/" + id + "/order", key, order("CASH_AT_PICKUP", total))
                .is(201)
                .text("groupId");
        assertThat(shop.count("ord_group WHERE group_id = ?", group)).isEqualTo(1);
        put(keeper, id, rice, 1).is(409, "assisted-ended");
        shop.send(keeper, "DELETE", DESK + "/" + id, null, null).is(409, "assisted-ended");
    }

    @Test
    void whoeverHasTheLinkPaysWithoutAnAccountAndIsToldNothingOfTheBuyer() {
        String keeper = keeper(HOME);
        String id = opened(keeper, villager("王大娘", phone()));
        shop.send(keeper, "POST", DESK + "/" + id + "/pay-link", null, null).is(409, "not-placed");
        String group = placed(keeper, id, rice(), "ONLINE").text("groupId");
        String old = link(keeper, id);
        String token = link(keeper, id);
        shop.get(null, pay(old)).is(404);
        shop.get(null, pay("x")).is(404);
        var bill = shop.get(null, pay(token)).is(200);
        assertThat(bill.body().get("payable").getBooleanValue()).isTrue();
        assertThat(bill.raw()).doesNotContain("王").doesNotContain(villagerOf(id));
        shop.send(null, "POST", pay(token) + "/payments", shop.key(), Map.of("gateway", "NONE"))
                .is(400, "gateway-unknown");
        var started = shop.send(null, "POST", pay(token) + "/payments", shop.key(), Map.of("gateway", "SANDBOX"))
                .is(201);
        assertThat(started.number("amountFen")).isEqualTo(bill.number("dueFen"));
        assertThat(shop.count("ord_payment WHERE group_id = ? AND account_id = ?", group, villagerOf(id)))
                .isEqualTo(1);
        String cash = opened(keeper, villager("王大娘", phone()));
        placed(keeper, cash, rice(), "CASH_AT_PICKUP");
        shop.send(keeper, "POST", DESK + "/" + cash + "/pay-link", null, null).is(409, "not-payable");
    }

    @Test
    void aRestrictedInputNeedsTheVillagersOwnVerifiedName() {
        String keeper = keeper(HOME);
        String id = opened(keeper, villager("王大娘", phone()));
        Offer poison = restricted(rice());
        put(keeper, id, poison, 1).is(200);
        var order = new HashMap<>(order("CASH_AT_PICKUP", quote(keeper, id, "CASH_AT_PICKUP")));
        order.put(
                "purposes",
                List.of(Map.of("offerId", poison.id(), "crop", "柑橘", "areaMu", 2, "pest", "红蜘蛛", "villageCode", HOME)));
        shop.send(keeper, "POST", DESK + "/" + id + "/order", shop.key(), order).is(403, "real-name-needed");
    }

    @Test
    void whatAStationOrderedGoesWithTheVillagerWhoTakesHisRecordOver() {
        String keeper = keeper(HOME);
        String id = opened(keeper, villager("王大娘", phone()));
        placed(keeper, id, rice(), "CASH_AT_PICKUP");
        String from = villagerOf(id);
        String into = shop.buyer();
        transactions.run(() -> {
            book.handOver(from, into);
            recipients.handOver(from, into);
        });
        transactions.run(
                () -> merged.on(new AccountMerged(from, into, Instant.now()), new Heard("e", Instant.now(), 1)));
        assertThat(villagerOf(id)).isEqualTo(into);
        shop.get(keeper, DESK + "/" + id).is(200);
        assertThat(data.export(into).toString()).contains("ForMe");
    }

    @Test
    void anOpenCartIsGivenUpAndForgottenWithTheVillager() {
        String keeper = keeper(HOME);
        String id = opened(keeper, villager("王大娘", phone()));
        put(keeper, id, rice(), 2).is(200);
        String villager = villagerOf(id);
        transactions.run(() -> data.erase(villager));
        assertThat(shop.count("ord_cart_line WHERE account_id = ?", id)).isZero();
        assertThat(shop.count(
                        "ord_assisted WHERE assisted_id = ? AND state = 'ABANDONED' AND name_sealed IS NULL AND phone_sealed IS"
                                + " NULL AND reference_sealed IS NULL",
                        id))
                .isEqualTo(1);
        put(keeper, id, rice(), 1).is(409, "assisted-ended");
        String ordered = opened(keeper, villager("王大娘", phone()));
        placed(keeper, ordered, rice(), "CASH_AT_PICKUP");
        assertThatThrownBy(() -> transactions.run(() -> data.erase(villagerOf(ordered))))
                .isInstanceOf(ProblemException.class);
    }

    private String keeper(String node) {
        return shop.buyer() + " STATION_KEEPER:NODE:" + node;
    }

    private static String id(String keeper) {
        return keeper.split(" ")[0];
    }

    private LocalDate today() {
        return CountyTime.date(clock.instant());
    }

    private static String phone() {
        return "138" + PHONES.incrementAndGet();
    }

    private Offer rice() {
        return shop.offer("S1", 5_990, Map.of(HUB, 100L));
    }

    private static Map<String, Object> consent(String way, LocalDate on) {
        return Map.of("way", way, "on", on.toString(), "reference", "柜台纸单第 7 号");
    }

    private Map<String, Object> villager(String name, String phone) {
        return Map.of(
                "name",
                name,
                "phone",
                phone,
                "villageCode",
                HOME,
                "birthDate",
                "1950-03-04",
                "consent",
                consent("PAPER", today().minusDays(1)));
    }

    private static Map<String, Object> with(Map<String, Object> body, String name, Object value) {
        var changed = new HashMap<>(body);
        changed.put(name, value);
        return changed;
    }

    private Shop.Answer open(String keeper, Map<String, Object> body) {
        return shop.send(keeper, "POST", DESK, shop.key(), body);
    }

    private String opened(String keeper, Map<String, Object> body) {
        return open(keeper, body).is(201).text("assistedId");
    }

    private Shop.Answer put(String keeper, String id, Offer offer, int pieces) {
        return shop.send(keeper, "PUT", DESK + "/" + id + "/lines/" + offer.id(), null, Map.of("quantity", pieces));
    }

    private long quote(String keeper, String id, String payment) {
        return shop.send(keeper, "POST", DESK + "/" + id + "/quote", null, Map.of("payment", payment))
                .is(200)
                .number("totalFen");
    }

    private static Map<String, Object> order(String payment, long total) {
        return Map.of("payment", payment, "quotedTotalFen", total);
    }

    private Shop.Answer placed(String keeper, String id, Offer offer, String payment) {
        put(keeper, id, offer, 2).is(200);
        return shop.send(
                        keeper,
                        "POST",
                        DESK + "/" + id + "/order",
                        shop.key(),
                        order(payment, quote(keeper, id, payment)))
                .is(201);
    }

    private String link(String keeper, String id) {
        return shop.send(keeper, "POST", DESK + "/" + id + "/pay-link", null, null)
                .is(201)
                .text("token");
    }

    private static String pay(String token) {
        return "/api/shop/pay-links/" + token;
    }

    private String villagerOf(String id) {
        return transactions.read(() -> sql.one(
                        "SELECT account_id FROM ord_assisted WHERE assisted_id = ?",
                        row -> row.string("account_id"),
                        id)
                .orElseThrow());
    }

    private Offer restricted(Offer offer) {
        var input = new Offer(
                offer.id(),
                new Sku(offer.sku().code(), offer.sku().name(), 500, 800, StorageClass.HAZARDOUS, false),
                offer.productCode(),
                offer.productName(),
                offer.sellerCode(),
                offer.sellerName(),
                null,
                null,
                "PESTICIDE",
                offer.direction(),
                offer.priceFen(),
                offer.sourceNodes(),
                true,
                1,
                9_999,
                1,
                1,
                offer.measure(),
                offer.delivery(),
                offer.brandRight(),
                new InputRight(
                        InputKind.PESTICIDE,
                        InputRight.Standing.SELLABLE,
                        "PD20081234",
                        Toxicity.HIGH,
                        true,
                        "克百威",
                        LocalDate.of(2099, 1, 1)));
        shop.replace(input);
        return input;
    }
}

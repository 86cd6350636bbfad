package org.cunlu.orders.settling;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Event;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.ReleaseTook;
import org.cunlu.logistics.ReliefPaid;
import org.cunlu.orders.ledger.ReleaseByHand;
import org.cunlu.orders.standin.Deposits;
import org.cunlu.orders.standin.FailingHold;
import org.cunlu.orders.standin.MovedClock;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Sales;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.cunlu.orders.standin.StandInSecondFactor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** From the delivery to the bank: windows for claims, statements of closed periods, payouts that two persons agree to. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SettlementTest implements TestPropertyProvider {
    private static final String ONE = "op1 COUNTY_OPERATOR:SUBTREE:500233";
    private static final String TWO = "op2 COUNTY_OPERATOR:SUBTREE:500233";
    private static final String HOME = StandInNetwork.VILLAGE21;
    private static final String WITHDRAWALS = "/api/shop/balance/withdrawals";
    private static final List<String> ROOMS = List.of(
            "journals balance",
            "owed for sale stock by releases, and paid by villages = ledger",
            "seller payable = dues - payouts - reversals",
            "opening + lines = closing, and opens the next",
            "lines of statements = ledger, commission with them",
            "journals of closed periods stand in statements",
            "nobody is paid twice",
            "payouts = ledger",
            "balances of accounts = their changes = ledger",
            "withdrawals = balances = payouts = ledger");

    @Inject
    Shop shop;

    @Inject
    Sales sales;

    @Inject
    ReleaseByHand dues;

    @Inject
    FailingHold holds;

    @Inject
    MovedClock moved;

    @Inject
    Clock clock;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Inject
    Collection<Invariant> invariants;

    @Inject
    TransactionOperations<Connection> connections;

    @Inject
    StandInSecondFactor factors;

    @Inject
    Deposits deposits;

    @Inject
    Collection<Subscriber<?>> subscribers;

    @Inject
    Ids ids;

    private int count;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("settlement");
    }

    @BeforeEach
    void theseHaveASecondFactor() {
        factors.enrol("op1", "op2", "u");
    }

    @AfterEach
    void whatMustBeTrueOfTheBooksIsTrue() {
        var wrong = new TreeMap<String, Object>();
        connections.executeRead(status -> {
            for (var invariant : invariants) {
                if (ROOMS.contains(invariant.name())) {
                    try {
                        var finding = invariant.check(status.getConnection());
                        if (finding.violations() > 0) {
                            wrong.put(invariant.name(), finding.examples());
                        }
                    } catch (SQLException e) {
                        throw new IllegalStateException(invariant.name(), e);
                    }
                }
            }
            return null;
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void aDueIsReleasedWhenTheWindowForClaimsIsOverAndOnlyOnce() {
        String seller = seller();
        sales.sold(seller, 10_000, HOME);
        moved.forward(Duration.ofDays(7).minusSeconds(1));
        dues.release();
        assertThat(released(seller)).isZero();
        moved.forward(Duration.ofSeconds(1));
        dues.release();
        assertThat(released(seller)).isEqualTo(9_500);
        dues.release();
        assertThat(released(seller)).isEqualTo(9_500);
        var owed = shop.get("m SHOP_MONEY:SHOP:" + seller, "/api/seller/dues").is(200);
        assertThat(owed.number("owedFen")).isEqualTo(9_500);
        assertThat(owed.raw()).contains("ORDER_DELIVERED").doesNotContain("SELLER_RELEASED");
    }

    @Test
    void aDueThatCannotBeReleasedKeepsNoneOfTheOthers() {
        String bad = seller();
        holds.fail(sales.sold(bad, 10_000, HOME).orderId());
        String good = seller();
        sales.sold(good, 10_000, HOME);
        moved.forward(Duration.ofDays(7));
        dues.release();
        assertThat(released(good)).isEqualTo(9_500);
        assertThat(released(bad)).isZero();
        holds.heal();
        moved.forward(Duration.ofHours(1));
        dues.release();
        assertThat(released(bad)).isEqualTo(9_500);
    }

    @Test
    void whatAReleaseOfTheReserveTookIsItsSellersAtOnceAndItsLevelOwesIt() {
        String seller = seller();
        String release = ids.next();
        long owed = booked("reserve-receivable:COUNTY");
        transactions.run(() -> sql.change(
                "INSERT INTO log_release_worth VALUES (?, 1, '500233', '500233', 'R', ?, 5, 1200),"
                        + " (?, 2, '500233', '500233', 'Q', NULL, 2, 300)",
                release,
                seller,
                release));
        hear(new ReleaseTook(
                release,
                "500233",
                "COUNTY",
                List.of(new ReleaseTook.Part(seller, 6_000), new ReleaseTook.Part(null, 600)),
                clock.instant()));
        assertThat(released(seller)).isEqualTo(6_000);
        assertThat(booked("reserve-receivable:COUNTY") - owed).isEqualTo(6_600);
        String receipt = ids.next();
        long held = booked("cash-held:" + HOME);
        long proceeds = booked("relief-proceeds:COUNTY");
        transactions.run(() -> sql.change(
                "INSERT INTO log_release_handing VALUES (?, ?, 1, ?, '500233', 3, 3750, 'keeper', UTC_TIMESTAMP(3))",
                receipt,
                HOME,
                release));
        hear(new ReliefPaid(receipt, release, "500233", "COUNTY", HOME, 3_750, clock.instant()));
        assertThat(booked("cash-held:" + HOME) - held).isEqualTo(3_750);
        assertThat(booked("relief-proceeds:COUNTY") - proceeds).isEqualTo(-3_750);
        moved.forward(Duration.ofDays(1));
        close(null).is(201);
        JsonNode statement = statements(seller).getFirst();
        assertThat(fen(statement, "linesFen")).isEqualTo(6_000);
        assertThat(fen(statement, "payableFen")).as("no buyer may claim").isEqualTo(6_000);
    }

    private long booked(String account) {
        return sql.one(
                        "SELECT COALESCE(SUM(amount_fen), 0) AS fen FROM ord_posting WHERE account = ?",
                        row -> row.number("fen"),
                        account)
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private <E extends Event> void hear(E event) {
        var heard = new Heard("E", clock.instant(), 1);
        subscribers.stream()
                .filter(each -> each.topic().equals(event.topic()))
                .forEach(each -> transactions.run(() -> ((Subscriber<E>) each).on(event, heard)));
    }

    @Test
    void aPeriodIsClosedWhenItIsOverAndStaysAsItIs() {
        String seller = seller();
        var order = sales.sold(seller, 10_000, HOME);
        LocalDate today = CountyTime.date(clock.instant());
        close(today).is(409, "period-not-over");
        close(today.plusDays(400)).is(409, "period-not-over");
        moved.forward(Duration.ofDays(1));
        close(null).is(201);
        close(today).is(409, "period-closed");
        JsonNode first = statements(seller).getFirst();
        assertThat(fen(first, "openingFen")).isZero();
        assertThat(fen(first, "linesFen")).isEqualTo(9_500);
        assertThat(fen(first, "closingFen")).isEqualTo(9_500);
        assertThat(fen(first, "payableFen")).as("its window is open").isZero();
        sales.takenBack(order, 3);
        moved.forward(Duration.ofDays(8));
        dues.release();
        moved.forward(Duration.ofDays(1));
        close(null).is(201);
        JsonNode next = statements(seller).getFirst();
        assertThat(fen(next, "openingFen")).isEqualTo(9_500);
        assertThat(fen(next, "linesFen")).isEqualTo(-2_850);
        assertThat(fen(next, "payableFen")).isEqualTo(6_650);
        assertThat(statements(seller).get(1)).isEqualTo(first);
    }

    @Test
    void everyLineIsExplainedAndEachPartyReadsOnlyItsOwn() {
        String seller = seller();
        var order = sales.sold(seller, 10_000, HOME);
        moved.forward(Duration.ofDays(1));
        close(null).is(201);
        String own = "u" + seller + " SELLER:SHOP:" + seller;
        String id = shop.get(own, "/api/seller/statements")
                .is(200)
                .body()
                .get("items")
                .get(0)
                .get("statementId")
                .getStringValue();
        JsonNode line = shop.get(own, "/api/seller/statements/" + id + "/lines")
                .is(200)
                .body()
                .get("items")
                .get(0);
        assertThat(line.get("orderId").getStringValue()).isEqualTo(order.orderId());
        assertThat(fen(line, "goodsFen")).isEqualTo(10_000);
        assertThat(fen(line, "commissionFen")).isEqualTo(500);
        assertThat(fen(line, "taxFen")).isEqualTo(28);
        assertThat(fen(line, "amountFen")).isEqualTo(9_500);
        assertThat(line.get("rules").get(0).get("category").getStringValue()).isEqualTo("RICE");
        assertThat(text(own, "GET", "/api/seller/statements/" + id + "/file")).contains(order.orderId());
        shop.get("x SELLER:SHOP:OTHER", "/api/seller/statements/" + id + "/lines")
                .is(404);
        shop.get("x SELLER:SHOP:OTHER", "/api/seller/statements?shop=" + seller).is(404);
        shop.get("k STATION_KEEPER:NODE:" + HOME, "/api/station/statements/" + id + "/lines?node=" + HOME)
                .is(404);
        JsonNode station = shop.get("k STATION_KEEPER:NODE:" + HOME, "/api/station/statements?node=" + HOME)
                .is(200)
                .body()
                .get("items")
                .get(0);
        assertThat(fen(station, "closingFen")).isPositive();
        shop.get("k STATION_KEEPER:NODE:" + StandInNetwork.HUB, "/api/station/statements?node=" + HOME)
                .is(404);
    }

    @Test
    void whatTwoPersonsAgreedToIsPaidOrComesBackAndNobodyIsPaidTwice() {
        String seller = payable(10_000);
        String batch =
                propose(ONE, seller).is(201).body().get("batch").get("batchId").getStringValue();
        var line = shop.get(ONE, "/api/county/payouts/" + batch)
                .is(200)
                .body()
                .get("payouts")
                .get("items")
                .get(0);
        assertThat(line.get("bank").getStringValue() + line.get("tail").getStringValue())
                .isEqualTo("农业银行3445");
        propose(TWO, seller).is(409, "nothing-to-pay");
        approve(ONE, batch).is(409, "second-person-needed");
        shop.send(
                        "op1 COUNTY_OPERATOR:SUBTREE:500999",
                        "POST",
                        "/api/county/payouts/" + batch + "/approval",
                        null,
                        null)
                .is(404);
        approve(TWO, batch).is(200);
        approve(TWO, batch).is(200);
        assertThat(released(seller)).isZero();
        assertThat(text(ONE, "POST", "/api/county/payouts/" + batch + "/file"))
                .contains("6222020200112233445,农业银行,95.00");
        String payout = payout(batch);
        end(ONE, batch, payout, "bounced", "户名不符").is(409, "second-person-needed");
        end(TWO, batch, payout, "bounced", " ").is(400, "note-missing");
        assertThat(shop.count("ker_trail WHERE act = 'orders.payout.refused' AND subject = ?", payout))
                .isEqualTo(1);
        end(TWO, batch, payout, "bounced", "=1+1").is(200);
        end(TWO, batch, payout, "bounced", "=1+1").is(200);
        assertThat(shop.count("ord_money_ticket WHERE kind = 'PAYOUT_BOUNCED' AND subject = ?", payout))
                .isEqualTo(1);
        end(batch, payout, "paid").is(409, "payout-ended");
        assertThat(released(seller)).isEqualTo(9_500);
        String again =
                propose(ONE, seller).is(201).body().get("batch").get("batchId").getStringValue();
        approve(TWO, again).is(200);
        end(again, payout(again), "paid").is(200);
        propose(ONE, seller).is(409, "nothing-to-pay");
        assertThat(shop.sum("SELECT -SUM(amount_fen) AS fen FROM ord_posting WHERE account = 'bank'"))
                .isGreaterThanOrEqualTo(9_500);
    }

    @Test
    void aPersonsBalanceGoesToHisBankByTheSameTwoAndComesBackWhenItBounces() throws Exception {
        String owner = shop.buyer();
        factors.enrol(owner);
        deposits.give(owner, 5_000);
        withdraw(owner, 5_000, shop.key()).is(409, "no-bank-account");
        shop.send(
                        owner,
                        "PUT",
                        "/api/shop/balance/bank-account",
                        null,
                        Map.of("holder", "王大娘", "number", "6222020200119999", "bank", "农商行"))
                .is(200);
        withdraw(owner, 5_001, shop.key()).is(409, "balance-too-low");
        withdraw(owner, 0, shop.key()).is(400);
        String first = withdraw(owner, 2_000, shop.key()).is(201).text("withdrawalId");
        shop.send(shop.buyer(), "POST", back(first), null, null).is(404);
        shop.send(owner, "POST", back(first), null, null).is(204);
        shop.send(owner, "POST", back(first), null, null).is(204);
        assertThat(balance(owner)).isEqualTo(5_000);
        List<String> keys = List.of(shop.key(), shop.key(), shop.key());
        List<Integer> asked =
                Rivals.all(3, i -> withdraw(owner, 3_000, keys.get(i)).status());
        assertThat(asked).containsExactlyInAnyOrder(201, 409, 409);
        String key = keys.get(asked.indexOf(201));
        String second = withdraw(owner, 3_000, key).is(201).text("withdrawalId");
        assertThat(balance(owner)).isEqualTo(2_000);
        String batch = proposePerson(ONE, owner)
                .is(201)
                .body()
                .get("batch")
                .get("batchId")
                .getStringValue();
        shop.send(owner, "POST", back(second), null, null).is(409, "payout-under-way");
        approve(ONE, batch).is(409, "second-person-needed");
        approve(owner + " COUNTY_OPERATOR:SUBTREE:500233", batch).is(409);
        approve(TWO, batch).is(200);
        assertThat(text(ONE, "POST", "/api/county/payouts/" + batch + "/file"))
                .contains("6222020200119999,农商行,30.00", "ACCOUNT:" + owner);
        end(TWO, batch, payout(batch), "bounced", "账号不符").is(200);
        assertThat(balance(owner)).isEqualTo(5_000);
        proposePerson(ONE, owner).is(409, "nothing-to-pay");
        withdraw(owner, 5_000, shop.key()).is(201);
        String again = proposePerson(ONE, owner)
                .is(201)
                .body()
                .get("batch")
                .get("batchId")
                .getStringValue();
        approve(TWO, again).is(200);
        end(again, payout(again), "paid").is(200);
        assertThat(balance(owner)).isZero();
        assertThat(shop.get(owner, WITHDRAWALS).raw()).contains("PAID", "BACK");
    }

    private static String back(String withdrawal) {
        return WITHDRAWALS + "/" + withdrawal + "/taking-back";
    }

    private Shop.Answer withdraw(String owner, long fen, String key) {
        return shop.send(owner, "POST", WITHDRAWALS, key, Map.of("fen", fen));
    }

    private long balance(String owner) {
        return shop.get(owner, "/api/shop/balance").number("balanceFen");
    }

    private Shop.Answer proposePerson(String who, String owner) {
        return shop.send(who, "POST", "/api/county/payouts", null, Map.of("kind", "ACCOUNT", "party", owner));
    }

    @Test
    void ofManyProposalsAtOnceOneIsMade() throws Exception {
        String seller = payable(20_000);
        var made = Rivals.all(4, i -> propose(i % 2 == 0 ? ONE : TWO, seller).status());
        assertThat(made).containsOnlyOnce(201);
        assertThat(shop.count("ord_payout WHERE party = ? AND under_way = 1", "SELLER:" + seller))
                .isEqualTo(1);
    }

    @Test
    void aSuspendedSellerIsNotPaidAndWhoHasNoAccountIsLeftOut() {
        String seller = payable(10_000);
        suspend(seller, true);
        propose(ONE, seller).is(409, "seller-suspended");
        suspend(seller, false);
        String batch =
                propose(ONE, seller).is(201).body().get("batch").get("batchId").getStringValue();
        suspend(seller, true);
        approve(TWO, batch).is(409, "seller-suspended");
        shop.send(TWO, "POST", "/api/county/payouts/" + batch + "/refusal", null, null)
                .is(200);
        suspend(seller, false);
        String poor = seller();
        sales.sold(poor, 10_000, HOME);
        ripe();
        assertThat(propose(ONE, poor)
                        .is(409, "nothing-to-pay")
                        .fact("leftOut")
                        .get(0)
                        .getStringValue())
                .isEqualTo("no-bank-account");
    }

    @Test
    void whatIsTakenBackAfterThePayoutIsCarriedOn() {
        String seller = seller();
        var order = sales.sold(seller, 10_000, HOME);
        bank(seller).is(200);
        ripe();
        String batch =
                propose(ONE, seller).is(201).body().get("batch").get("batchId").getStringValue();
        bank(seller).is(409, "payout-under-way");
        approve(TWO, batch).is(200);
        end(batch, payout(batch), "paid").is(200);
        sales.takenBack(order, 10);
        assertThat(released(seller)).isEqualTo(-9_500);
        moved.forward(Duration.ofDays(1));
        close(null).is(201);
        assertThat(fen(statements(seller).getFirst(), "closingFen")).isEqualTo(-9_500);
        propose(ONE, seller).is(409, "nothing-to-pay");
        sales.sold(seller, 20_000, HOME);
        ripe();
        var payouts = propose(ONE, seller).is(201).body().get("payouts").get("items");
        assertThat(fen(payouts.get(0), "fen")).isEqualTo(19_000 - 9_500);
    }

    @Test
    void ofTwoSetsOfRulesThatFollowTheSameOneOneIsAgreedTo() throws Exception {
        String path = "/api/county/commission-rules";
        long follows = shop.send(ONE, "GET", path, null, null).is(200).number("version");
        var rule = Map.of("seller", "NOBODY", "shareBps", 100, "perParcelFen", 0, "floorFen", 0);
        var versions = new ArrayList<Long>();
        for (String note : List.of("one", "other")) {
            versions.add(shop.send(
                            ONE,
                            "POST",
                            path + "/sets",
                            null,
                            Map.of("follows", follows, "rules", List.of(rule), "note", note))
                    .is(201)
                    .number("version"));
        }
        var answers = Rivals.all(
                2, i -> shop.send(TWO, "POST", path + "/sets/" + versions.get(i) + "/agreement", null, Map.of()));
        assertThat(answers).extracting(Shop.Answer::status).containsExactlyInAnyOrder(200, 409);
    }

    @Test
    void whoHasNoSecondFactorDecidesNothing() {
        shop.send("op3 COUNTY_OPERATOR:SUBTREE:500233", "POST", "/api/county/payouts", null, Map.of())
                .is(403, "second-factor-needed");
    }

    private String seller() {
        return "S" + getClass().getSimpleName().hashCode() % 1_000 + "-" + ++count;
    }

    private String payable(long goodsFen) {
        String seller = seller();
        sales.sold(seller, goodsFen, HOME);
        bank(seller).is(200);
        ripe();
        return seller;
    }

    private void ripe() {
        moved.forward(Duration.ofDays(8));
        dues.release();
        moved.forward(Duration.ofDays(1));
        close(null).is(201);
    }

    private Shop.Answer close(LocalDate until) {
        var body = new HashMap<String, Object>();
        body.put("until", until == null ? null : until.toString());
        return shop.send(ONE, "POST", "/api/county/settlement/periods", null, body);
    }

    private List<JsonNode> statements(String seller) {
        var items = shop.get("u SELLER:SHOP:" + seller, "/api/seller/statements")
                .is(200)
                .body()
                .get("items");
        var list = new ArrayList<JsonNode>();
        items.values().forEach(list::add);
        return list;
    }

    private Shop.Answer bank(String seller) {
        return shop.send(
                "u SELLER:SHOP:" + seller,
                "PUT",
                "/api/seller/bank-account",
                null,
                Map.of("holder", "张三丰", "number", "6222020200112233445", "bank", "农业银行"));
    }

    private Shop.Answer propose(String who, String seller) {
        return shop.send(who, "POST", "/api/county/payouts", null, Map.of("kind", "SELLER", "party", seller));
    }

    private Shop.Answer approve(String who, String batch) {
        return shop.send(who, "POST", "/api/county/payouts/" + batch + "/approval", null, null);
    }

    private String payout(String batch) {
        return shop.get(ONE, "/api/county/payouts/" + batch)
                .is(200)
                .body()
                .get("payouts")
                .get("items")
                .get(0)
                .get("payoutId")
                .getStringValue();
    }

    private Shop.Answer end(String batch, String payout, String how) {
        return end(ONE, batch, payout, how, "");
    }

    private Shop.Answer end(String who, String batch, String payout, String how, String note) {
        return shop.send(
                who,
                "POST",
                "/api/county/payouts/" + batch + "/lines/" + payout + "/" + how,
                null,
                Map.of("note", note));
    }

    private void suspend(String seller, boolean suspended) {
        transactions.run(() -> sql.change(
                "INSERT INTO cat_seller (code, name, kind, home_node, suspended) VALUES (?, ?, 'FARMER', ?, ?)"
                        + " ON DUPLICATE KEY UPDATE suspended = VALUES(suspended)",
                seller,
                seller,
                HOME,
                suspended));
    }

    private long released(String seller) {
        return shop.sum(
                "SELECT COALESCE(-SUM(amount_fen), 0) AS fen FROM ord_posting WHERE account = ?",
                "seller-released:" + seller);
    }

    private String text(String who, String method, String path) {
        try {
            var request = HttpRequest.newBuilder(shop.uri(path))
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .header("X-Caller", who);
            return HttpClient.newHttpClient()
                    .send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static long fen(JsonNode node, String name) {
        return node.get(name).getLongValue();
    }
}

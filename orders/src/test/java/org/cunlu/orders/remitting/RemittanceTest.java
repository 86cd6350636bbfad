package org.cunlu.orders.remitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.annotation.Property;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.CashDrawer;
import org.cunlu.orders.BankDesk;
import org.cunlu.orders.Ledger;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.cunlu.orders.standin.StandInSecondFactor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Cash from a drawer to the bank, and keepers who have too much of it. */
@MicronautTest(transactional = false)
@Property(name = "cunlu.orders.cash-limit-fen", value = "50000")
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RemittanceTest implements TestPropertyProvider {
    private static final String OPERATOR = "op COUNTY_OPERATOR:SUBTREE:500233";
    private static final String HUB = StandInNetwork.HUB;
    private static final String HANDS = "hub WAREHOUSE_WORKER:NODE:" + HUB;
    private static final String HEAD = "serial,date,yuan,reference\n";

    @Inject
    Shop shop;

    @Inject
    StandInSecondFactor factors;

    @Inject
    Ledger ledger;

    @Inject
    OrderBook book;

    @Inject
    CashDrawer drawers;

    @Inject
    BankDesk desk;

    @Inject
    Transactions transactions;

    @Inject
    Ids ids;

    @Inject
    Clock clock;

    @Inject
    JsonMapper json;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("remittances");
    }

    @BeforeEach
    void theseHaveASecondFactor() {
        factors.enrol("op", "both");
    }

    @Test
    void cashIsMatchedByItsNumberAndAmountAndBookedOnce() throws Exception {
        cash(30_000);
        String slip = bring(10_000).is(201).text("remittanceId");
        long before = bank();
        String line = "A1,2026-11-23,100.00,现金存入 " + slip + "\n";
        assertThat(number(read(HEAD + line), "matched")).isEqualTo(1);
        assertThat(bank() - before).isEqualTo(10_000);
        assertThat(number(read(HEAD + line + "A2,2026-11-23,100.00," + slip + "\n"), "again"))
                .isEqualTo(1);
        assertThat(bank() - before).as("the second line is somebody else's").isEqualTo(10_000);
        String other = bring(5_000).is(201).text("remittanceId");
        Rivals.all(4, i -> read(HEAD + "R" + i + ",2026-11-23,50.00," + other + "\n"));
        assertThat(bank() - before).as("four lines of one number").isEqualTo(15_000);
    }

    @Test
    void whatFitsNothingWaitsUntilSomebodySaysWhoseItIs() {
        cash(30_000);
        String slip = bring(7_000).is(201).text("remittanceId");
        assertThat(number(read(HEAD + "B1,2026-11-23,70.01," + slip + "\nB2,2026-11-23,70.00,=cmd()\n"), "unmatched"))
                .isEqualTo(2);
        settle("B1", slip).is(409, "line-does-not-fit");
        settle("B2", "0000000000000").is(409, "line-does-not-fit");
        settle("B2", slip).is(200);
        settle("B2", slip).is(200);
        assertThat(shop.count("ord_journal WHERE kind = 'CASH_BANKED' AND cause = ?", slip))
                .isEqualTo(1);
    }

    @Test
    void whatTheBankHasNotToldOfIsShownToTheOwnCountysOperatorOnly() {
        cash(30_000);
        String slip = bring(4_000).is(201).text("remittanceId");
        assertThat(desk.brought(operator("500233"), null, 100).items())
                .anyMatch(each -> each.remittanceId().equals(slip) && each.fen() == 4_000);
        assertThatThrownBy(() -> desk.brought(operator("500999"), null, 100))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(404));
        var report = desk.read(operator("500233"), HEAD + "E1,2026-11-23,40.00," + slip + "\nE2,2026-11-23,x,\n");
        assertThat(report.matched()).isEqualTo(1);
        assertThat(report.faults()).hasSize(1);
        assertThat(desk.brought(operator("500233"), null, 100).items())
                .noneMatch(each -> each.remittanceId().equals(slip));
    }

    private static Caller operator(String county) {
        return new Caller("op", List.of(new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, county))));
    }

    @Test
    void whoBroughtTheCashDoesNotSayThatItArrivedAndNobodyDoesWithoutASecondFactor() {
        cash(30_000);
        String hands = "both WAREHOUSE_WORKER:NODE:" + HUB;
        String slip = shop.send(hands, "POST", "/api/station/cash/remittances", shop.key(), wanted(3_000))
                .is(201)
                .text("remittanceId");
        String both = "both COUNTY_OPERATOR:SUBTREE:500233";
        assertThat(number(read(both, HEAD + "D1,2026-11-23,30.00," + slip + "\n"), "unmatched"))
                .isEqualTo(1);
        settle(both, "D1", slip).is(403, "second-person-needed");
        settle("op9 COUNTY_OPERATOR:SUBTREE:500233", "D1", slip).is(403, "second-factor-needed");
        assertThat(shop.count(
                        "ker_trail WHERE actor = 'both' AND act = 'orders.bank-lines.refused' AND subject = 'D1'"))
                .isEqualTo(1);
        settle("D1", slip).is(200);
    }

    @Test
    void nobodyBringsWhatTheBooksDoNotHave() {
        bring(1_000_000_00).is(409, "not-so-much-cash");
        bring(-1).is(400);
        bring(0).is(400);
        shop.send(
                        "v STATION_KEEPER:NODE:" + StandInNetwork.VILLAGE11,
                        "POST",
                        "/api/station/cash/remittances",
                        null,
                        wanted(100))
                .is(404);
    }

    @Test
    void nobodyBringsWhatLiesInHisOwnDrawer() {
        String station = StandInNetwork.VILLAGE11;
        Offer offer = shop.offer("S1", 1_000, Map.of(HUB, 100L));
        String buyer = shop.buyer();
        shop.put(buyer, offer, 1).is(200);
        String group = shop.order(buyer, "CASH_AT_PICKUP", station).is(201).text("groupId");
        String id = shop.orderIds(group).getFirst();
        transactions.run(() -> ledger.cashTaken(book.order(id).orElseThrow(), station, 1_000));
        var wanted = wanted(1);
        wanted.put("node", station);
        shop.send("v STATION_KEEPER:NODE:" + station, "POST", "/api/station/cash/remittances", shop.key(), wanted)
                .is(409, "not-so-much-cash");
    }

    @Test
    void ofThoseWhoBringTheSameCashOneSucceeds() throws Exception {
        cash(9_000_000);
        long all = ledger.cashToBankFen(HUB) - waiting();
        var answers = Rivals.all(4, _ -> bring(all));
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
    }

    private long waiting() {
        return shop.sum("SELECT COALESCE(SUM(fen), 0) AS fen FROM ord_remittance WHERE state = 'BROUGHT'");
    }

    @Test
    void rowsThatSayNothingAreTold() {
        JsonNode report = read(HEAD + "C1,yesterday,1.00,x\nC2,2026-11-23,-5,x\nC3,2026-11-23,99999999999,x\n");
        assertThat(report.get("faults").size()).isEqualTo(3);
        assertThat(number(report, "matched") + number(report, "unmatched")).isZero();
    }

    @Test
    void aKeeperOverHisLimitGetsNoMoreCashOrdersUntilHeHandsItIn() {
        Offer offer = shop.offer("S1", 1_000, Map.of(HUB, 100L));
        String buyer = shop.buyer();
        take(49_999);
        shop.put(buyer, offer, 1).is(200);
        shop.order(buyer, "CASH_AT_PICKUP", StandInNetwork.VILLAGE12).is(201);
        take(1);
        limit.forget();
        shop.put(buyer, offer, 1).is(200);
        shop.order(buyer, "CASH_AT_PICKUP", StandInNetwork.VILLAGE12).is(409, "cash-limit-reached");
        shop.order(buyer, "ONLINE", StandInNetwork.VILLAGE12).is(201);
    }

    @Inject
    CashLimit limit;

    private void take(long fen) {
        transactions.run(() -> drawers.took(new CashDrawer.Taken(
                ids.next(), "500233", ids.next(), StandInNetwork.VILLAGE12, fen, "keeper", clock.instant())));
    }

    /** Cash in the books of the hub. */
    private void cash(long fen) {
        transactions.run(() -> ledger.cashHanded("500233", ids.next(), StandInNetwork.VILLAGE11, HUB, fen, fen));
    }

    private Shop.Answer bring(long fen) {
        return shop.send(HANDS, "POST", "/api/station/cash/remittances", shop.key(), wanted(fen));
    }

    private static Map<String, Object> wanted(long fen) {
        var wanted = new HashMap<String, Object>();
        wanted.put("node", HUB);
        wanted.put("fen", fen);
        return wanted;
    }

    private Shop.Answer settle(String serial, String remittance) {
        return settle(OPERATOR, serial, remittance);
    }

    private Shop.Answer settle(String who, String serial, String remittance) {
        return shop.send(
                who,
                "POST",
                "/api/county/settlement/bank-lines/" + serial + "/remittance",
                null,
                Map.of("remittanceId", remittance));
    }

    private JsonNode read(String csv) {
        return read(OPERATOR, csv);
    }

    private JsonNode read(String who, String csv) {
        try {
            var request = HttpRequest.newBuilder(shop.uri("/api/county/settlement/bank-lines"))
                    .POST(HttpRequest.BodyPublishers.ofString(csv))
                    .header("Content-Type", "text/csv")
                    .header("X-Caller", who);
            var answer = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            return json.readValue(answer.body(), JsonNode.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private long bank() {
        return shop.sum("SELECT COALESCE(SUM(amount_fen), 0) AS fen FROM ord_posting WHERE account = 'bank'");
    }

    private static long number(JsonNode node, String name) {
        return node.get(name).getLongValue();
    }
}

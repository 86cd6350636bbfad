package org.cunlu.orders.subsidy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.orders.Ledger;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderStep;
import org.cunlu.orders.PlacingRules;
import org.cunlu.orders.Refunds;
import org.cunlu.orders.Reversal;
import org.cunlu.orders.Subsidies;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.Delivered;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who has a subsidy, how much of it, and when it goes back. Each test has a category and so programmes of its own. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubsidyTest extends SubsidyDesk implements TestPropertyProvider {
    private static final String HOME = StandInNetwork.VILLAGE21;

    @Inject
    Audit audit;

    @Inject
    SubsidyData data;

    @Inject
    PersonTable people;

    @Inject
    Subsidies handedOver;

    @Inject
    OrderBook book;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Inject
    Delivered delivered;

    @Inject
    PlacingRules rules;

    @Inject
    Ledger ledger;

    @Inject
    Refunds refunds;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("subsidy");
    }

    @Test
    void aProgrammeRunsOnceAnotherOperatorApprovedItAndItsMakerDecidesOfNobody() {
        String programme =
                begin(wanted("SUB-H", 2_000, 100_000, 50_000)).is(201).text("programmeId");
        ask(shop.buyer(), programme, "H-0001").is(409, "subsidy-over");
        String approval = COUNTY + "/" + programme + "/approval";
        shop.send(OPERATOR, "POST", approval, null, null).is(403, "second-person-needed");
        shop.send("OPERATOR00008 COUNTY_OPERATOR:SUBTREE:" + StandInNetwork.COUNTY, "POST", approval, null, null)
                .is(403, "second-factor-needed");
        assertThat(shop.send(SECOND, "POST", approval, null, null).is(200).text("state"))
                .isEqualTo("OPEN");
        shop.send(SECOND, "POST", approval, null, null).is(409, "decided-before");
        String person = ask(shop.buyer(), programme, "H-0001").is(200).text("personId");
        String decision = DECISIONS + person + "/approval";
        shop.send(OPERATOR, "POST", decision, null, Map.of("number", "H-0001")).is(403, "second-person-needed");
        shop.send(
                        "OPERATOR00008 COUNTY_OPERATOR:SUBTREE:" + StandInNetwork.COUNTY,
                        "POST",
                        decision,
                        null,
                        Map.of("number", "H-0001"))
                .is(403, "second-factor-needed");
        approve(person, "H-0001").is(200);
        assertThat(shop.count(
                        "ker_trail WHERE act = 'orders.subsidy.refused' AND subject IN (?, ?)", programme, person))
                .isEqualTo(2);
        String draft = begin(wanted("SUB-H", 2_000, 100_000, 50_000)).is(201).text("programmeId");
        shop.send(OPERATOR, "POST", COUNTY + "/" + draft + "/closure", null, null)
                .is(200);
        shop.send(SECOND, "POST", COUNTY + "/" + draft + "/approval", null, null)
                .is(409, "decided-before");
    }

    @Test
    void whoWasForgottenDoesNotBeginHisCapAnewAsLongAsTheProgrammeRuns() {
        String programme = programme("SUB-I", 5_000, 10_000, 500);
        String buyer = member(programme, "I-0001");
        transactions.run(() -> data.erase(buyer));
        String again = ask(shop.buyer(), programme, "I-0001").is(200).text("personId");
        approve(again, "I-0001").is(409, "document-taken");
        transactions.run(() -> people.forgetOver(clock.instant()));
        approve(again, "I-0001").is(409, "document-taken");
        shop.send(OPERATOR, "POST", COUNTY + "/" + programme + "/closure", null, null)
                .is(200);
        transactions.run(() -> people.forgetOver(clock.instant()));
        assertThat(shop.count("ord_subsidy_person WHERE account_id = ? AND granted_index IS NOT NULL", buyer))
                .isZero();
    }

    @Test
    void nobodyFindsOutByTryingWhoseNumberItIs() {
        String programme = programme("SUB-J", 2_000, 100_000, 50_000);
        member(programme, "J-0001");
        String curious = shop.buyer();
        for (int i = 0; i < 10; i++) {
            ask(curious, programme, "J-000" + i).is(200);
        }
        ask(curious, programme, "J-0011").is(429, "too-many-applications");
    }

    @Test
    void theFundPaysItsPartForWhoProvedThatHeQualifiesAndForNobodyElse() {
        String programme = programme("SUB-A", 2_000, 100_000, 50_000);
        String buyer = shop.buyer();
        Offer seed = offer("SUB-A", 1_005);
        assertThat(discount(buyer, seed, 1)).isZero();
        String person = ask(buyer, programme, "LI-2026-0007").is(200).text("personId");
        assertThat(discount(buyer, seed, 1)).as("asked is not granted").isZero();
        approve(person, "LI-2026-0008").is(409, "document-differs");
        approve(person, "ｌｉ 2026 0007").is(200);
        approve(person, "LI-2026-0007").is(409, "decided-before");
        assertThat(discount(buyer, seed, 1)).as("rounded down").isEqualTo(201);
        Offer other = offer("SUB-OTHER", 1_000);
        assertThat(discount(buyer, other, 1)).as("nothing for another category").isEqualTo(201);
        shop.send(buyer, "DELETE", "/api/shop/cart/lines/" + other.id(), null, null)
                .is(204);
        String group = placed(buyer, seed, 2);
        assertThat(shop.count(
                        "ord_line_price_step t JOIN ord_order o ON o.order_id = t.order_id WHERE o.group_id = ? AND t.kind ="
                                + " 'SUBSIDY' AND t.fen = -402 AND t.payer = 'FUND' AND t.payer_code = 'F-AGRI' AND t.ref = ?",
                        group,
                        programme))
                .isEqualTo(1);
        assertThat(taken(programme)).isEqualTo(402);
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void oneDocumentTakesPartOnceAndARefusalIsNotForEver() {
        String programme = programme("SUB-B", 2_000, 100_000, 50_000);
        String first = shop.buyer();
        ask(first, programme, "DOC-1111").is(200);
        ask(first, programme, "DOC-1111").is(200);
        String second = shop.buyer();
        // Whoever names another's document keeps him from nothing, and is told nothing.
        String person = ask(second, programme, "DOC 1111").is(200).text("personId");
        approve(ask(first, programme, "DOC-1111").is(200).text("personId"), "DOC-1111")
                .is(200);
        approve(person, "DOC-1111").is(409, "document-taken");
        shop.send(OPERATOR, "POST", DECISIONS + person + "/refusal", null, null).is(200);
        approve(person, "DOC-1111").is(409, "decided-before");
        assertThat(ask(second, programme, "DOC-2223").is(200).text("state")).isEqualTo("ASKED");
        ask(second, programme, "?!").is(400, "document-invalid");
        assertThat(shop.get(OPERATOR, COUNTY + "/" + programme + "/applications")
                        .is(200)
                        .raw())
                .contains(person)
                .doesNotContain("2223");
        assertThat(shop.count("ord_subsidy_person WHERE number_sealed LIKE '%2223%'"))
                .isZero();
    }

    @Test
    void nobodyHasMoreThanHisCapAndAllTogetherNotMoreThanTheFunds() {
        String programme = programme("SUB-C", 5_000, 900, 600);
        String one = member(programme, "C-0001");
        String two = member(programme, "C-0002");
        Offer seed = offer("SUB-C", 1_000);
        assertThat(discount(one, seed, 1)).isEqualTo(500);
        placed(one, seed, 1);
        assertThat(discount(one, seed, 1)).as("what his cap leaves").isEqualTo(100);
        placed(one, seed, 1);
        assertThat(discount(one, seed, 1)).isZero();
        assertThat(discount(two, seed, 1)).as("what the fund leaves").isEqualTo(300);
        placed(two, seed, 1);
        assertThat(taken(programme)).isEqualTo(900);
        assertThat(discount(two, seed, 1)).isZero();
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void ofManyWhoOrderAtOnceTheFundNeverPaysMoreThanItHas() throws Exception {
        String programme = programme("SUB-D", 5_000, 1_500, 500);
        Offer seed = offer("SUB-D", 1_000);
        var buyers = new ArrayList<String>();
        for (int i = 0; i < 8; i++) {
            String buyer = member(programme, "D-000" + i);
            shop.put(buyer, seed, 1).is(200);
            buyers.add(buyer);
        }
        long total = shop.quote(buyers.getFirst(), Shop.village(HOME), "ONLINE")
                .is(200)
                .number("totalFen");
        var answers = Rivals.all(8, i -> shop.place(buyers.get(i), shop.key(), Shop.village(HOME), "ONLINE", total));
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(3);
        assertThat(answers.stream().filter(answer -> answer.status() != 201))
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(409));
        assertThat(taken(programme)).isEqualTo(1_500);
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void whatAnOrderTookGoesBackOnceWhenItIsCancelled() {
        String programme = programme("SUB-E", 5_000, 1_000, 500);
        String buyer = member(programme, "E-0001");
        Offer seed = offer("SUB-E", 1_000);
        String group = placed(buyer, seed, 1);
        assertThat(discount(buyer, seed, 1)).isZero();
        String order = shop.orderIds(group).getFirst();
        String key = shop.key();
        shop.cancel(buyer, order, key).is(200);
        shop.cancel(buyer, order, key).is(200);
        assertThat(taken(programme)).isZero();
        assertThat(discount(buyer, seed, 1)).isEqualTo(500);
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void whatIsTakenBackAfterTheDeliveryIsTheFundsAgainInProportionAndOnce() {
        String programme = programme("SUB-H", 3_333, 1_000, 1_000);
        String buyer = member(programme, "H-0001");
        String id = delivered.online(buyer, offer("SUB-H", 1_000), 3);
        assertThat(taken(programme)).isEqualTo(999);
        Order order = transactions.read(() -> book.order(id)).orElseThrow();
        takeBack(order, "H-1", 667);
        // A third of 999 of what its buyer paid, 2,001, a fen up.
        assertThat(taken(programme)).isEqualTo(999 - 333);
        assertThatThrownBy(() -> takeBack(order, "H-1", 667)).isInstanceOf(RuntimeException.class);
        assertThat(taken(programme)).isEqualTo(999 - 333);
        takeBack(order, "H-2", 1);
        takeBack(order, "H-3", 1_333);
        assertThat(taken(programme)).isZero();
        assertThat(audit.violations()).isEmpty();
    }

    private void takeBack(Order order, String cause, long fen) {
        var reversal = new Reversal(cause, List.of(new Reversal.Part(1, 1, fen)), 0, Reversal.Fault.SELLER, null);
        transactions.run(() -> {
            book.lock(List.of(order.groupId()));
            rules.takenBack(order, ledger.reversed(order, reversal));
            refunds.owePart(order, fen, OrderStep.Why.AFTER_SALES);
        });
    }

    @Test
    void aProgrammeThatIsOverOrClosedPaysNothingMore() {
        String programme = programme("SUB-F", 5_000, 1_000, 500);
        String buyer = member(programme, "F-0001");
        Offer seed = offer("SUB-F", 1_000);
        shop.put(buyer, seed, 1).is(200);
        long helped = shop.quote(buyer, Shop.village(HOME), "ONLINE").is(200).number("totalFen");
        shop.send(OPERATOR, "POST", COUNTY + "/" + programme + "/closure", null, null)
                .is(200);
        shop.place(buyer, shop.key(), Shop.village(HOME), "ONLINE", helped).is(409, "total-changed");
        assertThat(discount(buyer, seed, 1)).isZero();
        ask(shop.buyer(), programme, "F-0002").is(409, "subsidy-over");
        begin(wanted("SUB-F", 5_000, 400, 500)).is(400, "programme-invalid");
        begin(wanted("SUB-F", 9_001, 1_000, 500)).is(400);
        shop.send(
                        "OPERATOR00002 COUNTY_OPERATOR:SUBTREE:500101",
                        "POST",
                        COUNTY,
                        shop.key(),
                        wanted("SUB-F", 5_000, 1_000, 500))
                .is(404);
        shop.get("OPERATOR00002 COUNTY_OPERATOR:SUBTREE:500101", COUNTY).is(404);
    }

    @Test
    void aPersonSeesHisNumberCanBeForgottenAndTakesItAlongWhenHisRecordIsTakenOver() {
        String programme = programme("SUB-G", 5_000, 1_000, 500);
        String buyer = member(programme, "G-0001");
        placed(buyer, offer("SUB-G", 1_000), 1);
        String into = shop.buyer();
        transactions.run(() -> {
            book.handOver(buyer, into);
            handedOver.handOver(buyer, into);
        });
        var parts = (List<?>) data.export(into);
        assertThat(parts).hasSize(1);
        assertThat(((SubsidyData.Part) parts.getFirst()).number()).isEqualTo("G0001");
        assertThat(((SubsidyData.Part) parts.getFirst()).takenFen()).isEqualTo(500);
        transactions.run(() -> data.erase(into));
        assertThat(((SubsidyData.Part) ((List<?>) data.export(into)).getFirst()).number())
                .isNull();
        assertThat(audit.violations()).isEmpty();
    }

    private Offer offer(String category, long fen) {
        Offer plain = shop.offer("S1", fen, Map.of(StandInNetwork.HUB, 100L));
        var offer = new Offer(
                plain.id(),
                plain.sku(),
                plain.productCode(),
                plain.productName(),
                plain.sellerCode(),
                plain.sellerName(),
                null,
                null,
                category,
                plain.direction(),
                plain.priceFen(),
                plain.sourceNodes(),
                true,
                1,
                9_999,
                2);
        shop.replace(offer);
        return offer;
    }

    private long discount(String buyer, Offer offer, int pieces) {
        shop.put(buyer, offer, pieces).is(200);
        return shop.quote(buyer, Shop.village(HOME), "ONLINE").is(200).number("discountFen");
    }

    private String placed(String buyer, Offer offer, int pieces) {
        shop.put(buyer, offer, pieces).is(200);
        return shop.order(buyer, "ONLINE", HOME).is(201).text("groupId");
    }

    private long taken(String programme) {
        return transactions.read(() -> sql.one(
                        "SELECT taken_fen FROM ord_subsidy WHERE programme_id = ?",
                        row -> row.number("taken_fen"),
                        programme)
                .orElseThrow());
    }
}

package org.cunlu.orders.inputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.StringReader;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.bulk.ImportReport;
import org.cunlu.kernel.bulk.RowFault;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.orders.InputLimits;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.PlacingRules;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.MovedClock;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.Shop.Answer;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.cunlu.orders.standin.StandInRealNames;
import org.cunlu.orders.standin.StatementCount;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What one buyer may have in a season, counted and given back. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeasonLimitsTest implements TestPropertyProvider {
    private static final String HOME = InputShop.HOME;

    @Inject
    InputShop inputs;

    @Inject
    Shop shop;

    @Inject
    StandInRealNames names;

    @Inject
    InputLimits loading;

    @Inject
    PlacingRules rules;

    @Inject
    OrderBook book;

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
        return ShopServers.properties("seasonlimits");
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
    void aLimitHoldsForABuyerInASeasonAndIsGivenBackOnce() {
        Offer poison = inputs.input("S1", false, "毒死蜱");
        inputs.limit("INGREDIENT", "毒死蜱", "GRAMS", 2_500).is(200);
        clock.forward(Duration.ofDays(1));
        String buyer = shop.buyer();
        Answer first = inputs.order(buyer, poison, 3, null).is(201);
        var refused = inputs.order(buyer, poison, 3, null).is(409, "input-limit-reached");
        assertThat(refused.fact("left").getLongValue()).isEqualTo(1_000);
        inputs.order(buyer, poison, 2, null).is(201);
        inputs.order(buyer, poison, 1, null).is(409, "input-limit-reached");
        inputs.order(shop.buyer(), poison, 5, null).is(201);
        String order = shop.orderIds(first.text("groupId")).getFirst();
        String key = shop.key();
        shop.cancel(buyer, order, key).is(200);
        shop.cancel(buyer, order, key).is(200);
        shop.cancel(buyer, order, shop.key());
        assertThat(used(buyer)).isEqualTo(1_000);
        inputs.order(buyer, poison, 3, null).is(201);
        inputs.order(buyer, poison, 1, null).is(409, "input-limit-reached");
        // Its last day, and the day after.
        clock.forward(Duration.ofDays(8));
        inputs.order(buyer, poison, 1, null).is(409, "input-limit-reached");
        clock.forward(Duration.ofDays(1));
        inputs.order(buyer, poison, 5, null).is(201);
    }

    @Test
    void limitsByClassAndBySkuCountTogetherAndEachOfThemRefuses() {
        Offer poison = inputs.input("S1", true, "克百威");
        Offer other = inputs.input("S1", true, "灭多威");
        inputs.limit("CLASS", "RESTRICTED_PESTICIDE", "PIECES", 5).is(200);
        inputs.limit("SKU", poison.sku().code(), "PIECES", 2).is(200);
        clock.forward(Duration.ofDays(1));
        String buyer = shop.buyer();
        names.verify(buyer);
        inputs.order(buyer, poison, 3, InputShop.purpose(poison)).is(409, "input-limit-reached");
        inputs.order(buyer, poison, 2, InputShop.purpose(poison)).is(201);
        inputs.order(buyer, other, 4, InputShop.purpose(other)).is(409, "input-limit-reached");
        inputs.order(buyer, other, 3, InputShop.purpose(other)).is(201);
        // An unrestricted one does not count.
        inputs.order(buyer, inputs.input("S1", false, "吡虫啉"), 9, null).is(201);
    }

    @Test
    void ofTwoOrdersThatWantTheLastOfASeasonAtOnceOneGetsIt() throws Exception {
        Offer poison = inputs.input("S1", false, "乐果");
        inputs.limit("INGREDIENT", "乐果", "PIECES", 5).is(200);
        clock.forward(Duration.ofDays(1));
        for (int round = 0; round < 5; round++) {
            String buyer = shop.buyer();
            var orders = new ArrayList<String>();
            for (int i = 0; i < 2; i++) {
                String order = shop.orderIds(
                                inputs.order(buyer, poison, 3, null).is(201).text("groupId"))
                        .getFirst();
                shop.cancel(buyer, order, shop.key()).is(200);
                orders.add(order);
            }
            assertThat(used(buyer)).isZero();
            // They are paid after all, at the same moment.
            List<Boolean> taken = Rivals.all(2, i -> {
                try {
                    return transactions.run(() -> {
                        boolean got = rules.takeAgain(book.orders(List.of(orders.get(i))), clock.instant());
                        if (!got) {
                            throw new IllegalStateException("rolled back");
                        }
                        return true;
                    });
                } catch (IllegalStateException _) {
                    return false;
                }
            });
            assertThat(taken).containsExactlyInAnyOrder(true, false);
            assertThat(used(buyer)).isEqualTo(3);
            transactions.run(() -> {
                rules.giveBack(book.orders(List.of(orders.get(taken.indexOf(true)))));
            });
            assertThat(used(buyer)).isZero();
        }
    }

    @Test
    void limitsCostOneStatementAndNoneWithoutInputs() {
        Offer poison = inputs.input("S1", false, "草甘膦");
        inputs.limit("INGREDIENT", "草甘膦", "PIECES", 50).is(200);
        inputs.limit("CLASS", "PESTICIDE", "PIECES", 50).is(200);
        clock.forward(Duration.ofDays(1));
        String buyer = shop.buyer();
        var bought = book.orders(List.of(
                shop.orderIds(inputs.order(buyer, poison, 1, null).is(201).text("groupId"))
                        .getFirst()));
        Offer rice = shop.offer("S1", 100, Map.of(StandInNetwork.HUB, 9L));
        var food = book.orders(
                List.of(shop.orderIds(inputs.order(buyer, rice, 1, null).is(201).text("groupId"))
                        .getFirst()));
        assertThat(inputStatements(() -> rules.takeAgain(bought, clock.instant())))
                .hasSize(1);
        assertThat(inputStatements(() -> rules.giveBack(bought))).hasSize(1);
        assertThat(inputStatements(() -> rules.takeAgain(food, clock.instant())))
                .isEmpty();
    }

    @Test
    void theCountySetsLimitsThatMakeSense() {
        LocalDate today = CountyTime.date(clock.instant());
        inputs.limit("CLASS", "BEER", "PIECES", 5).is(400, "code-unknown");
        inputs.limit("CLASS", "SEED", "PIECES", 0).is(400);
        inputs.limit("INGREDIENT", "<b>", "PIECES", 1).is(400, "not-plain");
        inputs.limit("CLASS", "SEED", "PIECES", 5, today.plusDays(5), today.plusDays(4))
                .is(400, "ends-before-it-begins");
        inputs.limit("CLASS", "SEED", "PIECES", 5, today, today.plusDays(4)).is(400, "begins-too-early");
        inputs.limit("CLASS", "SEED", "PIECES", 5, today.plusDays(1), today.plusDays(900))
                .is(400, "season-too-long");
        String id = inputs.limit("CLASS", "SEED", "PIECES", 5, today.plusDays(1), today.plusDays(9))
                .is(200)
                .text("limitId");
        assertThat(inputs.limit("CLASS", "SEED", "PIECES", 5, today.plusDays(1), today.plusDays(9))
                        .is(200)
                        .text("limitId"))
                .isEqualTo(id);
        inputs.limit("CLASS", "SEED", "PIECES", 5, today.plusDays(9), today.plusDays(19))
                .is(409, "limit-overlaps");
        inputs.limit("CLASS", "SEED", "PIECES", 5, today.plusDays(10), today.plusDays(19))
                .is(200);
        shop.send("x COUNTY_OPERATOR:SUBTREE:999999", "PUT", InputShop.LIMITS + "/" + id + "/amount", null, amount(9))
                .is(404);
    }

    @Test
    void aFileSetsLimitsChangesAmountsAndNamesWhatIsWrongWithARow() {
        LocalDate from = CountyTime.date(clock.instant()).plusDays(1);
        String good = "春季,INGREDIENT,甲拌 磷,GRAMS,%d," + from + "," + from.plusDays(8) + "\n";
        String bad = "春季,CLASS,TOYS,GRAMS,5," + from + "," + from.plusDays(8) + "\n";
        assertThat(load(good.formatted(500) + bad, false).applied()).isFalse();
        var kept = load(good.formatted(500) + bad, true);
        assertThat(kept.created()).isEqualTo(1);
        assertThat(kept.faults()).extracting(RowFault::line, RowFault::code).containsExactly(tuple(3L, "code-unknown"));
        assertThat(load(good.formatted(500), false).unchanged()).isEqualTo(1);
        assertThat(load(good.formatted(1_000), false).updated()).isEqualTo(1);
        clock.forward(Duration.ofDays(1));
        // However its name is spaced, and in whatever width: it is the same ingredient.
        String buyer = shop.buyer();
        inputs.order(buyer, inputs.input("S1", false, " 甲拌磷"), 1, null).is(201);
        inputs.order(buyer, inputs.input("S1", false, "甲\u3000拌磷"), 1, null).is(201);
        inputs.order(buyer, inputs.input("S1", false, "甲拌磷 "), 1, null).is(409, "input-limit-reached");
        assertThat(load(good.formatted(400), false).faults())
                .extracting(RowFault::code)
                .containsExactly("limit-below-used");
    }

    private ImportReport load(String rows, boolean keepGood) {
        return loading.limits(
                new StringReader("season,what,code,unit,amount,valid_from,valid_until\n" + rows), keepGood, "import");
    }

    @Test
    void aLimitIsNotSetBelowWhatSomebodyHas() {
        Offer poison = inputs.input("S1", false, "敌敌畏");
        String id = inputs.limit("INGREDIENT", "敌敌畏", "PIECES", 5).is(200).text("limitId");
        clock.forward(Duration.ofDays(1));
        String buyer = shop.buyer();
        inputs.order(buyer, poison, 4, null).is(201);
        assertThat(shop.send(InputShop.COUNTY, "PUT", InputShop.LIMITS + "/" + id + "/amount", null, amount(3))
                        .is(409, "limit-below-used")
                        .fact("used")
                        .getLongValue())
                .isEqualTo(4);
        shop.send(InputShop.COUNTY, "PUT", InputShop.LIMITS + "/" + id + "/amount", null, amount(4))
                .is(200);
        inputs.order(buyer, poison, 1, null).is(409, "input-limit-reached");
        shop.send(InputShop.COUNTY, "PUT", InputShop.LIMITS + "/" + id + "/amount", null, amount(6))
                .is(200);
        inputs.order(buyer, poison, 2, null).is(201);
        assertThat(sql.list(
                        "SELECT state_after FROM ker_trail WHERE act = 'orders.input-limit-amount' AND subject = ?",
                        row -> row.string("state_after"),
                        id))
                .hasSizeGreaterThanOrEqualTo(2);
    }

    private List<String> inputStatements(Runnable work) {
        return StatementCount.during(() -> transactions.run(work)).stream()
                .filter(each -> each.contains("ord_input"))
                .toList();
    }

    private long used(String buyer) {
        return shop.sum("SELECT COALESCE(SUM(used), 0) AS fen FROM ord_input_use WHERE account_id = ?", buyer);
    }

    private static Map<String, Object> amount(long amount) {
        return Map.of("amount", amount, "reason", "旱情");
    }
}

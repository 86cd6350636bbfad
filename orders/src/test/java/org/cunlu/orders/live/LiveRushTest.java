package org.cunlu.orders.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.orders.standin.LiveShop.HOST;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.StockLine;
import org.cunlu.orders.Carts;
import org.cunlu.orders.Destination;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.PaymentChoice;
import org.cunlu.orders.PlacingRule;
import org.cunlu.orders.Quotes;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.LiveShop;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.cunlu.orders.standin.StatementCount;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A slot of so many pieces sells exactly so many, however many want it at once, at two instances, without any Redis; the whole
 * rush of 20 runs stands in {@code ./cunlu bench live}.
 */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveRushTest implements TestPropertyProvider {
    private static final int RUNS = 3;
    private static final int PIECES = 20;
    private static final int BUYERS = 400;

    @Inject
    Shop shop;

    @Inject
    LiveShop live;

    @Inject
    Audit audit;

    private final Map<String, String> properties = new HashMap<>(ShopServers.properties("liverush"));

    @Override
    public Map<String, String> getProperties() {
        return properties;
    }

    @Test
    void aSlotOfSoManyPiecesSellsExactlySoManyAndTellsTheOthersSoAtOnce() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed of the live rush: " + seed);
        var random = new Random(seed);
        try (EmbeddedServer second =
                ApplicationContext.run(EmbeddedServer.class, new HashMap<String, Object>(properties), "test")) {
            var lives = List.of(live, second.getApplicationContext().getBean(LiveShop.class));
            for (int run = 0; run < RUNS; run++) {
                Offer orange = shop.offer("S1", 1_000, Map.of(StandInNetwork.HUB, PIECES + 30L));
                second.getApplicationContext().getBean(Shop.class).replace(orange);
                String[] on = live.running(orange, 500 + random.nextInt(400), PIECES, 1);
                var answers = Rivals.all(BUYERS, i -> lives.get(i % 2).buy(shop.buyer(), orange, on[1], 1));
                var outcomes = new TreeMap<String, Integer>();
                answers.forEach(answer -> outcomes.merge(
                        answer.status() == 201 ? "placed" : answer.status() + " " + answer.text("code"),
                        1,
                        Integer::sum));
                assertThat(outcomes)
                        .as("seed %d", seed)
                        .isEqualTo(Map.of("placed", PIECES, "409 sold-out", BUYERS - PIECES));
                assertThat(live.standing(on[1]))
                        .isEqualTo(Map.of("allotted", (long) PIECES, "drawn", (long) PIECES, "freed", 0L));
                live.act(HOST, on[0], "end").is(200);
                assertThat(audit.violations()).isEmpty();
            }
        }
    }

    @Test
    void aPieceThatComesBackIsOnSaleAgainThoughAllWereToldThatNothingIsLeft() {
        Offer orange = shop.offer("S1", 1_000, Map.of(StandInNetwork.HUB, 30L));
        String[] on = live.running(orange, 700, 1, 1);
        String first = shop.buyer();
        String order = shop.orderIds(live.buy(first, orange, on[1], 1).is(201).text("groupId"))
                .getFirst();
        String second = shop.buyer();
        for (int i = 0; i < 5; i++) {
            live.buy(second, orange, on[1], 1).is(409, "sold-out");
        }
        shop.cancel(first, order, shop.key()).is(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> live.buy(second, orange, on[1], 1).is(201));
        live.act(HOST, on[0], "end").is(200);
        assertThat(audit.violations()).isEmpty();
    }

    @Inject
    Quotes quotes;

    @Inject
    Carts carts;

    @Inject
    LimitRule rule;

    @Inject
    Transactions transactions;

    @Inject
    Stock stock;

    @Test
    void aLiveLineCostsOneStatementForItsLimitAndOneForWhatIsKeptApart() {
        Offer orange = shop.offer("S1", 1_000, Map.of(StandInNetwork.HUB, 30L));
        String[] on = live.running(orange, 700, 10, 5);
        String buyer = shop.buyer();
        live.put(buyer, orange, on[1], 2).is(200);
        var quote =
                quotes.quote(carts.lines(buyer), Destination.village(StandInNetwork.VILLAGE21), PaymentChoice.ONLINE);
        var line = quote.shipments().getFirst().lines().getFirst();
        var written = new OrderLine(
                "O",
                1,
                orange.id(),
                line.skuCode(),
                "橙",
                2,
                0,
                line.unitPriceFen(),
                line.amountFen(),
                null,
                line.live(),
                null);
        var held = List.of(new PlacingRule.Line(buyer, "S1", StandInNetwork.HUB, written, 2));
        assertThat(sent(() -> rule.take(held, Instant.EPOCH))).hasSize(1);
        assertThat(sent(() -> rule.giveBack(held))).hasSize(1);
        var plain = new StockLine(line.skuCode(), StandInNetwork.HUB, 1);
        var drawn = new StockLine(line.skuCode(), StandInNetwork.HUB, 1, on[1]);
        List<String> ordinary = sent(() -> stock.reserve("500233", Map.of(shop.buyer(), List.of(plain)), false));
        List<String> apart = sent(() -> stock.reserve("500233", Map.of(shop.buyer(), List.of(drawn)), false));
        assertThat(apart).hasSize(ordinary.size() + 1);
    }

    private List<String> sent(Runnable work) {
        return StatementCount.during(() -> transactions.run(work)).stream()
                .filter(sql -> !sql.equals("COMMIT"))
                .toList();
    }
}

package org.cunlu.orders.placing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.orders.standin.MovedClock;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How much one buyer may hold without paying, and for how long. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PatienceTest implements TestPropertyProvider {
    private static final String HOME = StandInNetwork.VILLAGE21;

    @Inject
    Shop shop;

    @Inject
    MovedClock clock;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Override
    public Map<String, String> getProperties() {
        var properties = new HashMap<>(ShopServers.properties("patience"));
        // The play of a demo has no limit.
        properties.put("cunlu.demo", "false");
        properties.put("cunlu.sandbox.enabled", "true");
        properties.put("cunlu.orders.unpaid-max", "2");
        properties.put("cunlu.orders.risky-expired", "3");
        return properties;
    }

    @Test
    void aBuyerHoldsSoManyUnpaidOrdersAndNoMoreUntilHePaysOrCancels() {
        String buyer = shop.buyer();
        Offer rice = rice();
        String first = shop.unpaid(buyer, rice, 1);
        String key = shop.key();
        shop.put(buyer, rice, 1).is(200);
        long total = shop.quote(buyer, Shop.village(HOME), "ONLINE").is(200).number("totalFen");
        String second = shop.place(buyer, key, Shop.village(HOME), "ONLINE", total)
                .is(201)
                .text("groupId");
        shop.put(buyer, rice, 1).is(200);
        var refused = shop.place(buyer, shop.key(), Shop.village(HOME), "ONLINE", total)
                .is(409, "too-many-unpaid");
        assertThat(refused.fact("max").getIntValue()).isEqualTo(2);
        assertThat(shop.place(buyer, key, Shop.village(HOME), "ONLINE", total)
                        .is(201)
                        .text("groupId"))
                .as("who asks again is answered")
                .isEqualTo(second);
        shop.order(buyer, "CASH_AT_PICKUP", HOME).is(201);
        shop.cancel(buyer, shop.orderIds(first).getFirst(), shop.key()).is(200);
        shop.put(buyer, rice, 1).is(200);
        shop.order(buyer, "ONLINE", HOME).is(201);
        shop.unpaid(shop.buyer(), rice, 1);
    }

    @Test
    void whoLetManyExpireOfLateIsWaitedForAShorterTime() {
        String buyer = shop.buyer();
        expired(buyer, 2, Duration.ofDays(1));
        expired(buyer, 5, Duration.ofDays(31));
        assertThat(window(buyer)).isEqualTo(Duration.ofMinutes(30));
        expired(buyer, 1, Duration.ofDays(29));
        assertThat(window(buyer)).isEqualTo(Duration.ofMinutes(10));
    }

    private Duration window(String buyer) {
        shop.put(buyer, rice(), 1).is(200);
        String payBy = shop.order(buyer, "ONLINE", HOME).is(201).text("payBy");
        return Duration.between(clock.instant(), Instant.parse(payBy));
    }

    private void expired(String buyer, int many, Duration ago) {
        for (int i = 0; i < many; i++) {
            String id = shop.buyer();
            transactions.run(() -> sql.change(
                    "INSERT INTO ord_group (group_id, county_code, account_id, recipient_id, payment, status, total_fen,"
                            + " pay_by, placed_at) VALUES (?, '500233', ?, 'R', 'ONLINE', 'EXPIRED', 1, ?, ?)",
                    id,
                    buyer,
                    clock.instant().minus(ago),
                    clock.instant().minus(ago)));
        }
    }

    private Offer rice() {
        return shop.offer("S1", 5_990, Map.of(StandInNetwork.HUB, 100L));
    }
}

package org.cunlu.orders.branding;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.cunlu.catalog.BrandRight.Unit;
import org.cunlu.catalog.Offer;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who gets the last of a regional brand's quota, and what a revocation stops. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RaceForAQuotaTest implements TestPropertyProvider {
    private static final String HOME = StandInNetwork.VILLAGE21;

    @Inject
    Shop shop;

    @Inject
    BrandShop brands;

    @Inject
    Audit audit;

    private final Map<String, String> properties = new HashMap<>(ShopServers.properties("raceforaquota"));

    @Override
    public Map<String, String> getProperties() {
        return properties;
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void ofManyBuyersOfTheLastOfAQuotaAtTwoInstancesAsManyGetItAsItHas() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed of the race for a quota: " + seed);
        var random = new Random(seed);
        try (EmbeddedServer other =
                ApplicationContext.run(EmbeddedServer.class, new HashMap<String, Object>(properties), "test")) {
            var shops = List.of(shop, other.getApplicationContext().getBean(Shop.class));
            BrandShop others = other.getApplicationContext().getBean(BrandShop.class);
            for (int round = 0; round < 3; round++) {
                int quota = 5 + random.nextInt(10);
                String right = brands.authorized("S1", Unit.PIECES, quota);
                Offer orange = others.branded(brands.offer("S1", right, 1_000), right);
                var wants = random.ints(30, 1, 4).toArray();
                var answers = Rivals.all(30, i -> {
                    Shop mine = shops.get(i % 2);
                    String buyer = mine.buyer();
                    mine.put(buyer, orange, wants[i]);
                    var quote = mine.quote(buyer, Shop.village(HOME), "ONLINE");
                    return quote.status() == 200
                            ? mine.place(buyer, mine.key(), Shop.village(HOME), "ONLINE", quote.number("totalFen"))
                            : quote;
                });
                long sold = 0;
                for (int i = 0; i < answers.size(); i++) {
                    if (answers.get(i).status() == 201) {
                        sold += wants[i];
                    } else {
                        // Who comes when nothing is left cannot even put it into his cart.
                        assertThat(answers.get(i).is(409).text("code")).isIn("brand-quota-used-up", "cart-empty");
                    }
                }
                assertThat(brands.used(right))
                        .as("seed %d", seed)
                        .isEqualTo(sold)
                        .isLessThanOrEqualTo(quota);
                assertThat(shop.sum("SELECT SUM(quantity) AS fen FROM ord_line WHERE authorization_id = ?", right))
                        .isEqualTo(sold);
                // Somebody may have wanted three of the last two.
                assertThat(sold).as("seed %d", seed).isGreaterThanOrEqualTo(quota - 2);
            }
        }
    }

    @Test
    void afterARevocationIsCommittedNoOrderIsPlacedUnderIt() throws Exception {
        for (int round = 0; round < 4; round++) {
            String right = brands.authorized("S1", Unit.PIECES, 1_000);
            Offer orange = brands.offer("S1", right, 1_000);
            var revoked = new AtomicReference<Long>();
            var answers = Rivals.all(20, i -> {
                if (i == 7) {
                    brands.revoke(right);
                    revoked.set(brands.used(right));
                    return null;
                }
                String buyer = shop.buyer();
                shop.put(buyer, orange, 1);
                var quote = shop.quote(buyer, Shop.village(HOME), "ONLINE");
                return quote.status() == 200
                        ? shop.place(buyer, shop.key(), Shop.village(HOME), "ONLINE", quote.number("totalFen"))
                        : quote;
            });
            long placed = answers.stream()
                    .filter(answer -> answer != null && answer.status() == 201)
                    .count();
            assertThat(brands.used(right)).isEqualTo(placed).isEqualTo(revoked.get());
            answers.stream()
                    .filter(answer -> answer != null && answer.status() != 201)
                    // Who comes later still cannot even put it into his cart.
                    .forEach(answer ->
                            assertThat(answer.is(409).text("code")).isIn("brand-not-authorised", "cart-empty"));
        }
    }
}

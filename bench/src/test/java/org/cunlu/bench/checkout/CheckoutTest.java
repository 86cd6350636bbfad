package org.cunlu.bench.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.cunlu.bench.calling.BrokenOff;
import org.cunlu.bench.measuring.ClosedLoop.Turn;
import org.cunlu.bench.measuring.Round;
import org.cunlu.bench.standin.StandInShop;
import org.cunlu.bench.standin.StandInShop.Fault;
import org.junit.jupiter.api.Test;

class CheckoutTest {
    private static final Duration SHORT = Duration.ofMillis(200);

    @Test
    void countsWhatTheShopSold() throws IOException {
        try (var shop = new StandInShop(1_000_000, Fault.NONE);
                var checkout = Checkout.prepare(shop.address(), 3, 5)) {
            Round round = checkout.round(SHORT);
            assertThat(round.outcomes()).containsOnlyKeys(Turn.DONE);
            assertThat(round.outcomes().get(Turn.DONE)).isEqualTo(shop.sold()).isPositive();
            assertThat(round.micros().getTotalCount()).isEqualTo(shop.sold());
            assertThat(checkout.sample().orderId()).startsWith("R");
        }
    }

    @Test
    void givesBackAllButEachBuyersLatestOrder() throws IOException {
        try (var shop = new StandInShop(1_000_000, Fault.NONE);
                var checkout = Checkout.prepare(shop.address(), 3, 5)) {
            checkout.warmUp(SHORT);
            assertThat(shop.sold()).isEqualTo(3);
            assertThat(checkout.round(SHORT).outcomes()).containsOnlyKeys(Turn.DONE);
            assertThat(shop.sold()).isGreaterThan(3);
            checkout.giveBack();
            assertThat(shop.sold()).isEqualTo(3);
            assertThat(checkout.sample().orderId()).startsWith("R");
        }
    }

    @Test
    void takesOverANewPriceAndGoesOn() throws IOException {
        try (var shop = new StandInShop(1_000_000, Fault.NONE);
                var checkout = Checkout.prepare(shop.address(), 3, 5)) {
            shop.raisePrice();
            Round round = checkout.round(SHORT);
            assertThat(round.outcomes()).containsEntry("total-changed", 3L);
            assertThat(round.outcomes().get(Turn.DONE)).isEqualTo(shop.sold()).isPositive();
        }
    }

    @Test
    void breaksOffInsteadOfMeasuringAnEmptyShop() throws IOException {
        try (var shop = new StandInShop(20, Fault.NONE);
                var checkout = Checkout.prepare(shop.address(), 3, 5)) {
            assertThatThrownBy(() -> checkout.round(Duration.ofSeconds(20)))
                    .isInstanceOf(BrokenOff.class)
                    .hasMessageContaining("sold out");
            assertThat(shop.sold()).isEqualTo(20);
        }
    }

    @Test
    void endsSoonWhenTheShopIsGone() throws IOException {
        var shop = new StandInShop(1_000_000, Fault.NONE);
        try (var checkout = Checkout.prepare(shop.address(), 2, 5)) {
            shop.close();
            Round round = checkout.round(Duration.ofSeconds(60));
            assertThat(round.outcomes()).containsOnlyKeys(Turn.LOST);
            assertThat(round.took()).isLessThan(Duration.ofSeconds(20));
        }
    }
}

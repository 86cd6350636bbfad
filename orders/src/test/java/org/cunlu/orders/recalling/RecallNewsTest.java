package org.cunlu.orders.recalling;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.cunlu.accounts.Accounts;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Heard;
import org.cunlu.logistics.LotRecalled;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whoever bought of a lot that is called back hears of it, whether he has it already or not. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecallNewsTest implements TestPropertyProvider {
    @Inject
    Shop shop;

    @Inject
    RecallNews news;

    @Inject
    Accounts accounts;

    @Inject
    Transactions transactions;

    @Inject
    Clock clock;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("recalling");
    }

    @Test
    void theBuyerIsToldWhatToDoWithIt() {
        String phone = "139" + String.format("%08d", ThreadLocalRandom.current().nextInt(100_000_000));
        String buyer = accounts.register(phone, "kx93-mrt 忠橙", "张三丰");
        String group = shop.unpaid(buyer, shop.offer("S1", 5_990, Map.of(StandInNetwork.HUB, 10L)), 2);
        String order = shop.orderIds(group).getFirst();
        tell(order, true);
        assertThat(shop.count("acc_notice WHERE kind = 'BOUGHT_LOT_RECALLED'")).isEqualTo(1);
        tell(order, false);
        assertThat(shop.count("acc_notice WHERE kind = 'ORDERED_LOT_RECALLED'")).isEqualTo(1);
        assertThat(shop.get(buyer, "/api/auth/notices").is(200).raw())
                .contains(
                        "您的订单" + order + "中有商品批次已召回。请勿食用或使用，可带到村级站退货。",
                        "Goods of your order " + order
                                + " are called back. Do not eat or use them; your village station",
                        "您的订单" + order + "中有商品批次已召回，暂不交付",
                        "Goods of your order " + order + " are called back. They are not handed over;");
    }

    @Test
    void aParcelThatIsNoOrdersIsNobodysNews() {
        long before = shop.count("acc_notice WHERE kind LIKE '%RECALLED'");
        tell("0000000000000", true);
        assertThat(shop.count("acc_notice WHERE kind LIKE '%RECALLED'")).isEqualTo(before);
    }

    private void tell(String order, boolean handedOver) {
        var event =
                new LotRecalled("R".repeat(13), order, "B" + order, "SKU-1", "LOT-1", 2, handedOver, clock.instant());
        transactions.run(() -> news.on(event, new Heard("E", clock.instant(), 1)));
    }
}

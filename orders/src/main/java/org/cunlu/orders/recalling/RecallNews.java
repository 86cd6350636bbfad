package org.cunlu.orders.recalling;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.logistics.LotRecalled;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderState.Lifecycle;

/** Tells the buyer of a parcel that holds pieces of a lot that was called back; the inbox sees to it that he is told once. */
@Singleton
class RecallNews implements Subscriber<LotRecalled> {
    private final OrderBook book;
    private final Notices notices;
    private final BuyerTable buyers;
    private final Clock clock;

    RecallNews(OrderBook book, Notices notices, BuyerTable buyers, Clock clock) {
        this.book = book;
        this.notices = notices;
        this.buyers = buyers;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "orders.recalling";
    }

    @Override
    public String topic() {
        return LotRecalled.TOPIC;
    }

    @Override
    public Class<LotRecalled> type() {
        return LotRecalled.class;
    }

    @Override
    public void on(LotRecalled event, Heard heard) {
        book.order(event.orderId())
                .filter(order -> order.state().lifecycle() != Lifecycle.CANCELLED)
                .ifPresent(order -> {
                    notices.tell(
                            order.accountId(),
                            event.handedOver() ? Notices.Kind.BOUGHT_LOT_RECALLED : Notices.Kind.ORDERED_LOT_RECALLED,
                            Map.of("order", order.orderId()));
                    buyers.told(event.recallId(), order.orderId(), order.countyCode(), clock.instant());
                });
    }
}

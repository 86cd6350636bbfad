package org.cunlu.search.sales;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.orders.OrderCancelled;

/** What ended without a delivery was not sold. */
@Singleton
class CancelledNews implements Subscriber<OrderCancelled> {
    private final Counting counting;

    CancelledNews(Counting counting) {
        this.counting = counting;
    }

    @Override
    public String name() {
        return "search.sales-ended";
    }

    @Override
    public String topic() {
        return OrderCancelled.TOPIC;
    }

    @Override
    public Class<OrderCancelled> type() {
        return OrderCancelled.class;
    }

    @Override
    public void on(OrderCancelled event, Heard heard) {
        counting.ended(List.of(event.orderId()));
    }

    @Override
    public void onAll(List<News<OrderCancelled>> news) {
        counting.ended(
                news.stream().map(each -> each.event().orderId()).collect(Collectors.toCollection(TreeSet::new)));
    }
}

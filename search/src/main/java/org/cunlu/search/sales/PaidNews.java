package org.cunlu.search.sales;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.orders.OrderPaid;

/** What is paid, or promised as cash, is sold. */
@Singleton
class PaidNews implements Subscriber<OrderPaid> {
    private final Counting counting;

    PaidNews(Counting counting) {
        this.counting = counting;
    }

    @Override
    public String name() {
        return "search.sales-paid";
    }

    @Override
    public String topic() {
        return OrderPaid.TOPIC;
    }

    @Override
    public Class<OrderPaid> type() {
        return OrderPaid.class;
    }

    @Override
    public void on(OrderPaid event, Heard heard) {
        counting.paid(event.orderId());
    }

    @Override
    public void onAll(List<News<OrderPaid>> news) {
        counting.allPaid(
                news.stream().map(each -> each.event().orderId()).collect(Collectors.toCollection(TreeSet::new)));
    }
}

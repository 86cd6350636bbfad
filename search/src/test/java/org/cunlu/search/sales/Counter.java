package org.cunlu.search.sales;

import io.micronaut.context.ApplicationContext;
import java.util.List;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.orders.OrderBook;

/** The counting of a running application, over orders that a test makes up. */
public final class Counter {
    private final Counting counting;
    private final Transactions transactions;

    private Counter(Counting counting, Transactions transactions) {
        this.counting = counting;
        this.transactions = transactions;
    }

    public static Counter of(ApplicationContext context, OrderBook orders) {
        return new Counter(
                new Counting(context.getBean(SalesTable.class), orders), context.getBean(Transactions.class));
    }

    public void paid(String orderId) {
        transactions.run(() -> counting.paid(orderId));
    }

    /** As news of many that came together. */
    public void allPaid(List<String> orderIds) {
        transactions.run(() -> counting.allPaid(orderIds));
    }

    public void allEnded(List<String> orderIds) {
        transactions.run(() -> counting.ended(orderIds));
    }

    public void ended(String orderId) {
        transactions.run(() -> counting.ended(List.of(orderId)));
    }
}

package org.cunlu.orders.paying;

import jakarta.inject.Singleton;
import java.time.Clock;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.PaymentChoice;
import org.cunlu.orders.paying.RefundTable.Way;

/** How a buyer wants what goes back to him of an order that he paid online. It holds for whatever no gateway was asked for by then. */
@Singleton
class RefundChoices {
    private final ChoiceTable table;
    private final OrderBook book;
    private final Transactions transactions;
    private final Clock clock;

    RefundChoices(ChoiceTable table, OrderBook book, Transactions transactions, Clock clock) {
        this.table = table;
        this.book = book;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @throws ProblemException not found, also for another's order */
    Way of(String buyer, String orderId) {
        return transactions.read(() -> {
            own(buyer, orderId);
            return table.of(orderId);
        });
    }

    /** @throws ProblemException not found, also for another's order; 400 {@code way-invalid}; 409 {@code no-choice} */
    Way choose(String buyer, String orderId, Way way) {
        if (way == Way.BANK) {
            throw ProblemException.invalid("way", "way-invalid", "只能选原路或余额 · The payment's way or the balance");
        }
        return transactions.run(() -> {
            Order order = own(buyer, orderId);
            if (book.group(order.groupId()).orElseThrow().payment() == PaymentChoice.CASH_AT_PICKUP) {
                throw ProblemException.of(
                        409, "no-choice", "现金订单退到余额 · What was paid in cash goes to the balance", null);
            }
            table.set(order, way, clock.instant());
            return way;
        });
    }

    private Order own(String buyer, String orderId) {
        return book.order(orderId)
                .filter(order -> order.accountId().equals(buyer))
                .orElseThrow(ProblemException::notFound);
    }
}

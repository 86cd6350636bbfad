package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.StockLine;

/**
 * The rows of groups, orders, lines and history, for the features of this module. Whoever changes an order's state locks
 * its group first, so that paying, expiring and cancelling go one after the other.
 */
public interface OrderBook {
    /** Writes a new group with all that is in it, in a number of statements that does not grow. Joins the transaction. */
    void open(OrderGroup group, List<Order> orders, List<OrderLine> lines);

    /**
     * Writes an order that is added to a group, which is locked: paid, or with cash due, from the beginning. Joins the
     * transaction.
     */
    void add(Order order, List<OrderLine> lines, String actor, OrderStep.Why why);

    Optional<OrderGroup> group(String groupId);

    /** @return the group, which nobody else changes until the caller's transaction has ended */
    Optional<OrderGroup> lock(String groupId);

    /** Locks several as {@link #lock(String)} does one. */
    void lock(Collection<String> groupIds);

    /** @return the group if it awaits payment that is overdue, locked; empty also when somebody else has it at the moment */
    Optional<OrderGroup> lockOverdue(String groupId, Instant now);

    /** @return ids of groups whose payment is overdue, the oldest first */
    List<String> overdue(Instant now, int limit);

    /** Takes a group from one status to another. @return false when it was not in {@code from} */
    boolean move(String groupId, OrderGroup.Status from, OrderGroup.Status to);

    /** The rest of a deposit's group is asked for. @return false when its deposit is not paid, or the rest is asked for already */
    boolean awaitBalance(String groupId, Instant payBy);

    /** Gives a group that awaits payment more time. @return false when it awaits none any more */
    boolean payLater(String groupId, Instant payBy);

    Optional<Order> order(String orderId);

    /** @return those of these orders that there are, in id order */
    List<Order> orders(Collection<String> orderIds);

    /** @return orders of a group in id order */
    List<Order> orders(String groupId);

    /** @return lines by order, each in line order */
    Map<String, List<OrderLine>> lines(Collection<String> orderIds);

    /** @return what these orders take from stock, less what they go without, by order */
    Map<String, List<StockLine>> stockLines(Collection<Order> orders);

    /**
     * Takes a step and leaves a row of history.
     * @param promise the promise after the step; null when it stays as it was
     * @return the order after it
     * @throws IllegalArgumentException when the table of steps does not allow it
     * @throws org.cunlu.kernel.problem.ProblemException {@code order-moved} when the order is not as it was read
     */
    Order move(Order order, OrderState to, @Nullable Promise.Kept promise, Instant at, String actor, OrderStep.Why why);

    /** The same with the promise as it is. */
    default Order move(Order order, OrderState to, Instant at, String actor, OrderStep.Why why) {
        return move(order, to, null, at, actor, why);
    }

    /**
     * An order goes without some pieces. Joins the caller's transaction, in which its group is locked.
     * @param pieces by line, above 0
     * @param fen what the buyer pays less for it
     * @throws org.cunlu.kernel.problem.ProblemException {@code order-moved} when the order is not as it was read
     */
    void lack(Order order, Map<OrderLine, Integer> pieces, long fen);

    /**
     * Lines are known to weigh so much. Joins the caller's transaction, in which the group is locked.
     * @param lines with what they weigh
     * @param fen what the buyer pays less for it
     * @throws org.cunlu.kernel.problem.ProblemException {@code order-moved} when the order is not as it was read
     */
    void weighed(Order order, Map<OrderLine, WeightUse> lines, long fen);

    /** @return of these orders those with a line that is paid for as it weighs and is not weighed yet */
    List<String> unweighed(Collection<String> orderIds);

    /** @return steps by order, each in their order */
    Map<String, List<OrderStep>> history(Collection<String> orderIds);

    /**
     * Gives all of one buyer's groups and orders to another account. What was done by whom stays in the history. Joins the
     * caller's transaction.
     * @return ids of the groups
     */
    List<String> handOver(String fromAccountId, String intoAccountId);

    /** @param since what was placed before does not count */
    BuyerStanding standing(String accountId, Instant since);

    /** @return how many orders of a buyer are under way or have money to go back */
    int unsettled(String accountId);

    /** @return orders of a buyer, the newest first */
    Page<Order> ofBuyer(String accountId, @Nullable String cursor, int limit);

    /** @return orders of these shops, the newest first */
    Page<Order> ofSellers(Collection<String> sellerCodes, @Nullable String cursor, int limit);

    /** @return a part of them, what is to be handed in oldest first, all else newest first */
    Page<Order> ofSellers(Collection<String> sellerCodes, ShopOrders.Part part, @Nullable String cursor, int limit);

    long countOfSellers(Collection<String> sellerCodes, ShopOrders.Part part);
}

package org.cunlu.orders.book;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.StockLine;
import org.cunlu.orders.BuyerStanding;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderGroup;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.OrderState;
import org.cunlu.orders.OrderStep;
import org.cunlu.orders.ShopOrders;
import org.cunlu.orders.WeightUse;

/** The order book on its four tables. */
@Singleton
class KeptOrders implements OrderBook {
    private final GroupTable groups;
    private final OrderTable orders;
    private final LineTable lines;
    private final HistoryTable history;
    private final Transactions transactions;

    KeptOrders(GroupTable groups, OrderTable orders, LineTable lines, HistoryTable history, Transactions transactions) {
        this.groups = groups;
        this.orders = orders;
        this.lines = lines;
        this.history = history;
        this.transactions = transactions;
    }

    @Override
    public void open(OrderGroup group, List<Order> newOrders, List<OrderLine> newLines) {
        transactions.require();
        for (Order order : newOrders) {
            if (!Steps.beginning(order.state()) || order.version() != 1) {
                throw new IllegalArgumentException("an order cannot begin as " + order.state());
            }
        }
        groups.insert(group);
        orders.insert(newOrders);
        lines.insert(newLines, newOrders.stream().collect(Collectors.toMap(Order::orderId, Order::countyCode)));
        history.insert(newOrders, group.placedAt(), group.accountId(), OrderStep.Why.PLACED);
    }

    @Override
    public void add(Order order, List<OrderLine> newLines, String actor, OrderStep.Why why) {
        transactions.require();
        if (!Steps.added(order.state()) || order.version() != 1) {
            throw new IllegalArgumentException("an order cannot be added as " + order.state());
        }
        orders.insert(List.of(order));
        lines.insert(newLines, Map.of(order.orderId(), order.countyCode()));
        history.insert(List.of(order), order.placedAt(), actor, why);
    }

    @Override
    public Optional<OrderGroup> group(String groupId) {
        return groups.find(groupId);
    }

    @Override
    public Optional<OrderGroup> lock(String groupId) {
        transactions.require();
        return groups.lock(groupId);
    }

    @Override
    public void lock(Collection<String> groupIds) {
        transactions.require();
        groups.lock(groupIds);
    }

    @Override
    public Optional<OrderGroup> lockOverdue(String groupId, Instant now) {
        transactions.require();
        return groups.lockOverdue(groupId, now);
    }

    @Override
    public List<String> overdue(Instant now, int limit) {
        return groups.overdue(now, limit);
    }

    @Override
    public BuyerStanding standing(String accountId, Instant since) {
        return groups.standing(accountId, since);
    }

    @Override
    public boolean move(String groupId, OrderGroup.Status from, OrderGroup.Status to) {
        return groups.move(groupId, from, to) == 1;
    }

    @Override
    public boolean awaitBalance(String groupId, Instant payBy) {
        transactions.require();
        return groups.awaitBalance(groupId, payBy) == 1;
    }

    @Override
    public boolean payLater(String groupId, Instant payBy) {
        transactions.require();
        return groups.payLater(groupId, payBy) == 1;
    }

    @Override
    public Optional<Order> order(String orderId) {
        return orders.find(orderId);
    }

    @Override
    public List<Order> orders(Collection<String> orderIds) {
        return orders.find(orderIds);
    }

    @Override
    public List<Order> orders(String groupId) {
        return orders.ofGroup(groupId);
    }

    @Override
    public Map<String, List<OrderLine>> lines(Collection<String> orderIds) {
        return lines.find(orderIds);
    }

    @Override
    public Map<String, List<StockLine>> stockLines(Collection<Order> of) {
        Map<String, Order> byId = of.stream().collect(Collectors.toMap(Order::orderId, Function.identity()));
        return lines.find(byId.keySet()).entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> {
            String node = byId.get(entry.getKey()).fromNode();
            return entry.getValue().stream()
                    .filter(line -> line.quantity() > line.shortQuantity())
                    .map(line -> new StockLine(line.skuCode(), node, line.quantity() - line.shortQuantity()))
                    .toList();
        }));
    }

    @Override
    public Order move(
            Order order, OrderState to, @Nullable Promise.Kept promise, Instant at, String actor, OrderStep.Why why) {
        transactions.require();
        if (!Steps.allowed(order.state(), to)) {
            throw new IllegalArgumentException(
                    "no such step of order " + order.orderId() + ": " + order.state() + " to " + to);
        }
        Order moved = order.moved(to, promise);
        if (orders.move(order, moved) == 0) {
            throw moved();
        }
        history.insert(List.of(moved), at, actor, why);
        return moved;
    }

    @Override
    public void lack(Order order, Map<OrderLine, Integer> pieces, long fen) {
        transactions.require();
        boolean kept = orders.lack(order, fen) == 1;
        for (var each : pieces.entrySet()) {
            kept &= lines.lack(each.getKey(), each.getValue()) == 1;
        }
        if (!kept) {
            throw moved();
        }
    }

    @Override
    public void weighed(Order order, Map<OrderLine, WeightUse> weights, long fen) {
        transactions.require();
        boolean kept = orders.lack(order, fen) == 1;
        for (var each : weights.entrySet()) {
            kept &= lines.weighed(each.getKey(), each.getValue()) == 1;
        }
        if (!kept) {
            throw moved();
        }
    }

    @Override
    public List<String> unweighed(Collection<String> orderIds) {
        return orderIds.isEmpty() ? List.of() : lines.unweighed(orderIds);
    }

    private static ProblemException moved() {
        return ProblemException.of(
                409, "order-moved", "订单状态已变 · The order has moved on", "请刷新后再试 · Read it again and retry");
    }

    @Override
    public Map<String, List<OrderStep>> history(Collection<String> orderIds) {
        return history.find(orderIds);
    }

    @Override
    public List<String> handOver(String fromAccountId, String intoAccountId) {
        transactions.require();
        List<String> ids = orders.groupsOf(fromAccountId);
        if (!ids.isEmpty()) {
            // The groups first, as whoever changes an order does.
            groups.handOver(ids, intoAccountId);
            orders.handOver(fromAccountId, intoAccountId);
        }
        return ids;
    }

    @Override
    public int unsettled(String accountId) {
        return orders.unsettled(accountId);
    }

    @Override
    public Page<Order> ofBuyer(String accountId, @Nullable String cursor, int limit) {
        return Page.of(orders.ofBuyer(accountId, checked(cursor), limit + 1), limit, Order::orderId);
    }

    @Override
    public Page<Order> ofSellers(Collection<String> sellerCodes, @Nullable String cursor, int limit) {
        if (sellerCodes.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        return Page.of(orders.ofSellers(sellerCodes, checked(cursor), limit + 1), limit, Order::orderId);
    }

    @Override
    public Page<Order> ofSellers(
            Collection<String> sellerCodes, ShopOrders.Part part, @Nullable String cursor, int limit) {
        return sellerCodes.isEmpty()
                ? new Page<>(List.of(), null)
                : Page.of(orders.ofSellers(sellerCodes, part, checked(cursor), limit + 1), limit, Order::orderId);
    }

    @Override
    public long countOfSellers(Collection<String> sellerCodes, ShopOrders.Part part) {
        return sellerCodes.isEmpty() ? 0 : orders.countOfSellers(sellerCodes, part);
    }

    private static String checked(@Nullable String cursor) {
        if (cursor != null && !Ids.isId(cursor)) {
            throw ProblemException.invalid("cursor", "cursor-invalid", "翻页标记无效 · The cursor is not valid");
        }
        return cursor;
    }
}

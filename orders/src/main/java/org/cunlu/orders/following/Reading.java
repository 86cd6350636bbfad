package org.cunlu.orders.following;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.accounts.Recipient;
import org.cunlu.accounts.Recipients;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.ExpectedSupply;
import org.cunlu.logistics.Pickups;
import org.cunlu.logistics.Shipments;
import org.cunlu.orders.GroupView;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.OrderState;
import org.cunlu.orders.OrderStep;
import org.cunlu.orders.OrderSummary;
import org.cunlu.orders.OrderView;
import org.cunlu.orders.Orders;
import org.cunlu.orders.Payments;
import org.cunlu.orders.Resourcing;
import org.cunlu.orders.SellerOrderView;

/** Puts together what the order book, the recipients and the parcels know. A list asks each of them once. */
@Singleton
class Reading implements Orders {
    private final OrderBook book;
    private final Payments payments;
    private final Recipients recipients;
    private final Shipments shipments;
    private final Pickups pickups;
    private final Resourcing resourcing;
    private final ExpectedSupply expected;

    Reading(
            OrderBook book,
            Payments payments,
            Recipients recipients,
            Shipments shipments,
            Pickups pickups,
            Resourcing resourcing,
            ExpectedSupply expected) {
        this.book = book;
        this.payments = payments;
        this.recipients = recipients;
        this.shipments = shipments;
        this.pickups = pickups;
        this.resourcing = resourcing;
        this.expected = expected;
    }

    @Override
    public Optional<GroupView> group(String accountId, String groupId) {
        return book.group(groupId)
                .filter(group -> group.accountId().equals(accountId))
                .map(group -> GroupView.of(group, book.orders(groupId), payments.of(groupId)));
    }

    @Override
    public Optional<OrderView> order(String accountId, String orderId) {
        return views(accountId, List.of(orderId)).stream().findFirst();
    }

    @Override
    public List<OrderView> views(String accountId, Collection<String> orderIds) {
        List<Order> orders = book.orders(orderIds).stream()
                .filter(order -> order.accountId().equals(accountId))
                .toList();
        if (orders.isEmpty()) {
            return List.of();
        }
        List<String> ids = orders.stream().map(Order::orderId).toList();
        var lines = book.lines(ids);
        var history = book.history(ids);
        var tracking = shipments.track(ids);
        var tickets = pickups.tickets(ids);
        var expectedOn = expected.expectedOn(orders.stream()
                .filter(order -> order.state().fulfilment() == OrderState.FulfilmentStatus.EXPECTED)
                .map(Order::orderId)
                .toList());
        var known = recipients.find(
                accountId, orders.stream().map(Order::recipientId).distinct().toList());
        return orders.stream()
                .map(order -> view(
                        order,
                        lines.getOrDefault(order.orderId(), List.of()),
                        known.get(order.recipientId()),
                        history.getOrDefault(order.orderId(), List.of()),
                        tracking.get(order.orderId()),
                        tickets.get(order.orderId()),
                        expectedOn.get(order.orderId())))
                .toList();
    }

    @Override
    public Page<OrderSummary> ofBuyer(String accountId, @Nullable String cursor, int limit) {
        Page<Order> page = book.ofBuyer(accountId, cursor, limit);
        return new Page<>(page.items().stream().map(OrderSummary::of).toList(), page.next());
    }

    @Override
    public Page<SellerOrderView> ofSellers(Collection<String> sellerCodes, @Nullable String cursor, int limit) {
        return sellerViews(book.ofSellers(sellerCodes, cursor, limit));
    }

    /** The same of orders that are the asking shop's. */
    Page<SellerOrderView> sellerViews(Page<Order> page) {
        Map<String, List<OrderLine>> lines =
                book.lines(page.items().stream().map(Order::orderId).toList());
        Map<String, Recipient> masked = page.items().isEmpty()
                ? Map.of()
                : recipients.masked(
                        page.items().stream().map(Order::recipientId).distinct().toList());
        return new Page<>(
                page.items().stream()
                        .map(order -> sellerView(
                                order, lines.getOrDefault(order.orderId(), List.of()), masked.get(order.recipientId())))
                        .toList(),
                page.next());
    }

    private OrderView view(
            Order order,
            List<OrderLine> lines,
            @Nullable Recipient recipient,
            List<OrderStep> history,
            @Nullable Shipments.Tracking tracking,
            @Nullable Pickups.Ticket ticket,
            @Nullable LocalDate expectedOn) {
        // Only of these there can be any: most orders ask nothing.
        boolean shortened = lines.stream().anyMatch(line -> line.shortQuantity() > 0);
        boolean sister = !history.isEmpty() && history.getFirst().why() == OrderStep.Why.SERVED_FROM_ELSEWHERE;
        return new OrderView(
                order.orderId(),
                order.groupId(),
                order.sellerCode(),
                order.sellerName(),
                order.fromNode(),
                order.toNode(),
                order.state().lifecycle(),
                order.state().payment(),
                order.state().fulfilment(),
                lines,
                order.goodsFen(),
                order.freightFen(),
                order.discountFen(),
                order.totalFen(),
                order.shortFen(),
                order.promisedAt(),
                expectedOn,
                order.arrival(),
                order.placedAt(),
                recipient,
                history.stream().map(Reading::step).toList(),
                tracking,
                ticket == null ? null : ticket.code(),
                ticket == null ? null : ticket.collectBy(),
                sister ? resourcing.original(order.orderId()).orElse(null) : null,
                shortened ? resourcing.sisters(order.orderId()) : List.of());
    }

    private static OrderView.Step step(OrderStep step) {
        return new OrderView.Step(
                step.at(),
                step.why(),
                step.state().lifecycle(),
                step.state().payment(),
                step.state().fulfilment());
    }

    private static SellerOrderView sellerView(Order order, List<OrderLine> lines, @Nullable Recipient masked) {
        return new SellerOrderView(
                order.orderId(),
                order.sellerCode(),
                order.fromNode(),
                order.toNode(),
                order.state().lifecycle(),
                order.state().payment(),
                order.state().fulfilment(),
                lines,
                order.goodsFen(),
                order.discountFen(),
                order.commissionFen(),
                order.soldFen() - order.commissionDueFen(),
                order.promisedAt(),
                order.placedAt(),
                masked == null ? null : masked.name());
    }
}

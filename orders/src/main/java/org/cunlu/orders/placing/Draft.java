package org.cunlu.orders.placing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.cunlu.logistics.DepartureRoom;
import org.cunlu.logistics.ExpectedSupply;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Shipments;
import org.cunlu.logistics.StockLine;
import org.cunlu.orders.Commissions;
import org.cunlu.orders.Ledger;
import org.cunlu.orders.LineTerms;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderGroup;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.OrderState;
import org.cunlu.orders.OrderState.FulfilmentStatus;
import org.cunlu.orders.OrderState.Lifecycle;
import org.cunlu.orders.OrderState.PaymentStatus;
import org.cunlu.orders.PaymentChoice;
import org.cunlu.orders.Quote;

/**
 * A group with its orders, as a quote makes it: one order for each shipment. Nothing is written yet.
 * @param shipments by order id
 */
record Draft(OrderGroup group, List<Order> orders, List<OrderLine> lines, Map<String, Quote.Shipment> shipments) {
    /** Who orders, for whom, in which county, and how it is paid. */
    record Frame(
            String countyCode,
            String accountId,
            String recipientId,
            PaymentChoice payment,
            Instant now,
            Duration payWindow) {}

    private static final OrderState WAITING =
            new OrderState(Lifecycle.OPEN, PaymentStatus.UNPAID, FulfilmentStatus.EXPECTED);

    static Draft of(
            Frame frame,
            Quote quote,
            Supplier<String> ids,
            BiFunction<String, List<Commissions.Item>, Ledger.Terms> terms) {
        boolean cash = frame.payment() == PaymentChoice.CASH_AT_PICKUP;
        var group = new OrderGroup(
                ids.get(),
                frame.countyCode(),
                frame.accountId(),
                frame.recipientId(),
                frame.payment(),
                cash ? OrderGroup.Status.CASH_DUE : OrderGroup.Status.AWAITING_PAYMENT,
                quote.totalFen(),
                cash ? null : frame.now().plus(frame.payWindow()),
                frame.now());
        var state = cash
                ? new OrderState(Lifecycle.OPEN, PaymentStatus.CASH_DUE, FulfilmentStatus.ALLOCATED)
                : new OrderState(Lifecycle.OPEN, PaymentStatus.UNPAID, FulfilmentStatus.RESERVED);
        var orders = new ArrayList<Order>();
        var lines = new ArrayList<OrderLine>();
        var shipments = new LinkedHashMap<String, Quote.Shipment>();
        for (Quote.Shipment shipment : quote.shipments()) {
            Ledger.Terms agreed = terms.apply(
                    shipment.sellerCode(),
                    shipment.lines().stream().map(Commissions.Item::of).toList());
            Order order = order(ids.get(), group, shipment.expectedOn() == null ? state : WAITING, shipment, agreed);
            orders.add(order);
            lines.addAll(lines(order.orderId(), shipment, agreed.lines()));
            shipments.put(order.orderId(), shipment);
        }
        return new Draft(group, List.copyOf(orders), List.copyOf(lines), shipments);
    }

    private static Order order(
            String orderId, OrderGroup group, OrderState state, Quote.Shipment shipment, Ledger.Terms agreed) {
        return new Order(
                orderId,
                group.groupId(),
                shipment.countyCode(),
                group.accountId(),
                group.recipientId(),
                shipment.sellerCode(),
                shipment.sellerName(),
                shipment.fromNode(),
                shipment.toNode(),
                shipment.outside(),
                state,
                shipment.goodsFen(),
                shipment.freightFen(),
                shipment.discountFen(),
                shipment.totalFen(),
                0,
                0,
                agreed.commissionFen(),
                agreed.stationFeeFen(),
                shipment.weightGrams(),
                shipment.volumeCm3(),
                shipment.promisedAt(),
                shipment.arrival(),
                shipment.province(),
                group.placedAt(),
                1);
    }

    private static List<OrderLine> lines(String orderId, Quote.Shipment shipment, List<LineTerms> agreed) {
        var lines = new ArrayList<OrderLine>();
        for (Quote.Line line : shipment.lines()) {
            lines.add(line.of(orderId, lines.size() + 1).with(agreed.get(lines.size())));
        }
        return lines;
    }

    /** @return what each order takes from stock, by county and order */
    Map<String, Map<String, List<StockLine>>> stockByCounty() {
        return byCounty(false, Draft::stock);
    }

    /** @return what each order waits for, by county and order */
    Map<String, Map<String, ExpectedSupply.Waiting>> waitingByCounty(int patienceDays) {
        return byCounty(
                true,
                shipment -> new ExpectedSupply.Waiting(
                        stock(shipment),
                        shipment.expectedOn(),
                        shipment.expectedOn().plusDays(patienceDays)));
    }

    private <T> Map<String, Map<String, T>> byCounty(boolean backordered, Function<Quote.Shipment, T> what) {
        var byCounty = new TreeMap<String, Map<String, T>>();
        shipments.forEach((orderId, shipment) -> {
            if ((shipment.expectedOn() != null) == backordered) {
                byCounty.computeIfAbsent(shipment.countyCode(), _ -> new LinkedHashMap<>())
                        .put(orderId, what.apply(shipment));
            }
        });
        return byCounty;
    }

    /** @return by which departures each order goes */
    Map<String, DepartureRoom.Way> ways() {
        var ways = new LinkedHashMap<String, DepartureRoom.Way>();
        shipments.forEach((orderId, shipment) -> ways.put(
                orderId,
                new DepartureRoom.Way(shipment.legs(), new Load(shipment.weightGrams(), shipment.volumeCm3()))));
        return ways;
    }

    /** @return parcels of an order that need not wait for a payment */
    List<Shipments.Booking> bookings() {
        return orders.stream()
                .map(order -> {
                    Quote.Shipment shipment = shipments.get(order.orderId());
                    return new Shipments.Booking(
                            order.orderId(),
                            order.countyCode(),
                            order.fromNode(),
                            order.toNode(),
                            order.recipientId(),
                            order.totalFen(),
                            stock(shipment),
                            new Promise.Kept(shipment.legs(), shipment.promisedAt(), shipment.arrival()));
                })
                .toList();
    }

    private static List<StockLine> stock(Quote.Shipment shipment) {
        return shipment.lines().stream()
                .map(line -> new StockLine(line.skuCode(), shipment.fromNode(), line.quantity(), line.allotmentId()))
                .toList();
    }
}

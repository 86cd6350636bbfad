package org.cunlu.orders.book;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.Arrival;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderState;
import org.cunlu.orders.ShopOrders;

/** Rows of orders. */
@Singleton
class OrderTable {
    private static final String COLUMNS = "order_id, group_id, county_code, account_id, recipient_id, seller_code,"
            + " seller_name, from_node, to_node, outside, lifecycle, payment_status, fulfilment_status, goods_fen,"
            + " freight_fen, discount_fen, total_fen, short_fen, deposit_fen, commission_fen, station_fee_fen, weight_grams, volume_cm3,"
            + " promised_at, arrives_on, arrives_from, arrives_until, arrival_why, outside_province, placed_at, version";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM ord_order";

    private final Sql sql;

    OrderTable(Sql sql) {
        this.sql = sql;
    }

    void insert(List<Order> orders) {
        sql.insertManySoon(
                "INSERT INTO ord_order (" + COLUMNS + ")",
                orders.stream().map(OrderTable::arguments).toList());
    }

    Optional<Order> find(String orderId) {
        return sql.one(SELECT + " WHERE order_id = ?", OrderTable::order, orderId);
    }

    List<Order> find(Collection<String> orderIds) {
        return orderIds.isEmpty()
                ? List.of()
                : sql.list(
                        SELECT + " WHERE order_id IN (" + Sql.marks(orderIds.size()) + ") ORDER BY order_id",
                        OrderTable::order,
                        orderIds.toArray());
    }

    List<Order> ofGroup(String groupId) {
        return sql.list(SELECT + " WHERE group_id = ? ORDER BY order_id", OrderTable::order, groupId);
    }

    /** The newest first; ids rise with time, so they are the order and the cursor at once. */
    List<Order> ofBuyer(String accountId, @Nullable String before, int limit) {
        return sql.list(
                SELECT + " WHERE account_id = ? AND order_id < ? ORDER BY order_id DESC LIMIT ?",
                OrderTable::order,
                accountId,
                bound(before),
                limit);
    }

    List<Order> ofSellers(Collection<String> sellerCodes, @Nullable String before, int limit) {
        var arguments = new ArrayList<Object>(sellerCodes);
        arguments.add(bound(before));
        arguments.add(limit);
        return sql.list(
                SELECT + " WHERE seller_code IN (" + Sql.marks(sellerCodes.size())
                        + ") AND order_id < ? ORDER BY order_id DESC LIMIT ?",
                OrderTable::order,
                arguments.toArray());
    }

    /** A part of them, what is to be handed in oldest first, all else newest first. */
    List<Order> ofSellers(Collection<String> sellerCodes, ShopOrders.Part part, @Nullable String after, int limit) {
        boolean oldestFirst = part == ShopOrders.Part.TO_HAND_IN;
        var arguments = new ArrayList<Object>(sellerCodes);
        arguments.add(oldestFirst ? Optional.ofNullable(after).orElse("") : bound(after));
        arguments.add(limit);
        return sql.list(
                SELECT + " WHERE seller_code IN (" + Sql.marks(sellerCodes.size()) + ") AND " + where(part)
                        + (oldestFirst
                                ? " AND order_id > ? ORDER BY order_id"
                                : " AND order_id < ? ORDER BY order_id DESC")
                        + " LIMIT ?",
                OrderTable::order,
                arguments.toArray());
    }

    long countOfSellers(Collection<String> sellerCodes, ShopOrders.Part part) {
        return sql.one(
                        "SELECT COUNT(*) AS n FROM ord_order WHERE seller_code IN (" + Sql.marks(sellerCodes.size())
                                + ") AND " + where(part),
                        row -> row.number("n"),
                        sellerCodes.toArray())
                .orElse(0L);
    }

    private static String where(ShopOrders.Part part) {
        return switch (part) {
            case TO_HAND_IN -> "lifecycle = 'OPEN' AND fulfilment_status = 'ALLOCATED'";
            case UNDER_WAY -> "lifecycle = 'OPEN' AND fulfilment_status <> 'ALLOCATED'";
            case OVER -> "lifecycle <> 'OPEN'";
        };
    }

    /** @return 0 when the order is not as it was read */
    int move(Order from, Order to) {
        return sql.changeWithAll(
                "UPDATE ord_order SET lifecycle = ?, payment_status = ?, fulfilment_status = ?, promised_at = ?,"
                        + " arrives_on = ?, arrives_from = ?, arrives_until = ?, arrival_why = ?, version = ? WHERE order_id = ? AND version = ? AND lifecycle = ? AND payment_status = ?"
                        + " AND fulfilment_status = ?",
                to.state().lifecycle(),
                to.state().payment(),
                to.state().fulfilment(),
                to.promisedAt(),
                told(to, Arrival::date),
                told(to, Arrival::from),
                told(to, Arrival::until),
                told(to, Arrival::why),
                to.version(),
                from.orderId(),
                from.version(),
                from.state().lifecycle(),
                from.state().payment(),
                from.state().fulfilment());
    }

    /** @return 0 when the order is not as it was read */
    int lack(Order order, long fen) {
        return sql.change(
                "UPDATE ord_order SET short_fen = short_fen + ? WHERE order_id = ? AND version = ? AND short_fen = ?",
                fen,
                order.orderId(),
                order.version(),
                order.shortFen());
    }

    List<String> groupsOf(String accountId) {
        return sql.list(
                "SELECT DISTINCT group_id FROM ord_order WHERE account_id = ? ORDER BY group_id",
                row -> row.string("group_id"),
                accountId);
    }

    void handOver(String from, String into) {
        sql.change("UPDATE ord_order SET account_id = ? WHERE account_id = ?", into, from);
    }

    int unsettled(String accountId) {
        return sql.one(
                        "SELECT COUNT(*) AS n FROM ord_order WHERE account_id = ?"
                                + " AND (lifecycle = 'OPEN' OR payment_status = 'REFUND_DUE')",
                        row -> row.integer("n"),
                        accountId)
                .orElseThrow();
    }

    /** Above every id when there is no cursor. */
    private static String bound(@Nullable String before) {
        return before == null ? "ZZZZZZZZZZZZZ" : before;
    }

    private static Object[] arguments(Order order) {
        return new Object[] {
            order.orderId(),
            order.groupId(),
            order.countyCode(),
            order.accountId(),
            order.recipientId(),
            order.sellerCode(),
            order.sellerName(),
            order.fromNode(),
            order.toNode(),
            order.outside() ? 1 : 0,
            order.state().lifecycle(),
            order.state().payment(),
            order.state().fulfilment(),
            order.goodsFen(),
            order.freightFen(),
            order.discountFen(),
            order.totalFen(),
            order.shortFen(),
            order.depositFen(),
            order.commissionFen(),
            order.stationFeeFen(),
            order.weightGrams(),
            order.volumeCm3(),
            order.promisedAt(),
            told(order, Arrival::date),
            told(order, Arrival::from),
            told(order, Arrival::until),
            told(order, Arrival::why),
            order.province(),
            order.placedAt(),
            order.version()
        };
    }

    private static Order order(Row row) {
        return new Order(
                row.string("order_id"),
                row.string("group_id"),
                row.string("county_code"),
                row.string("account_id"),
                row.string("recipient_id"),
                row.string("seller_code"),
                row.string("seller_name"),
                row.string("from_node"),
                row.string("to_node"),
                row.flag("outside"),
                state(row),
                row.number("goods_fen"),
                row.number("freight_fen"),
                row.number("discount_fen"),
                row.number("total_fen"),
                row.number("short_fen"),
                row.number("deposit_fen"),
                row.number("commission_fen"),
                row.number("station_fee_fen"),
                row.number("weight_grams"),
                row.number("volume_cm3"),
                row.instant("promised_at"),
                arrival(row),
                row.string("outside_province"),
                row.instant("placed_at"),
                row.integer("version"));
    }

    private static <T> @Nullable T told(Order order, Function<Arrival, T> what) {
        return order.arrival() == null ? null : what.apply(order.arrival());
    }

    private static @Nullable Arrival arrival(Row row) {
        LocalDate date = row.date("arrives_on");
        return date == null
                ? null
                : new Arrival(date, row.time("arrives_from"), row.time("arrives_until"), row.string("arrival_why"));
    }

    static OrderState state(Row row) {
        return new OrderState(
                row.constant("lifecycle", OrderState.Lifecycle.class),
                row.constant("payment_status", OrderState.PaymentStatus.class),
                row.constant("fulfilment_status", OrderState.FulfilmentStatus.class));
    }
}

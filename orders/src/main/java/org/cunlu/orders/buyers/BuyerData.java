package org.cunlu.orders.buyers;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.OwnData;
import org.cunlu.accounts.PersonalData;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.money.Fen;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.Shipments;
import org.cunlu.orders.Balances;
import org.cunlu.orders.CartLine;
import org.cunlu.orders.Carts;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.OrderState;
import org.cunlu.orders.PaymentView;
import org.cunlu.orders.Payments;
import org.cunlu.orders.Withdrawals;

/** What orders know of a buyer. */
@Singleton
class BuyerData implements PersonalData {
    private final Carts carts;
    private final OrderBook book;
    private final Payments payments;
    private final Shipments shipments;
    private final Balances balances;
    private final Withdrawals withdrawals;
    private final Transactions transactions;

    BuyerData(
            Carts carts,
            OrderBook book,
            Payments payments,
            Shipments shipments,
            Balances balances,
            Withdrawals withdrawals,
            Transactions transactions) {
        this.carts = carts;
        this.book = book;
        this.payments = payments;
        this.shipments = shipments;
        this.balances = balances;
        this.withdrawals = withdrawals;
        this.transactions = transactions;
    }

    /** @param payments by group, each the oldest first */
    @Serdeable
    record Bought(
            List<CartEntry> cart,
            List<Ordered> orders,
            Map<String, List<PaymentView>> payments,
            long balanceFen,
            List<Balances.Entry> balance) {}

    @Serdeable
    record CartEntry(String offerId, int quantity) {}

    /** @param recipientId as among the recipients  @param parcel null until one is booked */
    @Serdeable
    record Ordered(
            String orderId,
            String groupId,
            Instant placedAt,
            String sellerName,
            OrderState.Lifecycle lifecycle,
            OrderState.PaymentStatus paymentStatus,
            OrderState.FulfilmentStatus fulfilmentStatus,
            List<OrderLine> lines,
            long goodsFen,
            long freightFen,
            long discountFen,
            long totalFen,
            String fromNode,
            String toNode,
            String recipientId,
            @Nullable Parcel parcel) {}

    @Serdeable
    record Parcel(
            String barcode,
            ParcelState state,
            @Nullable String carrier,
            @Nullable String waybill) {}

    @Override
    public String section() {
        return "orders";
    }

    @Override
    public Object export(String accountId) {
        return transactions.read(() -> {
            var orders = new ArrayList<Ordered>();
            var paid = new LinkedHashMap<String, List<PaymentView>>();
            String cursor = null;
            do {
                Page<Order> page = book.ofBuyer(accountId, cursor, Page.LIMIT_MAX);
                orders.addAll(ordered(page.items()));
                page.items().stream().map(Order::groupId).forEach(group -> paid.computeIfAbsent(group, payments::of));
                cursor = page.next();
            } while (cursor != null);
            return new Bought(
                    carts.lines(accountId).stream().map(BuyerData::entry).toList(),
                    orders,
                    paid,
                    balances.of(accountId),
                    balances.entries(accountId, Integer.MAX_VALUE));
        });
    }

    @Override
    public List<Objection> objections(String accountId) {
        var objections = new ArrayList<Objection>();
        int open = book.unsettled(accountId);
        if (open > 0) {
            objections.add(
                    new Objection("open-orders", "未完成或待退款的订单 " + open + " 笔 · " + open + " orders are not settled"));
        }
        int held = payments.held(accountId);
        if (held > 0) {
            objections.add(
                    new Objection("held-payments", "待核实的付款 " + held + " 笔 · " + held + " payments are looked into"));
        }
        long balance = balances.of(accountId);
        if (balance > 0) {
            objections.add(new Objection(
                    "balance-left", "账户余额 " + Fen.text(balance) + " · There is a balance of " + Fen.text(balance)));
        }
        long leaving = withdrawals.underWay(accountId);
        if (leaving > 0) {
            objections.add(new Objection(
                    "withdrawal-under-way",
                    "提现途中 " + Fen.text(leaving) + " · " + Fen.text(leaving) + " are on their way to the bank"));
        }
        return objections;
    }

    /** The cart's lock makes sure that nobody placed from it since it was asked what is open. */
    @Override
    public List<Kept> erase(String accountId) {
        carts.forget(accountId);
        List<Objection> late = objections(accountId);
        if (!late.isEmpty()) {
            throw OwnData.notYet(late);
        }
        return List.of(
                new Kept(
                        "订单和付款记录，只以账号编号为假名 · Orders and payments, under the account's id as a pseudonym",
                        "电子商务法第31条：交易信息保存不少于三年 · E-Commerce Law art. 31: three years at least"),
                new Kept(
                        "会计凭证，不含买家 · Vouchers, which name no buyer",
                        "会计档案管理办法：会计凭证保管30年 · Measures for Accounting Archives: vouchers, 30 years"));
    }

    private List<Ordered> ordered(List<Order> orders) {
        List<String> ids = orders.stream().map(Order::orderId).toList();
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<String, List<OrderLine>> lines = book.lines(ids);
        Map<String, Shipments.Tracking> tracking = shipments.track(ids);
        return orders.stream()
                .map(order ->
                        ordered(order, lines.getOrDefault(order.orderId(), List.of()), tracking.get(order.orderId())))
                .toList();
    }

    private static Ordered ordered(Order order, List<OrderLine> lines, Shipments.@Nullable Tracking tracking) {
        return new Ordered(
                order.orderId(),
                order.groupId(),
                order.placedAt(),
                order.sellerName(),
                order.state().lifecycle(),
                order.state().payment(),
                order.state().fulfilment(),
                lines,
                order.goodsFen(),
                order.freightFen(),
                order.discountFen(),
                order.totalFen(),
                order.fromNode(),
                order.toNode(),
                order.recipientId(),
                tracking == null
                        ? null
                        : new Parcel(tracking.barcode(), tracking.state(), tracking.carrier(), tracking.waybill()));
    }

    private static CartEntry entry(CartLine line) {
        return new CartEntry(line.offerId(), line.quantity());
    }
}

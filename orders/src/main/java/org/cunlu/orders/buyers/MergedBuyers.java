package org.cunlu.orders.buyers;

import jakarta.inject.Singleton;
import org.cunlu.accounts.AccountMerged;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.orders.AssistedOrders;
import org.cunlu.orders.Balances;
import org.cunlu.orders.Carts;
import org.cunlu.orders.Coupons;
import org.cunlu.orders.InputSales;
import org.cunlu.orders.LiveSlots;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.Payments;
import org.cunlu.orders.Subsidies;
import org.cunlu.orders.Withdrawals;

/**
 * What was bought under a record that a station kept belongs to the villager's own account from now on. The cart goes first:
 * whoever is placing from it is through then, and nobody can any more. The books name no buyer and stay as they are.
 */
@Singleton
class MergedBuyers implements Subscriber<AccountMerged> {
    private final Carts carts;
    private final OrderBook book;
    private final Payments payments;
    private final InputSales inputs;
    private final LiveSlots slots;
    private final Coupons coupons;
    private final Balances balances;
    private final Withdrawals withdrawals;
    private final AssistedOrders assisted;
    private final Subsidies subsidies;

    MergedBuyers(
            Carts carts,
            OrderBook book,
            Payments payments,
            InputSales inputs,
            LiveSlots slots,
            Coupons coupons,
            Balances balances,
            Withdrawals withdrawals,
            AssistedOrders assisted,
            Subsidies subsidies) {
        this.carts = carts;
        this.book = book;
        this.payments = payments;
        this.inputs = inputs;
        this.slots = slots;
        this.coupons = coupons;
        this.balances = balances;
        this.withdrawals = withdrawals;
        this.assisted = assisted;
        this.subsidies = subsidies;
    }

    @Override
    public String name() {
        return "orders.buyers";
    }

    @Override
    public String topic() {
        return AccountMerged.TOPIC;
    }

    @Override
    public Class<AccountMerged> type() {
        return AccountMerged.class;
    }

    @Override
    public void on(AccountMerged event, Heard heard) {
        carts.handOver(event.fromAccountId(), event.intoAccountId());
        assisted.handOver(event.fromAccountId(), event.intoAccountId());
        payments.handOver(book.handOver(event.fromAccountId(), event.intoAccountId()), event.intoAccountId());
        // After the groups are locked: who cancels meanwhile gives back what is counted here.
        slots.handOver(event.fromAccountId(), event.intoAccountId());
        coupons.handOver(event.fromAccountId(), event.intoAccountId());
        inputs.handOver(event.fromAccountId(), event.intoAccountId());
        subsidies.handOver(event.fromAccountId(), event.intoAccountId());
        // Before the balances, as a withdrawal that comes back goes: else the two wait for each other.
        withdrawals.handOver(event.fromAccountId(), event.intoAccountId());
        balances.handOver(event.fromAccountId(), event.intoAccountId());
    }
}

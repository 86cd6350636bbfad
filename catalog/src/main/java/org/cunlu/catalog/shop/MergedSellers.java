package org.cunlu.catalog.shop;

import jakarta.inject.Singleton;
import org.cunlu.accounts.AccountMerged;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;

/** What a villager's record handed in goes on as his own account's: he sees it, and it is erased with him. */
@Singleton
class MergedSellers implements Subscriber<AccountMerged> {
    private final ItemTable items;
    private final ApplicationTable applications;

    MergedSellers(ItemTable items, ApplicationTable applications) {
        this.items = items;
        this.applications = applications;
    }

    @Override
    public String name() {
        return "catalog.sellers";
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
        items.handOver(event.fromAccountId(), event.intoAccountId());
        applications.handOver(event.fromAccountId(), event.intoAccountId(), event.mergedAt());
    }
}

package org.cunlu.orders.assisted;

import jakarta.inject.Singleton;
import org.cunlu.accounts.AccountMerged;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;

/** What a station ordered under a villager's record belongs to the account that took the record over. */
@Singleton
class MergedVillagers implements Subscriber<AccountMerged> {
    private final AssistedTable table;

    MergedVillagers(AssistedTable table) {
        this.table = table;
    }

    @Override
    public String name() {
        return "orders.assisted";
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
        table.handOver(event.fromAccountId(), event.intoAccountId());
    }
}

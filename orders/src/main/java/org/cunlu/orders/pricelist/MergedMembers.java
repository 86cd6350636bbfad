package org.cunlu.orders.pricelist;

import jakarta.inject.Singleton;
import org.cunlu.accounts.AccountMerged;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;

/** A villager who takes his record over is a member of what his record was one of. */
@Singleton
class MergedMembers implements Subscriber<AccountMerged> {
    private final MemberTable members;

    MergedMembers(MemberTable members) {
        this.members = members;
    }

    @Override
    public String name() {
        return "orders.coop-members";
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
        members.handOver(event.fromAccountId(), event.intoAccountId());
    }
}

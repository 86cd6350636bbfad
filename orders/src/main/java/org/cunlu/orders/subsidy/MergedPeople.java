package org.cunlu.orders.subsidy;

import jakarta.inject.Singleton;
import org.cunlu.accounts.AccountMerged;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;

/** A villager who takes his record over takes part in what his record took part in. */
@Singleton
class MergedPeople implements Subscriber<AccountMerged> {
    private final PersonTable people;

    MergedPeople(PersonTable people) {
        this.people = people;
    }

    @Override
    public String name() {
        return "orders.subsidies";
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
        people.handOver(event.fromAccountId(), event.intoAccountId());
    }
}

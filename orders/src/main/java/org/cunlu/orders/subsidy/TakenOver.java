package org.cunlu.orders.subsidy;

import jakarta.inject.Singleton;
import org.cunlu.orders.Subsidies;

/** A villager who takes his record over takes part in what his record took part in. */
@Singleton
class TakenOver implements Subsidies {
    private final PersonTable people;

    TakenOver(PersonTable people) {
        this.people = people;
    }

    @Override
    public void handOver(String fromAccountId, String intoAccountId) {
        people.handOver(fromAccountId, intoAccountId);
    }
}

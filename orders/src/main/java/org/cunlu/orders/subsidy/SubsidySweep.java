package org.cunlu.orders.subsidy;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.cunlu.kernel.db.Transactions;

/** Forgets the documents of who was forgotten, once their programme is over. */
@Singleton
@Requires(property = "cunlu.schedulers.enabled", notEquals = "false", defaultValue = "true")
class SubsidySweep {
    private final PersonTable people;
    private final Transactions transactions;
    private final Clock clock;

    SubsidySweep(PersonTable people, Transactions transactions, Clock clock) {
        this.people = people;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = "1h", initialDelay = "4m")
    void run() {
        transactions.run(() -> {
            people.forgetOver(clock.instant());
        });
    }
}

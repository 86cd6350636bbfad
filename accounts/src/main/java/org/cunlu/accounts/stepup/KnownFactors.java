package org.cunlu.accounts.stepup;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import org.cunlu.accounts.DemoFactors;
import org.cunlu.accounts.TotpSecret;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.WallTime;

/** Lets the demo county's people have a second factor whose secret stands in the demo's own source. */
@Singleton
@Requires(property = "cunlu.demo", value = "true")
class KnownFactors implements DemoFactors {
    private final TotpTable factors;
    private final Transactions transactions;
    private final WallTime time;

    KnownFactors(TotpTable factors, Transactions transactions, WallTime time) {
        this.factors = factors;
        this.transactions = transactions;
        this.time = time;
    }

    @Override
    public void enrol(String accountId, TotpSecret secret) {
        transactions.run(() -> {
            if (factors.begin(accountId, secret, time.now())) {
                factors.confirm(accountId, 0, time.now());
            }
        });
    }
}

package org.cunlu.accounts.stepup;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.accounts.PersonalData;
import org.cunlu.kernel.db.Transactions;

/** What is known of a person's second factor: that there is one. The secret itself is shown to nobody, also not to him. */
@Singleton
class FactorData implements PersonalData {
    @Serdeable
    record Known(boolean enrolled, long recoveryCodesLeft) {}

    private final TotpTable factors;
    private final RecoveryCodeTable recoveryCodes;
    private final Transactions transactions;

    FactorData(TotpTable factors, RecoveryCodeTable recoveryCodes, Transactions transactions) {
        this.factors = factors;
        this.recoveryCodes = recoveryCodes;
        this.transactions = transactions;
    }

    @Override
    public String section() {
        return "second-factor";
    }

    @Override
    public Object export(String accountId) {
        return transactions.read(() -> new Known(factors.confirmed(accountId), recoveryCodes.left(accountId)));
    }

    @Override
    public List<Objection> objections(String accountId) {
        return List.of();
    }

    @Override
    public List<Kept> erase(String accountId) {
        transactions.run(() -> {
            factors.remove(accountId);
            recoveryCodes.removeAll(accountId);
        });
        return List.of();
    }
}

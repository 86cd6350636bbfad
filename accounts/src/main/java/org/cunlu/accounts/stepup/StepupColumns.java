package org.cunlu.accounts.stepup;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.privacy.SealedColumn;

/** What this room seals, for those who change the key. */
@Factory
class StepupColumns {
    @Singleton
    @Named("acc_totp.secret")
    SealedColumn secret() {
        return new SealedColumn("acc_totp", "account_id", "secret_sealed", TotpTable.SECRET);
    }
}

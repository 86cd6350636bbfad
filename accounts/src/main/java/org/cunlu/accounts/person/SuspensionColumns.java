package org.cunlu.accounts.person;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.privacy.SealedColumn;

/** What suspensions seal, for those who change the key. */
@Factory
class SuspensionColumns {
    @Singleton
    @Named("acc_suspension.reason")
    SealedColumn reason() {
        return new SealedColumn("acc_suspension", "suspension_id", "reason_sealed", SuspensionTable.REASON);
    }
}

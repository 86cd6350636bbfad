package org.cunlu.accounts.person;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.privacy.SealedColumn;

/** What of accounts is sealed, for the rotation of keys. */
@Factory
class AccountColumns {
    @Singleton
    @Named("acc_account.phone")
    SealedColumn phone() {
        return new SealedColumn("acc_account", "account_id", "phone_sealed", AccountTable.PHONE);
    }

    @Singleton
    @Named("acc_account.name")
    SealedColumn name() {
        return new SealedColumn("acc_account", "account_id", "name_sealed", AccountTable.NAME);
    }
}

package org.cunlu.accounts.grants;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.FullName;

/** People as givers of roles see them: nothing of a name or phone leaves here unmasked. */
@Singleton
class MaskedPeople {
    private final Accounts accounts;

    MaskedPeople(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Both masked. @param phone null for somebody without one */
    record Masked(String name, @Nullable String phone) {}

    Optional<Masked> find(String accountId) {
        return accounts.person(accountId)
                .map(each -> new Masked(
                        new FullName(each.name()).masked(),
                        each.phone() == null ? null : each.phone().masked()));
    }
}

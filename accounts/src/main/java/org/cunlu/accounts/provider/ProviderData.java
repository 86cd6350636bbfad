package org.cunlu.accounts.provider;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.PersonalData;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.privacy.SealedColumn;

/** By whom a person signs in elsewhere: his to have and to end. */
@Singleton
class ProviderData implements PersonalData {
    private final IdentityTable identities;
    private final Subject subjects;
    private final Transactions transactions;

    ProviderData(IdentityTable identities, Subject subjects, Transactions transactions) {
        this.identities = identities;
        this.subjects = subjects;
        this.transactions = transactions;
    }

    @Override
    public String section() {
        return "identities";
    }

    @Override
    public Object export(String accountId) {
        return transactions.read(() -> identities.of(accountId)).stream()
                .map(linked -> Map.of(
                        "provider", linked.provider(),
                        "subject", subjects.open(linked.sealed()).subject(),
                        "told", String.valueOf(linked.told()),
                        "linkedAt", linked.linkedAt().toString(),
                        "usedAt", linked.usedAt().toString()))
                .toList();
    }

    @Override
    public List<Objection> objections(String accountId) {
        return List.of();
    }

    @Override
    public List<Kept> erase(String accountId) {
        transactions.run(() -> identities.unlinkAll(accountId));
        return List.of();
    }

    /** The sealed columns of this room, and what must be true of it. */
    @Factory
    static class Beans {
        @Singleton
        @Named("acc-identity-subject")
        SealedColumn identity() {
            return new SealedColumn("acc_identity", "identity_id", "subject_sealed", Subject.CONTEXT);
        }

        @Singleton
        @Named("acc-provider-visit-subject")
        SealedColumn visit() {
            return new SealedColumn("acc_provider_visit", "visit_id", "subject_sealed", Subject.CONTEXT);
        }

        @Singleton
        @Named("identities of the living")
        Invariant living() {
            return new SqlInvariant(
                    "sign-in identities belong to accounts that have not ended",
                    "SELECT COUNT(*) FROM acc_identity",
                    "SELECT i.identity_id FROM acc_identity i LEFT JOIN acc_account a ON a.account_id = i.account_id"
                            + " WHERE a.account_id IS NULL OR a.state IN ('MERGED', 'ERASED')");
        }
    }
}

package org.cunlu.accounts.privacy;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.cunlu.accounts.AccountLives;
import org.cunlu.accounts.PersonalData;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.privacy.SealedColumn;

/** What this room itself knows of a person: his consents, and who looked at his data. */
@Factory
class PrivacyData {
    private static final int LOOKS_MAX = 1_000;

    @Singleton
    @Named("consents")
    PersonalData consents(ConsentTable table, AccountLives lives, Transactions transactions, Clock clock) {
        return new Section("consents", all -> transactions.read(() -> table.of(all)), lives) {
            @Override
            public List<Kept> erase(String accountId) {
                all(accountId).forEach(id -> table.forget(id, clock.instant()));
                return List.of(new Kept(
                        "同意和撤回的记录，不含姓名 · That consents were given and withdrawn, without a name",
                        "个人信息保护法第69条：举证 · Personal Information Protection Law art. 69: the proof is ours"));
            }
        };
    }

    /** The newest first. */
    @Singleton
    @Named("looks")
    PersonalData looks(LookTable table, AccountLives lives, Transactions transactions) {
        return new Section("looks", all -> transactions.read(() -> table.at(all, null, LOOKS_MAX)), lives) {
            @Override
            public List<Kept> erase(String accountId) {
                return List.of(new Kept(
                        "谁查看过数据的记录，不含数据本身 · Who looked at the data, without the data",
                        "个人信息保护法第54、56条 · Personal Information Protection Law arts. 54 and 56"));
            }
        };
    }

    @Singleton
    @Named("acc-consent-reference")
    SealedColumn reference() {
        return new SealedColumn("acc_consent", "consent_id", "reference_sealed", ConsentTable.REFERENCE);
    }

    /** A section that hinders nobody, over the account and the records that were merged into it. */
    private abstract static class Section implements PersonalData {
        private final String name;
        private final Function<List<String>, Object> read;
        private final AccountLives lives;

        Section(String name, Function<List<String>, Object> read, AccountLives lives) {
            this.name = name;
            this.read = read;
            this.lives = lives;
        }

        @Override
        public String section() {
            return name;
        }

        @Override
        public Object export(String accountId) {
            return read.apply(all(accountId));
        }

        @Override
        public List<Objection> objections(String accountId) {
            return List.of();
        }

        List<String> all(String accountId) {
            var all = new ArrayList<>(lives.mergedInto(accountId));
            all.add(accountId);
            return all;
        }
    }
}

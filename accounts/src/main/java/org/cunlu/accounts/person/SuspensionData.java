package org.cunlu.accounts.person;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.cunlu.accounts.PersonalData;
import org.cunlu.kernel.db.Transactions;

/** When and why a person was shut out. */
@Singleton
class SuspensionData implements PersonalData {
    /** @param until null while it lasts */
    @Serdeable
    record Known(
            @Nullable String reason, Instant from, @Nullable Instant until) {
        /** The reason may tell of a person. */
        @Override
        public String toString() {
            return "Known[" + from + "]";
        }
    }

    private final SuspensionTable table;
    private final Transactions transactions;

    SuspensionData(SuspensionTable table, Transactions transactions) {
        this.table = table;
        this.transactions = transactions;
    }

    @Override
    public String section() {
        return "suspensions";
    }

    /** The newest first. */
    @Override
    public Object export(String accountId) {
        return transactions.read(() -> table.of(accountId));
    }

    @Override
    public List<Objection> objections(String accountId) {
        return List.of();
    }

    @Override
    public List<Kept> erase(String accountId) {
        return transactions.run(() -> table.forgetReasons(accountId))
                ? List.of(new Kept(
                        "账号曾被停用的时间，不含原因 · When the account was suspended, without the reason",
                        "个人信息保护法第56条：记录保存三年 · Personal Information Protection Law art. 56, three years"))
                : List.of();
    }
}

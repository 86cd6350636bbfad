package org.cunlu.search.asked;

import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.accounts.PersonalData;
import org.cunlu.kernel.db.Transactions;

/** What a person has looked for. */
@Singleton
class AskedData implements PersonalData {
    private final AskedTable table;
    private final Transactions transactions;

    AskedData(AskedTable table, Transactions transactions) {
        this.table = table;
        this.transactions = transactions;
    }

    @Override
    public String section() {
        return "searches";
    }

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
        table.forget(accountId);
        return List.of();
    }
}

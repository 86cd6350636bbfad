package org.cunlu.orders.pricelist;

import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.accounts.PersonalData;
import org.cunlu.kernel.db.Transactions;

/** Of which co-operatives a person is a member. */
@Singleton
class MemberData implements PersonalData {
    private final MemberTable members;
    private final Transactions transactions;

    MemberData(MemberTable members, Transactions transactions) {
        this.members = members;
        this.transactions = transactions;
    }

    @Override
    public String section() {
        return "cooperatives";
    }

    @Override
    public Object export(String accountId) {
        return transactions.read(() -> members.of(accountId));
    }

    @Override
    public List<Objection> objections(String accountId) {
        return List.of();
    }

    @Override
    public List<Kept> erase(String accountId) {
        members.forget(accountId);
        return List.of();
    }
}

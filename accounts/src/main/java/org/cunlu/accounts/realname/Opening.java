package org.cunlu.accounts.realname;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cunlu.accounts.Looks;
import org.cunlu.accounts.VerifiedNames;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;

/** Opens verified names once the look is written down. */
@Singleton
class Opening implements VerifiedNames {
    private final VerificationTable table;
    private final Looks looks;
    private final Transactions transactions;

    Opening(VerificationTable table, Looks looks, Transactions transactions) {
        this.table = table;
        this.looks = looks;
        this.transactions = transactions;
    }

    @Override
    public Map<String, String> reveal(Caller viewer, Collection<String> accountIds, String what, String why) {
        Set<String> asked = new TreeSet<>(accountIds);
        looks.record(viewer, asked, what, why);
        return transactions.read(() -> {
            var names = new TreeMap<String, String>();
            asked.forEach(account -> table.standing(account)
                    .filter(standing -> standing.name() != null)
                    .ifPresent(standing -> names.put(account, standing.name())));
            return names;
        });
    }
}

package org.cunlu.catalog.brand;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cunlu.catalog.BrandQuota;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.CountyTime;

/** The counters of what is sold under authorisations; the only writer of {@code used}. */
@Singleton
class QuotaTable implements BrandQuota {
    private final Sql sql;
    private final Transactions transactions;
    private final Clock clock;

    QuotaTable(Sql sql, Transactions transactions, Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public boolean take(Map<String, Long> amounts) {
        if (amounts.isEmpty()) {
            return true;
        }
        transactions.require();
        var sorted = new TreeMap<>(amounts);
        String amount = amountById(sorted);
        LocalDate today = CountyTime.date(clock.instant());
        var arguments = new ArrayList<Object>();
        arguments.addAll(amountArguments(sorted));
        arguments.addAll(sorted.keySet());
        arguments.add(today);
        arguments.add(today);
        arguments.addAll(amountArguments(sorted));
        return sql.change(
                        "UPDATE cat_brand_authorization SET used = used + " + amount + " WHERE id IN ("
                                + Sql.marks(sorted.size())
                                + ") AND state = 'GRANTED' AND valid_from <= ? AND valid_until >= ? AND quota - used >= "
                                + amount + " ORDER BY id",
                        arguments.toArray())
                == sorted.size();
    }

    @Override
    public void giveBack(Map<String, Long> amounts) {
        if (amounts.isEmpty()) {
            return;
        }
        transactions.require();
        var sorted = new TreeMap<>(amounts);
        var arguments = new ArrayList<Object>(amountArguments(sorted));
        arguments.addAll(sorted.keySet());
        int given = sql.change(
                "UPDATE cat_brand_authorization SET used = used - " + amountById(sorted) + " WHERE id IN ("
                        + Sql.marks(sorted.size()) + ") ORDER BY id",
                arguments.toArray());
        if (given != sorted.size()) {
            throw new IllegalStateException("no such authorisation among " + sorted.keySet());
        }
    }

    private static String amountById(Map<String, Long> amounts) {
        return "CASE id" + " WHEN ? THEN ?".repeat(amounts.size()) + " END";
    }

    private static List<Object> amountArguments(Map<String, Long> amounts) {
        var arguments = new ArrayList<Object>();
        amounts.forEach((id, amount) -> {
            if (amount <= 0) {
                throw new IllegalArgumentException("nothing to count under " + id + ": " + amount);
            }
            arguments.add(id);
            arguments.add(amount);
        });
        return arguments;
    }
}

package org.cunlu.orders.commission;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.WallTime;
import org.cunlu.orders.Commissions;
import org.cunlu.orders.LineTerms;

/** The county's rules from memory: what is agreed at another instance is known here ten seconds later. */
@Singleton
class RulesInForce implements Commissions {
    private static final Duration KEPT = Duration.ofSeconds(10);

    private final RuleTable table;
    private final Ordinary ordinary;
    private final Transactions transactions;
    private final WallTime wall;
    private final String county;
    private volatile Read read = new Read(RuleSet.NONE, Instant.MIN);

    RulesInForce(
            RuleTable table,
            Ordinary ordinary,
            Transactions transactions,
            WallTime wall,
            @Value("${cunlu.county.code}") String county) {
        this.table = table;
        this.ordinary = ordinary;
        this.transactions = transactions;
        this.wall = wall;
        this.county = county;
    }

    private record Read(RuleSet rules, Instant until) {}

    @Override
    public List<LineTerms> of(String sellerCode, List<Item> items, LocalDate on) {
        Read known = read;
        RuleSet rules = wall.now().isBefore(known.until()) ? known.rules() : now();
        return rules.terms(sellerCode, items, on, ordinary.rule(), ordinary.tax());
    }

    /** @return what is in force now, read anew unless nothing was agreed since */
    RuleSet now() {
        Instant until = wall.now().plus(KEPT);
        RuleSet before = read.rules();
        RuleSet rules = transactions.read(() -> {
            int version = table.inForce(county);
            return version == before.version() ? before : new RuleSet(version, table.rules(county, version));
        });
        read = new Read(rules, until);
        return rules;
    }
}

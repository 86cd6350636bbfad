package org.cunlu.orders.sourcing;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.WallTime;
import org.cunlu.orders.Trade;
import org.cunlu.orders.sourcing.PolicyTable.Version;

/** The county's policies from memory: what another instance sets is known here two seconds later. */
@Singleton
class PoliciesInForce {
    private static final Duration KEPT = Duration.ofSeconds(2);

    private final PolicyTable table;
    private final Transactions transactions;
    private final WallTime wall;
    private final String countyCode;
    private volatile Read read = new Read(Map.of(), Instant.MIN);

    PoliciesInForce(
            PolicyTable table,
            Transactions transactions,
            WallTime wall,
            @Value("${cunlu.county.code}") String countyCode) {
        this.table = table;
        this.transactions = transactions;
        this.wall = wall;
        this.countyCode = countyCode;
    }

    private record Read(Map<Trade, Version> policies, Instant until) {}

    SourcePolicy of(Trade trade) {
        Read known = read;
        if (!wall.now().isBefore(known.until())) {
            known = refresh();
        }
        return known.policies().get(trade).policy();
    }

    /** @return what is in force now, read anew */
    Map<Trade, Version> all() {
        return refresh().policies();
    }

    private Read refresh() {
        // Until is reckoned from before the reading: what is set meanwhile is not kept out for longer.
        Instant until = wall.now().plus(KEPT);
        var fresh = new Read(transactions.read(() -> table.latest(countyCode)), until);
        read = fresh;
        return fresh;
    }
}

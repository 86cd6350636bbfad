package org.cunlu.logistics.standin;

import io.micronaut.context.annotation.Requires;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.trail.TrailSeals;

/** Asks all invariants at once. */
@Singleton
@Requires(property = "logistics.stand-ins", value = "true")
public class Audit {
    /** Recipients are stand-ins here: accounts knows none of those who were looked at. */
    private static final String LOOKS = "each look ";

    private final Collection<Invariant> invariants;
    private final TransactionOperations<Connection> transactions;
    private final TrailSeals seals;

    Audit(Collection<Invariant> invariants, TransactionOperations<Connection> transactions, TrailSeals seals) {
        this.invariants = invariants;
        this.transactions = transactions;
        this.seals = seals;
    }

    /** @return what is violated, with examples; empty when all is well */
    public Map<String, Object> violations() {
        // No instance runs here that would.
        seals.sealAll();
        return transactions.executeRead(status -> {
            var wrong = new TreeMap<String, Object>();
            for (Invariant invariant : invariants) {
                if (invariant.name().startsWith(LOOKS)) {
                    continue;
                }
                try {
                    var finding = invariant.check(status.getConnection());
                    if (finding.violations() > 0) {
                        wrong.put(invariant.name(), finding.examples());
                    }
                } catch (SQLException e) {
                    throw new IllegalStateException(invariant.name(), e);
                }
            }
            return wrong;
        });
    }
}

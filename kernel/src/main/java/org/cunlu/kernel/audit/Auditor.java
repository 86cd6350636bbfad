package org.cunlu.kernel.audit;

import io.micronaut.jdbc.DataSourceResolver;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;
import org.cunlu.kernel.db.SqlFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Re-derives from the tables what must always be true, all of it in one consistent snapshot, also under traffic. */
@Singleton
public class Auditor {
    private static final Logger LOG = LoggerFactory.getLogger(Auditor.class);

    private final DataSource source;
    private final List<Invariant> invariants;

    Auditor(DataSource source, DataSourceResolver resolver, Collection<Invariant> invariants) {
        // Past the pool's wrapper: this transaction is begun by a statement of its own, and belongs to nobody else.
        this.source = resolver.resolve(source);
        this.invariants = invariants.stream()
                .sorted(Comparator.comparing(Invariant::name))
                .toList();
    }

    /**
     * @return a row for each invariant, by name; one that could not be checked counts as one violation
     * @throws SqlFailure when the database is away
     */
    public List<AuditRow> run() {
        try (Connection connection = source.getConnection()) {
            try (var statement = connection.createStatement()) {
                // Both MySQL and MariaDB take the level of the next transaction from the first and the view from the
                // second.
                statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
                statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
            }
            try {
                var rows = new ArrayList<AuditRow>();
                for (Invariant invariant : invariants) {
                    rows.add(check(invariant, connection));
                }
                return rows;
            } finally {
                try (var statement = connection.createStatement()) {
                    statement.execute("ROLLBACK");
                }
            }
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    private static AuditRow check(Invariant invariant, Connection snapshot) {
        long started = System.nanoTime();
        Finding finding;
        try {
            finding = invariant.check(snapshot);
        } catch (SQLException | RuntimeException e) {
            LOG.error("invariant cannot be checked: {}", invariant.name(), e);
            finding = new Finding(0, 1, List.of("could not be checked, see the log"));
        }
        return new AuditRow(
                invariant.name(),
                finding.checked(),
                finding.violations(),
                finding.examples(),
                (System.nanoTime() - started) / 1_000_000);
    }
}

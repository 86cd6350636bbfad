package org.cunlu.orders.paying;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.paying.Decision.State;

/** Rows of decisions about money. */
@Singleton
class DecisionTable {
    private static final String SELECT =
            "SELECT decision_id, county_code, about, subject, choice, reason, bank_reference,"
                    + " state, proposed_by, proposed_at, decided_by, decided_at FROM ord_money_decision";

    private final Sql sql;

    DecisionTable(Sql sql) {
        this.sql = sql;
    }

    /** @throws RuntimeException of a duplicate when another one about the same is open */
    void insert(Decision decision) {
        sql.change(
                "INSERT INTO ord_money_decision (decision_id, county_code, about, subject, choice, reason, bank_reference,"
                        + " state, proposed_by, proposed_at, open_subject) VALUES (?, ?, ?, ?, ?, ?, ?, 'OPEN', ?, ?, ?)",
                decision.decisionId(),
                decision.countyCode(),
                decision.about(),
                decision.subject(),
                decision.choice(),
                decision.reason(),
                decision.bankReference(),
                decision.proposedBy(),
                decision.proposedAt(),
                decision.subject());
    }

    Optional<Decision> find(String decisionId) {
        return sql.one(SELECT + " WHERE decision_id = ?", DecisionTable::decision, decisionId);
    }

    /** @return false when it was decided before */
    boolean decide(String decisionId, State to, String by, Instant now) {
        return sql.change(
                        "UPDATE ord_money_decision SET state = ?, decided_by = ?, decided_at = ?, open_subject = NULL"
                                + " WHERE decision_id = ? AND state = 'OPEN'",
                        to,
                        by,
                        now,
                        decisionId)
                == 1;
    }

    List<Decision> of(List<String> counties, State state, String after, int limit) {
        var arguments = new ArrayList<Object>(counties);
        arguments.add(state);
        arguments.add(after);
        arguments.add(limit);
        return sql.list(
                SELECT + " WHERE county_code IN (" + Sql.marks(counties.size())
                        + ") AND state = ? AND decision_id > ? ORDER BY decision_id LIMIT ?",
                DecisionTable::decision,
                arguments.toArray());
    }

    /** @return of these payments and refunds, those about which something is proposed */
    Set<String> open(Collection<String> subjects) {
        return subjects.isEmpty()
                ? Set.of()
                : Set.copyOf(sql.list(
                        "SELECT open_subject FROM ord_money_decision WHERE open_subject IN ("
                                + Sql.marks(subjects.size()) + ")",
                        row -> row.string("open_subject"),
                        subjects.toArray()));
    }

    private static Decision decision(Row row) {
        return new Decision(
                row.string("decision_id"),
                row.string("county_code"),
                row.constant("about", Decision.About.class),
                row.string("subject"),
                row.constant("choice", Decision.Choice.class),
                row.string("reason"),
                row.string("bank_reference"),
                row.constant("state", State.class),
                row.string("proposed_by"),
                row.instant("proposed_at"),
                row.string("decided_by"),
                row.instant("decided_at"));
    }
}

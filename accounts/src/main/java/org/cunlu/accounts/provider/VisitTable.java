package org.cunlu.accounts.provider;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.privacy.Unguessable;

/** Rows of {@code acc_provider_visit}. A visit is used once, and so is the ticket that may come of it. */
@Singleton
class VisitTable {
    /** An identity that waits to be linked. */
    record Waiting(String visitId, String provider, Subject.Kept subject) {}

    private final Sql sql;

    VisitTable(Sql sql) {
        this.sql = sql;
    }

    void begin(String visitId, String provider, Unguessable state, Unguessable secret, Instant until) {
        sql.change(
                "INSERT INTO acc_provider_visit (visit_id, provider, state_hash, secret_hash, expires_at)"
                        + " VALUES (?, ?, ?, ?, ?)",
                visitId,
                provider,
                state.hash(),
                secret.hash(),
                until);
    }

    /** @return whether there is such a visit, this provider's and this browser's, and nobody used it before */
    boolean use(String provider, Unguessable state, Unguessable secret, Instant now) {
        return sql.change(
                        "UPDATE acc_provider_visit SET used_at = ? WHERE state_hash = ? AND secret_hash = ?"
                                + " AND provider = ? AND used_at IS NULL AND expires_at > ?",
                        now,
                        state.hash(),
                        secret.hash(),
                        provider,
                        now)
                == 1;
    }

    void giveTicket(Unguessable state, Unguessable ticket, Subject.Kept subject, Instant until) {
        sql.change(
                "UPDATE acc_provider_visit SET ticket_hash = ?, ticket_until = ?, subject_index = ?, subject_sealed = ?"
                        + " WHERE state_hash = ? AND used_at IS NOT NULL AND ticket_hash IS NULL",
                ticket.hash(),
                until,
                subject.index(),
                subject.sealed(),
                state.hash());
    }

    Optional<Waiting> waiting(Unguessable ticket, Instant now) {
        return sql.one(
                "SELECT visit_id, provider, subject_index, subject_sealed FROM acc_provider_visit"
                        + " WHERE ticket_hash = ? AND ticket_until > ?",
                row -> new Waiting(
                        row.string("visit_id"),
                        row.string("provider"),
                        new Subject.Kept(row.bytes("subject_index"), row.bytes("subject_sealed"))),
                ticket.hash(),
                now);
    }

    /** Deletes the visit with its ticket. @return whether this call did */
    boolean spend(String visitId) {
        return sql.change("DELETE FROM acc_provider_visit WHERE visit_id = ?", visitId) == 1;
    }

    /** @return how many were deleted, at most 1,000 */
    int sweep(Instant before) {
        return sql.change("DELETE FROM acc_provider_visit WHERE expires_at < ? LIMIT 1000", before);
    }
}

package org.cunlu.accounts.grants;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.WallTime;
import org.cunlu.kernel.trail.Trail;

/** Rows of {@code acc_grant_proposal}. Decided ones stay as history; of equal ones at most one is open. */
@Singleton
class ProposalTable {
    /** So long it waits for the second person. */
    static final Duration LIFE = Duration.ofDays(7);

    enum State {
        OPEN,
        APPROVED,
        DECLINED,
        WITHDRAWN,
        EXPIRED
    }

    /** @param givenUnder the proposer's own grant */
    record Proposal(
            String proposalId,
            String accountId,
            Grant grant,
            Dates dates,
            String proposedBy,
            String givenUnder,
            Instant expiresAt,
            State state,
            @Nullable String decidedBy) {}

    private static final String COLUMNS = "SELECT proposal_id, account_id, role, scope_kind, scope_value, valid_from,"
            + " valid_until, proposed_by, given_under, expires_at, state, decided_by FROM acc_grant_proposal WHERE ";

    private final Sql sql;
    private final Ids ids;
    private final Trail trail;
    private final WallTime time;

    ProposalTable(Sql sql, Ids ids, Trail trail, WallTime time) {
        this.sql = sql;
        this.ids = ids;
        this.trail = trail;
        this.time = time;
    }

    /**
     * Within a transaction that holds the account. Repeating one's own proposal changes nothing.
     * @return its id
     * @throws ProblemException 409 {@code proposal-open} when another's is waiting, or one's own with other dates
     */
    String propose(String accountId, Grant grant, Dates dates, String by, String under) {
        Instant now = time.now();
        expire(accountId, grant, now);
        Optional<Proposal> open = sql.one(
                COLUMNS + "account_id = ? AND role = ? AND scope_kind = ? AND scope_value = ? AND open = 1",
                ProposalTable::proposal,
                accountId,
                grant.role(),
                grant.scope().kind(),
                grant.scope().value());
        if (open.isPresent()) {
            return repeated(open.get(), dates, by);
        }
        String proposalId = ids.next();
        sql.change(
                "INSERT INTO acc_grant_proposal (proposal_id, account_id, role, scope_kind, scope_value, valid_from,"
                        + " valid_until, proposed_by, given_under, proposed_at, expires_at, state, open)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
                proposalId,
                accountId,
                grant.role(),
                grant.scope().kind(),
                grant.scope().value(),
                dates.from(),
                dates.until(),
                by,
                under,
                now,
                now.plus(LIFE),
                State.OPEN);
        trail.record(by, "accounts.grant.propose", accountId, null, GrantBook.text(grant));
        return proposalId;
    }

    Optional<Proposal> find(String proposalId) {
        return sql.one(COLUMNS + "proposal_id = ?", ProposalTable::proposal, proposalId);
    }

    /** @return open ones of these roles, by id */
    List<Proposal> open(Collection<Role> roles, String after, int limit) {
        return sql.list(
                COLUMNS + "role IN (" + Sql.marks(roles.size()) + ") AND open = 1 AND expires_at > ?"
                        + " AND proposal_id > ? ORDER BY proposal_id LIMIT ?",
                ProposalTable::proposal,
                Stream.concat(roles.stream().map(role -> (Object) role), Stream.of(time.now(), after, limit))
                        .toArray());
    }

    /** Of rivals one decides. @return whether this call did */
    boolean decide(String proposalId, State next, String by) {
        Instant now = time.now();
        return sql.change(
                        "UPDATE acc_grant_proposal SET state = ?, open = NULL, decided_by = ?, decided_at = ?"
                                + " WHERE proposal_id = ? AND state = ? AND expires_at > ?",
                        next,
                        by,
                        now,
                        proposalId,
                        State.OPEN,
                        now)
                == 1;
    }

    private void expire(String accountId, Grant grant, Instant now) {
        sql.change(
                "UPDATE acc_grant_proposal SET state = ?, open = NULL WHERE account_id = ? AND role = ?"
                        + " AND scope_kind = ? AND scope_value = ? AND open = 1 AND expires_at <= ?",
                State.EXPIRED,
                accountId,
                grant.role(),
                grant.scope().kind(),
                grant.scope().value(),
                now);
    }

    private static String repeated(Proposal open, Dates dates, String by) {
        if (open.proposedBy().equals(by) && open.dates().equals(dates)) {
            return open.proposalId();
        }
        throw ProblemException.of(
                        409,
                        "proposal-open",
                        "已有待批准的提议 · A proposal for this is waiting",
                        "请批准或谢绝它 · Approve or decline that one")
                .fact("proposalId", open.proposalId());
    }

    private static Proposal proposal(Row row) {
        return new Proposal(
                row.string("proposal_id"),
                row.string("account_id"),
                new Grant(
                        row.constant("role", Role.class),
                        new Scope(row.constant("scope_kind", Scope.Kind.class), row.string("scope_value"))),
                new Dates(row.instant("valid_from"), row.instant("valid_until")),
                row.string("proposed_by"),
                row.string("given_under"),
                row.instant("expires_at"),
                row.constant("state", State.class),
                row.string("decided_by"));
    }
}

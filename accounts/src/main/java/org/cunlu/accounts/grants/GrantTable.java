package org.cunlu.accounts.grants;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cunlu.accounts.HeldGrant;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;

/** Rows of {@code acc_grant}. Ended grants stay as history; of equal ones at most one stands. */
@Singleton
class GrantTable {
    /**
     * By what right a grant is given.
     * @param by account, or who runs the server
     * @param under his own grant; null for who runs the server
     * @param proposalId approvedBy, approvedUnder: of a powerful role; null otherwise
     */
    record Giving(
            String by,
            @Nullable String under,
            @Nullable String proposalId,
            @Nullable String approvedBy,
            @Nullable String approvedUnder,
            @Nullable String invitationId) {
        static Giving fromTheServer(String by) {
            return new Giving(by, null, null, null, null, null);
        }

        static Giving under(String by, String grantId) {
            return new Giving(by, grantId, null, null, null, null);
        }
    }

    /** A row as it is listed. @param scopePath where its scope lay when it was given; null where nobody knew */
    record Listed(
            HeldGrant held,
            String accountId,
            @Nullable String scopePath,
            String givenBy,
            @Nullable String approvedBy,
            boolean stands) {}

    private static final String SAME = " account_id = ? AND role = ? AND scope_kind = ? AND scope_value = ?";
    private static final String HELD = "SELECT grant_id, role, scope_kind, scope_value, valid_from, valid_until";
    private static final String LISTED =
            HELD + ", account_id, scope_path, given_by, approved_by, standing FROM acc_grant WHERE";

    private final Sql sql;

    GrantTable(Sql sql) {
        this.sql = sql;
    }

    List<Grant> holding(String accountId, Instant at) {
        return sql.list(
                "SELECT role, scope_kind, scope_value FROM acc_grant WHERE account_id = ? AND valid_from <= ?"
                        + " AND (valid_until IS NULL OR valid_until > ?) AND standing = 1"
                        + " ORDER BY role, scope_kind, scope_value",
                GrantTable::grant,
                accountId,
                at,
                at);
    }

    List<HeldGrant> standing(String accountId) {
        return sql.list(
                HELD + " FROM acc_grant WHERE account_id = ? AND standing = 1 ORDER BY role, scope_kind, scope_value",
                GrantTable::held,
                accountId);
    }

    Optional<HeldGrant> standing(String accountId, Grant grant) {
        return sql.one(
                HELD + " FROM acc_grant WHERE" + SAME + " AND standing = 1", GrantTable::held, same(accountId, grant));
    }

    /** @return accounts */
    List<String> holders(Role role, Scope scope, Instant at) {
        return sql.list(
                "SELECT account_id FROM acc_grant WHERE role = ? AND standing = 1 AND scope_kind = ? AND scope_value = ?"
                        + " AND valid_from <= ? AND (valid_until IS NULL OR valid_until > ?) ORDER BY account_id",
                row -> row.string("account_id"),
                role,
                scope.kind(),
                scope.value(),
                at,
                at);
    }

    Optional<Listed> find(String grantId) {
        return sql.one(LISTED + " grant_id = ?", GrantTable::listed, grantId);
    }

    /** @return the id of the grant that came of a proposal, whether it stands or not */
    Optional<String> ofProposal(String proposalId) {
        return sql.one(
                "SELECT grant_id FROM acc_grant WHERE proposal_id = ?", row -> row.string("grant_id"), proposalId);
    }

    /** Nobody ends it until this transaction has ended. @return empty when it does not stand any more */
    Optional<HeldGrant> lockStanding(String grantId) {
        return sql.one(
                HELD + " FROM acc_grant WHERE grant_id = ? AND standing = 1 FOR UPDATE", GrantTable::held, grantId);
    }

    /** @param after id of the last one seen, or the empty text  @return standing ones of these roles, by id */
    List<Listed> list(Collection<Role> roles, @Nullable String accountId, String after, int limit) {
        var arguments = Stream.concat(
                        roles.stream().map(role -> (Object) role),
                        accountId == null ? Stream.of(after, limit) : Stream.of(after, accountId, limit))
                .toArray();
        return sql.list(
                LISTED + " standing = 1 AND role IN (" + Sql.marks(roles.size()) + ") AND grant_id > ?"
                        + (accountId == null ? "" : " AND account_id = ?") + " ORDER BY grant_id LIMIT ?",
                GrantTable::listed,
                arguments);
    }

    /** @return the holders of the grants under which these were given or approved, with those grants */
    List<Listed> giversOf(Collection<String> grantIds) {
        String marks = Sql.marks(grantIds.size());
        return sql.list(
                LISTED + " grant_id IN (SELECT given_under FROM acc_grant WHERE grant_id IN (" + marks + "))"
                        + " OR grant_id IN (SELECT approved_under FROM acc_grant WHERE grant_id IN (" + marks + "))",
                GrantTable::listed,
                Stream.concat(grantIds.stream(), grantIds.stream()).toArray());
    }

    /** @param path null when nobody knows where the scope lies */
    void insert(
            String grantId,
            String accountId,
            Grant grant,
            Dates dates,
            @Nullable String path,
            Instant now,
            Giving giving) {
        sql.change(
                "INSERT INTO acc_grant (grant_id, account_id, role, scope_kind, scope_value, valid_from, valid_until,"
                        + " standing, given_by, given_under, scope_path, given_at, written_at, proposal_id, approved_by,"
                        + " approved_under, invitation_id)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, CURRENT_TIMESTAMP(3), ?, ?, ?, ?)",
                grantId,
                accountId,
                grant.role(),
                grant.scope().kind(),
                grant.scope().value(),
                dates.begin(now),
                dates.until(),
                giving.by(),
                giving.under(),
                path,
                now,
                giving.proposalId(),
                giving.approvedBy(),
                giving.approvedUnder(),
                giving.invitationId());
    }

    /** What ran out by itself makes room for a new one. */
    void retire(String accountId, Grant grant, Instant now) {
        sql.change(
                "UPDATE acc_grant SET standing = NULL, ended_at = CURRENT_TIMESTAMP(3) WHERE" + SAME
                        + " AND standing = 1 AND valid_until <= ?",
                accountId,
                grant.role(),
                grant.scope().kind(),
                grant.scope().value(),
                now);
    }

    /** Lock it first: the end is written later than whatever was given under it. @return whether it stood */
    boolean end(String grantId, String endedBy) {
        return sql.change(
                        "UPDATE acc_grant SET standing = NULL, ended_at = CURRENT_TIMESTAMP(3), ended_by = ?"
                                + " WHERE grant_id = ? AND standing = 1",
                        endedBy,
                        grantId)
                == 1;
    }

    private static Object[] same(String accountId, Grant grant) {
        return new Object[] {
            accountId, grant.role(), grant.scope().kind(), grant.scope().value()
        };
    }

    private static Grant grant(Row row) {
        return new Grant(
                row.constant("role", Role.class),
                new Scope(row.constant("scope_kind", Scope.Kind.class), row.string("scope_value")));
    }

    private static HeldGrant held(Row row) {
        return new HeldGrant(row.string("grant_id"), grant(row), row.instant("valid_from"), row.instant("valid_until"));
    }

    private static Listed listed(Row row) {
        return new Listed(
                held(row),
                row.string("account_id"),
                row.string("scope_path"),
                row.string("given_by"),
                row.string("approved_by"),
                row.numberOrNull("standing") != null);
    }
}

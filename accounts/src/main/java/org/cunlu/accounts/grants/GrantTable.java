package org.cunlu.accounts.grants;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.cunlu.accounts.HeldGrant;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;

/** Rows of {@code acc_grant}. Ended grants stay as history; of equal ones at most one stands. */
@Singleton
class GrantTable {
    private static final String SAME = " account_id = ? AND role = ? AND scope_kind = ? AND scope_value = ?";

    private final Sql sql;

    GrantTable(Sql sql) {
        this.sql = sql;
    }

    /** Makes rivals for the same account wait. @return whether there is such an account */
    boolean lockAccount(String accountId) {
        return sql.one(
                        "SELECT account_id FROM acc_account WHERE account_id = ? FOR UPDATE",
                        row -> row.string("account_id"),
                        accountId)
                .isPresent();
    }

    List<Grant> holding(String accountId, Instant at) {
        return sql.list(
                "SELECT role, scope_kind, scope_value FROM acc_grant WHERE account_id = ? AND valid_from <= ?"
                        + " AND (valid_until IS NULL OR valid_until > ?) AND standing = 1"
                        + " ORDER BY role, scope_kind, scope_value",
                row -> new Grant(
                        row.constant("role", Role.class),
                        new Scope(row.constant("scope_kind", Scope.Kind.class), row.string("scope_value"))),
                accountId,
                at,
                at);
    }

    List<HeldGrant> standing(String accountId) {
        return sql.list(
                "SELECT grant_id, role, scope_kind, scope_value, valid_from, valid_until FROM acc_grant"
                        + " WHERE account_id = ? AND standing = 1 ORDER BY role, scope_kind, scope_value",
                row -> new HeldGrant(
                        row.string("grant_id"),
                        new Grant(
                                row.constant("role", Role.class),
                                new Scope(row.constant("scope_kind", Scope.Kind.class), row.string("scope_value"))),
                        row.instant("valid_from"),
                        row.instant("valid_until")),
                accountId);
    }

    boolean stands(String accountId, Grant grant) {
        return sql.one(
                        "SELECT grant_id FROM acc_grant WHERE" + SAME + " AND standing = 1",
                        row -> row.string("grant_id"),
                        accountId,
                        grant.role(),
                        grant.scope().kind(),
                        grant.scope().value())
                .isPresent();
    }

    void insert(String grantId, String accountId, Grant grant, Instant from, String givenBy) {
        sql.change(
                "INSERT INTO acc_grant"
                        + " (grant_id, account_id, role, scope_kind, scope_value, valid_from, standing, given_by)"
                        + " VALUES (?, ?, ?, ?, ?, ?, 1, ?)",
                grantId,
                accountId,
                grant.role(),
                grant.scope().kind(),
                grant.scope().value(),
                from,
                givenBy);
    }

    /** @return whether it stood */
    boolean end(String accountId, Grant grant, Instant at, String endedBy) {
        return sql.change(
                        "UPDATE acc_grant SET standing = NULL, valid_until = ?, ended_by = ? WHERE" + SAME
                                + " AND standing = 1",
                        at,
                        endedBy,
                        accountId,
                        grant.role(),
                        grant.scope().kind(),
                        grant.scope().value())
                == 1;
    }
}

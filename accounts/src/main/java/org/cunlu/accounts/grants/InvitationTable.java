package org.cunlu.accounts.grants;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cunlu.accounts.HandCode;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.privacy.BlindIndex;

/** Rows of {@code acc_invitation}: codes and tokens as keyed hashes. Those taken up or withdrawn stay as history. */
@Singleton
class InvitationTable {
    /** @param until county time until which the role will hold */
    record Invitation(
            String invitationId,
            Grant grant,
            @Nullable Instant until,
            String givenBy,
            Instant madeAt,
            Instant expiresAt,
            boolean open,
            @Nullable String usedBy) {}

    private static final String COLUMNS = "SELECT invitation_id, role, scope_kind, scope_value, valid_until, given_by,"
            + " made_at, expires_at, open, used_by FROM acc_invitation WHERE ";

    private final Sql sql;
    private final BlindIndex index;

    InvitationTable(Sql sql, BlindIndex index) {
        this.sql = sql;
        this.index = index;
    }

    void insert(Invitation invitation, HandCode code, String token) {
        sql.change(
                "INSERT INTO acc_invitation (invitation_id, code_index, token_index, role, scope_kind, scope_value,"
                        + " valid_until, given_by, made_at, expires_at, open) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
                invitation.invitationId(),
                codeIndex(code),
                tokenIndex(token),
                invitation.grant().role(),
                invitation.grant().scope().kind(),
                invitation.grant().scope().value(),
                invitation.until(),
                invitation.givenBy(),
                invitation.madeAt(),
                invitation.expiresAt());
    }

    Optional<Invitation> find(String invitationId) {
        return sql.one(COLUMNS + "invitation_id = ?", InvitationTable::invitation, invitationId);
    }

    Optional<Invitation> byCode(HandCode code) {
        return sql.one(COLUMNS + "code_index = ?", InvitationTable::invitation, (Object) codeIndex(code));
    }

    Optional<Invitation> byToken(String token) {
        return sql.one(COLUMNS + "token_index = ?", InvitationTable::invitation, (Object) tokenIndex(token));
    }

    /** Within a transaction that holds the giver. */
    long open(String giver, Instant now) {
        return sql.one(
                        "SELECT COUNT(*) AS n FROM acc_invitation WHERE given_by = ? AND open = 1 AND expires_at > ?",
                        row -> row.number("n"),
                        giver,
                        now)
                .orElse(0L);
    }

    /** @return the giver's own that wait, by id */
    List<Invitation> waiting(String giver, Instant now, String after, int limit) {
        return sql.list(
                COLUMNS + "given_by = ? AND open = 1 AND expires_at > ? AND invitation_id > ?"
                        + " ORDER BY invitation_id LIMIT ?",
                InvitationTable::invitation,
                giver,
                now,
                after,
                limit);
    }

    /** Of rivals one takes it up. @return whether this call did */
    boolean use(String invitationId, String accountId, Instant now) {
        return sql.change(
                        "UPDATE acc_invitation SET open = NULL, used_by = ?, used_at = ?"
                                + " WHERE invitation_id = ? AND open = 1 AND expires_at > ?",
                        accountId,
                        now,
                        invitationId,
                        now)
                == 1;
    }

    /** @return whether it was open */
    boolean withdraw(String invitationId, String by) {
        return sql.change(
                        "UPDATE acc_invitation SET open = NULL, withdrawn_by = ? WHERE invitation_id = ? AND open = 1",
                        by,
                        invitationId)
                == 1;
    }

    private byte[] codeIndex(HandCode code) {
        return index.of("acc_invitation.code", code.text());
    }

    private byte[] tokenIndex(String token) {
        return index.of("acc_invitation.token", token);
    }

    private static Invitation invitation(Row row) {
        return new Invitation(
                row.string("invitation_id"),
                new Grant(
                        row.constant("role", Role.class),
                        new Scope(row.constant("scope_kind", Scope.Kind.class), row.string("scope_value"))),
                row.instant("valid_until"),
                row.string("given_by"),
                row.instant("made_at"),
                row.instant("expires_at"),
                row.numberOrNull("open") != null,
                row.string("used_by"));
    }
}

package org.cunlu.accounts.apikey;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.accounts.KeyScope;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.http.Network;
import org.cunlu.kernel.privacy.Unguessable;

/** Rows of {@code acc_api_key}. Revoked ones stay as history. */
@Singleton
class ApiKeyTable {
    /** Who makes a key, and by which grant he may. */
    record Maker(String accountId, String grantId, Instant at) {}

    private static final String COLUMNS =
            "SELECT key_id, county_code, name, scopes, networks, secret_hash, previous_hash, previous_until, version,"
                    + " expires_at, live, last_used_at, made_at, made_by FROM acc_api_key";

    private final Sql sql;

    ApiKeyTable(Sql sql) {
        this.sql = sql;
    }

    /** @throws org.cunlu.kernel.db.SqlFailure a duplicate when a living key of the county has the name */
    void insert(KeyText key, KeyOrder order, String county, Instant expiresAt, Maker maker) {
        sql.change(
                "INSERT INTO acc_api_key (key_id, county_code, name, scopes, networks, secret_hash, version, expires_at,"
                        + " live, made_at, made_by, made_under) VALUES (?, ?, ?, ?, ?, ?, 1, ?, 1, ?, ?, ?)",
                key.keyId(),
                county,
                order.name(),
                joined(order.scopes()),
                joined(order.networks()),
                key.secret().hash(),
                expiresAt,
                maker.at(),
                maker.accountId(),
                maker.grantId());
    }

    Optional<ApiKey> find(String keyId) {
        return sql.one(COLUMNS + " WHERE key_id = ?", ApiKeyTable::key, keyId);
    }

    /**
     * @param subtrees codes at or below which the key's county lies
     * @param after id of the last one seen; empty for the beginning
     */
    List<ApiKey> page(List<String> subtrees, String after, int limit) {
        if (subtrees.isEmpty()) {
            return List.of();
        }
        String within =
                String.join(" OR ", Collections.nCopies(subtrees.size(), "LEFT(county_code, CHAR_LENGTH(?)) = ?"));
        var arguments = new ArrayList<Object>();
        arguments.add(after);
        subtrees.forEach(subtree -> Collections.addAll(arguments, subtree, subtree));
        arguments.add(limit);
        return sql.list(
                COLUMNS + " WHERE key_id > ? AND (" + within + ") ORDER BY key_id LIMIT ?",
                ApiKeyTable::key,
                arguments.toArray());
    }

    /**
     * The secret that was good stays so for a while, though never longer than it would have been.
     * @param expiresAt null to leave it
     * @return whether the key lives, is not over, and was at this version
     */
    boolean rotate(
            String keyId,
            int version,
            Unguessable next,
            Instant overlapUntil,
            @Nullable Instant expiresAt,
            Instant now) {
        return sql.change(
                        "UPDATE acc_api_key SET previous_hash = secret_hash, previous_until = LEAST(?, expires_at),"
                                + " secret_hash = ?, version = version + 1, expires_at = COALESCE(?, expires_at)"
                                + " WHERE key_id = ? AND version = ? AND live = 1 AND expires_at > ?",
                        overlapUntil,
                        next.hash(),
                        expiresAt,
                        keyId,
                        version,
                        now)
                == 1;
    }

    /** @return whether it lived */
    boolean revoke(String keyId, String revokedBy, Instant at) {
        return sql.change(
                        "UPDATE acc_api_key SET live = NULL, revoked_at = ?, revoked_by = ? WHERE key_id = ? AND live = 1",
                        at,
                        revokedBy,
                        keyId)
                == 1;
    }

    void used(String keyId, Instant at) {
        sql.change(
                "UPDATE acc_api_key SET last_used_at = ? WHERE key_id = ?"
                        + " AND (last_used_at IS NULL OR last_used_at < ?)",
                at,
                keyId,
                at);
    }

    private static String joined(Iterable<?> values) {
        var texts = new TreeSet<String>();
        values.forEach(value -> texts.add(value.toString()));
        return String.join(",", texts);
    }

    private static ApiKey key(Row row) {
        return new ApiKey(
                row.string("key_id"),
                row.string("county_code"),
                row.string("name"),
                parts(row.string("scopes")).map(KeyScope::valueOf).collect(Collectors.toUnmodifiableSet()),
                parts(row.string("networks")).map(Network::of).toList(),
                row.bytes("secret_hash"),
                row.bytes("previous_hash"),
                row.instant("previous_until"),
                row.integer("version"),
                row.instant("expires_at"),
                row.numberOrNull("live") != null,
                row.instant("last_used_at"),
                row.instant("made_at"),
                row.string("made_by"));
    }

    private static Stream<String> parts(String text) {
        return text.isEmpty() ? Stream.empty() : Stream.of(text.split(","));
    }
}

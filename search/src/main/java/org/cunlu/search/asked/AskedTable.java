package org.cunlu.search.asked;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.db.Sql;

/** {@code sea_asked}: one row for each account and text. */
@Singleton
class AskedTable {
    private final Sql sql;

    AskedTable(Sql sql) {
        this.sql = sql;
    }

    /** As a person may have it. */
    @Serdeable
    record Kept(String words, Instant lastAt) {}

    void keep(String accountId, String words, Instant now) {
        sql.change(
                "INSERT INTO sea_asked (account_id, words, last_at) VALUES (?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE last_at = VALUES(last_at)",
                accountId,
                words,
                now);
    }

    List<Kept> of(String accountId) {
        return sql.list(
                "SELECT words, last_at FROM sea_asked WHERE account_id = ? ORDER BY last_at DESC, words",
                row -> new Kept(row.string("words"), row.instant("last_at")),
                accountId);
    }

    void forget(String accountId) {
        sql.change("DELETE FROM sea_asked WHERE account_id = ?", accountId);
    }

    void forget(String accountId, String words) {
        sql.change("DELETE FROM sea_asked WHERE account_id = ? AND words = ?", accountId, words);
    }

    void forgetOld(String accountId, Instant before) {
        sql.change("DELETE FROM sea_asked WHERE account_id = ? AND last_at < ?", accountId, before);
    }

    /** Of everybody. @return how many were forgotten, at most {@code limit} */
    int forgetOld(Instant before, int limit) {
        return sql.change("DELETE FROM sea_asked WHERE last_at < ? ORDER BY last_at LIMIT " + limit, before);
    }

    /** @return what that many people asked for since then, most first */
    List<String> ofMany(int people, Instant since, int limit) {
        return sql.list(
                "SELECT words, COUNT(*) AS people FROM sea_asked WHERE last_at >= ? GROUP BY words"
                        + " HAVING COUNT(*) >= ? ORDER BY people DESC, words LIMIT ?",
                row -> row.string("words"),
                since,
                people,
                limit);
    }
}

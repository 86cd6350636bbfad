package org.cunlu.accounts.code;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.cunlu.accounts.Codes;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;

/** Rows of {@code acc_code}. */
@Singleton
class CodeTable {
    /** A code as it begins. */
    record Fresh(
            String codeId,
            byte[] phone,
            Codes.Purpose purpose,
            byte[] hash,
            byte[] origin,
            boolean atHome,
            Instant sentAt,
            Instant expiresAt) {}

    /** A code that is good still. */
    record Live(String codeId, byte[] hash, byte[] origin, boolean atHome) {}

    private final Sql sql;

    CodeTable(Sql sql) {
        this.sql = sql;
    }

    void insert(Fresh code) {
        sql.change(
                "INSERT INTO acc_code (code_id, phone_index, purpose, code_hash, origin_index, at_home, sent_at, expires_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                code.codeId(),
                code.phone(),
                code.purpose(),
                code.hash(),
                code.origin(),
                code.atHome(),
                code.sentAt(),
                code.expiresAt());
    }

    /** @return the oldest first, in which order they are also changed, so that no two wait for each other */
    List<Live> live(byte[] phone, Codes.Purpose purpose, Instant now) {
        return sql.list(
                "SELECT code_id, code_hash, origin_index, at_home FROM acc_code WHERE phone_index = ? AND purpose = ?"
                        + " AND expires_at > ? AND ended_at IS NULL ORDER BY code_id",
                CodeTable::live,
                phone,
                purpose,
                now);
    }

    /** Counts a guess before it is judged. @return whether this code still hears one from there */
    boolean charge(String codeId, boolean away, int triesMax, int triesAwayMax, Instant now) {
        return sql.change(
                        "UPDATE acc_code SET tries = tries + 1, tries_away = tries_away + ?"
                                + " WHERE code_id = ? AND ended_at IS NULL AND expires_at > ? AND tries < ? AND tries_away < ?",
                        away ? 1 : 0,
                        codeId,
                        now,
                        triesMax,
                        away ? triesAwayMax : Integer.MAX_VALUE)
                == 1;
    }

    /** Takes a guess back that proved right. */
    void refund(String codeId, boolean away) {
        sql.change(
                "UPDATE acc_code SET tries = tries - 1, tries_away = tries_away - ? WHERE code_id = ?",
                away ? 1 : 0,
                codeId);
    }

    /** @return whether this call was the one that ended it, while it was good */
    boolean end(String codeId, Instant now) {
        return sql.change(
                        "UPDATE acc_code SET ended_at = ? WHERE code_id = ? AND ended_at IS NULL AND expires_at > ?",
                        now,
                        codeId,
                        now)
                == 1;
    }

    /** @return how many were deleted, at most 1,000 */
    int sweep(Instant before) {
        return sql.change("DELETE FROM acc_code WHERE expires_at < ? ORDER BY expires_at LIMIT 1000", before);
    }

    private static Live live(Row row) {
        return new Live(row.string("code_id"), row.bytes("code_hash"), row.bytes("origin_index"), row.flag("at_home"));
    }
}

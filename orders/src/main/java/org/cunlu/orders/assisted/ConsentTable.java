package org.cunlu.orders.assisted;

import jakarta.inject.Singleton;
import java.time.Instant;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.privacy.BlindIndex;

/** Rows of what villagers consent to by a code; of the code no more than a keyed hash. One for each assisted order. */
@Singleton
class ConsentTable {
    private static final String CODE = "ord_assisted_consent.code";

    private final Sql sql;
    private final BlindIndex index;

    ConsentTable(Sql sql, BlindIndex index) {
        this.sql = sql;
        this.index = index;
    }

    /** A new code; the one before is void. */
    void put(Assisted one, String code, long subsidyFen, int tries, Instant at, Instant until) {
        byte[] hash = hash(one.assistedId(), code);
        sql.change(
                "INSERT INTO ord_assisted_consent (assisted_id, county_code, code_index, subsidy_fen, tries_left, sent_at,"
                        + " valid_until) VALUES (?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE code_index = ?, subsidy_fen = ?,"
                        + " tries_left = ?, sent_at = ?, valid_until = ?",
                one.assistedId(),
                one.countyCode(),
                hash,
                subsidyFen,
                tries,
                at,
                until,
                hash,
                subsidyFen,
                tries,
                at,
                until);
    }

    /** Counts a guess before it is looked at. @return whether it was heard and right; a right one costs nothing */
    boolean guess(String assistedId, String code, Instant now) {
        boolean heard = sql.change(
                        "UPDATE ord_assisted_consent SET tries_left = tries_left - 1 WHERE assisted_id = ? AND tries_left > 0"
                                + " AND used_at IS NULL AND valid_until > ?",
                        assistedId,
                        now)
                == 1;
        return heard
                && sql.change(
                                "UPDATE ord_assisted_consent SET tries_left = tries_left + 1 WHERE assisted_id = ?"
                                        + " AND code_index = ?",
                                assistedId,
                                hash(assistedId, code))
                        == 1;
    }

    /** @return false when it is not good any more, or for less */
    boolean use(String assistedId, String code, long subsidyFen, Instant now) {
        return sql.change(
                        "UPDATE ord_assisted_consent SET used_at = ? WHERE assisted_id = ? AND code_index = ?"
                                + " AND used_at IS NULL AND valid_until > ? AND subsidy_fen >= ?",
                        now,
                        assistedId,
                        hash(assistedId, code),
                        now,
                        subsidyFen)
                == 1;
    }

    private byte[] hash(String assistedId, String code) {
        return index.of(CODE, assistedId + " " + code);
    }
}

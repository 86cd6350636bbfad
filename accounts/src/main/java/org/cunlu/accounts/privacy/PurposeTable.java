package org.cunlu.accounts.privacy;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cunlu.accounts.Purposes.Purpose;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;

/** Rows of {@code acc_purpose}, which only migrations write. */
@Singleton
class PurposeTable {
    private static final String CURRENT = "SELECT p.purpose, p.version, p.required, p.title_zh, p.title_en, p.text_zh,"
            + " p.text_en FROM acc_purpose p JOIN (SELECT purpose, MAX(version) AS version FROM acc_purpose"
            + " WHERE effective_from <= ? GROUP BY purpose) c ON c.purpose = p.purpose AND c.version = p.version";

    private final Sql sql;

    PurposeTable(Sql sql) {
        this.sql = sql;
    }

    /** The required ones first. */
    List<Purpose> current(Instant at) {
        return sql.list(CURRENT + " ORDER BY p.required DESC, p.purpose", PurposeTable::purpose, at);
    }

    Optional<Purpose> current(String purpose, Instant at) {
        return sql.one(CURRENT + " WHERE p.purpose = ?", PurposeTable::purpose, at, purpose);
    }

    private static Purpose purpose(Row row) {
        return new Purpose(
                row.string("purpose"),
                row.integer("version"),
                row.flag("required"),
                row.string("title_zh"),
                row.string("title_en"),
                row.string("text_zh"),
                row.string("text_en"));
    }
}

package org.cunlu.logistics.gateway;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.bulk.RowFault;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.GatewayWork.Kind;

/** The tables of what was sent at once, and of its rows that were refused or not understood. */
@Singleton
class FileTable {
    private static final String SELECT =
            "SELECT file_id, county_code, node_code, carrier_code, kind, content_hash, sent_by, sent_at, rows_read,"
                    + " rows_applied, rows_known, finished_at FROM log_carrier_file ";
    private static final int FAULTS_AT_ONCE = 500;

    private final Sql sql;

    FileTable(Sql sql) {
        this.sql = sql;
    }

    /** @param tally null until it is worked through */
    record Sent(
            String fileId,
            String county,
            String nodeCode,
            String carrierCode,
            Kind kind,
            byte[] hash,
            String by,
            Instant at,
            @Nullable Tally tally) {
        boolean same(byte[] other, String carrier) {
            return Arrays.equals(hash, other) && carrierCode.equals(carrier);
        }
    }

    /** @param known rows that said nothing new */
    record Tally(int rows, int applied, int known) {}

    /** @throws org.cunlu.kernel.db.SqlFailure duplicate, when there is one with this key */
    void insert(Sent sent, String key) {
        sql.change(
                "INSERT INTO log_carrier_file (file_id, county_code, node_code, carrier_code, kind, file_key, content_hash,"
                        + " sent_by, sent_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                sent.fileId(),
                sent.county(),
                sent.nodeCode(),
                sent.carrierCode(),
                sent.kind(),
                key,
                sent.hash(),
                sent.by(),
                sent.at());
    }

    Optional<Sent> byKey(String nodeCode, Kind kind, String key) {
        return sql.one(
                SELECT + "WHERE node_code = ? AND kind = ? AND file_key = ?", FileTable::sent, nodeCode, kind, key);
    }

    Optional<Sent> find(String fileId) {
        return sql.one(SELECT + "WHERE file_id = ?", FileTable::sent, fileId);
    }

    /** @return the newest first, older than {@code before} */
    List<Sent> of(String nodeCode, Kind kind, String before, int limit) {
        return sql.list(
                SELECT + "WHERE node_code = ? AND kind = ? AND file_id < ? ORDER BY file_id DESC LIMIT ?",
                FileTable::sent,
                nodeCode,
                kind,
                before,
                limit);
    }

    /** @return false when a rival finished it first */
    boolean finish(Sent sent, Tally tally, List<RowFault> faults, Instant now) {
        int finished = sql.change(
                "UPDATE log_carrier_file SET rows_read = ?, rows_applied = ?, rows_known = ?, finished_at = ?"
                        + " WHERE file_id = ? AND finished_at IS NULL",
                tally.rows(),
                tally.applied(),
                tally.known(),
                now,
                sent.fileId());
        if (finished == 0) {
            return false;
        }
        for (int from = 0; from < faults.size(); from += FAULTS_AT_ONCE) {
            insert(sent, faults, from, Math.min(faults.size(), from + FAULTS_AT_ONCE));
        }
        return true;
    }

    private void insert(Sent sent, List<RowFault> faults, int from, int to) {
        var rows = new ArrayList<Object[]>();
        for (int i = from; i < to; i++) {
            RowFault fault = faults.get(i);
            rows.add(new Object[] {
                sent.fileId(),
                fault.line(),
                i,
                sent.county(),
                cut(fault.column(), 40),
                fault.code(),
                cut(fault.message(), 240)
            });
        }
        sql.insertMany(
                "INSERT INTO log_carrier_fault (file_id, line, seq, county_code, column_name, code, message)", rows);
    }

    @Nullable
    private static String cut(@Nullable String text, int max) {
        return text == null || text.length() <= max ? text : text.substring(0, max);
    }

    List<RowFault> faults(String fileId) {
        return sql.list(
                "SELECT line, column_name, code, message FROM log_carrier_fault WHERE file_id = ? ORDER BY line, seq",
                row -> new RowFault(
                        row.number("line"), row.string("column_name"), row.string("code"), row.string("message")),
                fileId);
    }

    private static Sent sent(Row row) {
        return new Sent(
                row.string("file_id"),
                row.string("county_code"),
                row.string("node_code"),
                row.string("carrier_code"),
                row.constant("kind", Kind.class),
                row.bytes("content_hash"),
                row.string("sent_by"),
                row.instant("sent_at"),
                row.instant("finished_at") == null
                        ? null
                        : new Tally(row.integer("rows_read"), row.integer("rows_applied"), row.integer("rows_known")));
    }
}

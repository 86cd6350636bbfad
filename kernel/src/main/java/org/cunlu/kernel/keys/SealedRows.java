package org.cunlu.kernel.keys;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.privacy.SealedColumn;

/** Sealed values of whatever table, known by nothing but their column. Only seals are replaced here, never what they hold. */
@Singleton
class SealedRows {
    /** @param key of the row */
    record Value(String key, byte[] sealed) {
        @Override
        public String toString() {
            return key;
        }
    }

    private final Sql sql;

    SealedRows(Sql sql) {
        this.sql = sql;
    }

    /** @return how many rows were sealed with which key */
    Map<Integer, Long> perKey(SealedColumn column) {
        var counts = new TreeMap<Integer, Long>();
        sql.list(
                        "SELECT ASCII(" + column.column() + ") AS sealed_with, COUNT(*) AS many FROM " + column.table()
                                + " WHERE " + column.column() + " IS NOT NULL GROUP BY sealed_with",
                        row -> Map.entry(row.integer("sealed_with"), row.number("many")))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /** @return rows sealed with another key, by key from {@code after} on */
    List<Value> notSealedWith(int number, SealedColumn column, String after, int most) {
        return sql.list(
                "SELECT " + column.key() + " AS row_key, " + column.column() + " AS sealed FROM " + column.table()
                        + " WHERE " + column.key() + " > ? AND " + column.column() + " IS NOT NULL AND ASCII("
                        + column.column() + ") <> ? ORDER BY " + column.key() + " LIMIT " + most,
                row -> new Value(row.string("row_key"), row.bytes("sealed")),
                after,
                number);
    }

    /** @return whether the value was still the expected one */
    boolean replace(SealedColumn column, Value expected, byte[] sealed) {
        return sql.change(
                        "UPDATE " + column.table() + " SET " + column.column() + " = ? WHERE " + column.key()
                                + " = ? AND " + column.column() + " = ?",
                        sealed,
                        expected.key(),
                        expected.sealed())
                == 1;
    }
}

package org.cunlu.orders.reconciling;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.GatewayBills.Kind;

/** Numbers that bills tell of, in the version of each that counts. */
@Singleton
class BilledTable {
    private static final int CHUNK = 5_000;

    private final Sql sql;

    BilledTable(Sql sql) {
        this.sql = sql;
    }

    /** @return kind and number of rows of this bill that another day's bill of the gateway has too */
    Set<String> elsewhere(String gateway, String billId) {
        return new HashSet<>(sql.list(
                "SELECT DISTINCT CONCAT(a.kind, a.number) AS what FROM ord_bill_row a"
                        + " JOIN ord_bill_row b ON b.number = a.number AND b.kind = a.kind AND b.bill_id <> a.bill_id"
                        + " JOIN ord_bill o ON o.bill_id = b.bill_id AND o.gateway = ? AND o.replaced_by IS NULL"
                        + " WHERE a.bill_id = ?",
                row -> row.string("what"),
                gateway,
                billId));
    }

    /** @return those of these numbers that bills of the gateway tell of */
    Set<String> billed(String gateway, Kind kind, List<String> numbers) {
        var found = new HashSet<String>();
        for (int from = 0; from < numbers.size(); from += CHUNK) {
            List<String> chunk = numbers.subList(from, Math.min(numbers.size(), from + CHUNK));
            var arguments = new ArrayList<Object>(List.of(gateway, kind));
            arguments.addAll(chunk);
            found.addAll(sql.list(
                    "SELECT DISTINCT r.number FROM ord_bill_row r JOIN ord_bill b ON b.bill_id = r.bill_id"
                            + " WHERE b.gateway = ? AND b.replaced_by IS NULL AND r.kind = ? AND r.number IN ("
                            + Sql.marks(chunk.size()) + ")",
                    row -> row.string("number"),
                    arguments.toArray()));
        }
        return found;
    }
}

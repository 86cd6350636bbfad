package org.cunlu.kernel.trail;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.privacy.KeyedMac;

/** Rows of {@code ker_trail_seal} and the head of their chain. */
@Singleton
class SealTable {
    /** The last seal. @param number 0 when there is none */
    record Head(long number, byte[] seal) {}

    private final Sql sql;
    private final Transactions transactions;
    private final TrailTable trail;
    private final KeyedMac mac;

    SealTable(Sql sql, Transactions transactions, TrailTable trail, KeyedMac mac) {
        this.sql = sql;
        this.transactions = transactions;
        this.trail = trail;
        this.mac = mac;
    }

    /**
     * Seals the rows that have waited for longest.
     * @return how many; 0 also when another instance is just sealing
     */
    int sealSome(int most) {
        return transactions.run(() -> {
            var head = sql.one(
                    "SELECT seal_number, seal FROM ker_trail_head WHERE id = 1 FOR UPDATE SKIP LOCKED",
                    row -> new Head(row.number("seal_number"), row.bytes("seal")));
            if (head.isEmpty()) {
                return 0;
            }
            List<SealedRow> rows = trail.waiting(most);
            if (!rows.isEmpty()) {
                append(head.get(), rows);
            }
            return rows.size();
        });
    }

    Head head() {
        return sql.one(
                        "SELECT seal_number, seal FROM ker_trail_head WHERE id = 1",
                        row -> new Head(row.number("seal_number"), row.bytes("seal")))
                .orElseThrow(() -> new IllegalStateException("ker_trail_head has no row"));
    }

    private void append(Head head, List<SealedRow> rows) {
        var hash = mac.under(SealedRow.LABEL);
        long number = head.number();
        byte[] seal = head.seal();
        var seals = new ArrayList<Object[]>();
        for (SealedRow row : rows) {
            number++;
            seal = row.seal(hash, seal, number);
            seals.add(new Object[] {number, row.trailId(), seal});
        }
        sql.insertMany("INSERT INTO ker_trail_seal (seal_number, trail_id, seal)", seals);
        sql.change("UPDATE ker_trail_head SET seal_number = ?, seal = ? WHERE id = 1", number, seal);
        trail.noLongerWait(rows.stream().map(SealedRow::trailId).toList());
    }
}

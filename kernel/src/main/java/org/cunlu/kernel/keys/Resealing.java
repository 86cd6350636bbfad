package org.cunlu.kernel.keys;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.privacy.FieldCipher;
import org.cunlu.kernel.privacy.SealedColumn;

/** Seals the rows of a column anew, some at a time, each only if it is still as it was read. */
@Singleton
class Resealing {
    private final SealedRows rows;
    private final FieldCipher cipher;
    private final Transactions transactions;

    Resealing(SealedRows rows, FieldCipher cipher, Transactions transactions) {
        this.rows = rows;
        this.cipher = cipher;
        this.transactions = transactions;
    }

    /** One walk over a column. @param stuck rows that no key opens */
    record Walk(long resealed, List<String> stuck) {}

    private record Resealed(SealedRows.Value value, byte[] sealed) {}

    Walk walk(SealedColumn column, int number) {
        long resealed = 0;
        var stuck = new ArrayList<String>();
        String after = "";
        while (true) {
            List<SealedRows.Value> batch = rows.notSealedWith(number, column, after, column.batch());
            if (batch.isEmpty()) {
                return new Walk(resealed, stuck);
            }
            List<Resealed> anew = sealed(column, batch, stuck);
            resealed += transactions.run(() -> anew.stream()
                    .filter(one -> rows.replace(column, one.value(), one.sealed()))
                    .count());
            after = batch.getLast().key();
        }
    }

    /** Outside of the transaction, which holds its locks for that much less. */
    private List<Resealed> sealed(SealedColumn column, List<SealedRows.Value> batch, List<String> stuck) {
        var anew = new ArrayList<Resealed>();
        for (SealedRows.Value value : batch) {
            try {
                String text = cipher.open(column.context(), value.sealed());
                anew.add(new Resealed(value, cipher.seal(column.context(), text)));
            } catch (IllegalStateException e) {
                stuck.add(column.title() + " " + value.key());
            }
        }
        return anew;
    }
}

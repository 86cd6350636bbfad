package org.cunlu.catalog.lot;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.cunlu.catalog.Lot;
import org.cunlu.catalog.Lots;
import org.cunlu.kernel.db.Sql;

/** Keeps what identifies a lot, once. */
@Singleton
class LotTable implements Lots {
    private static final int ROWS_A_STATEMENT = 1_000;

    private final Sql sql;

    LotTable(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Map<String, Lot> find(Collection<String> lotCodes) {
        var found = new LinkedHashMap<String, Lot>();
        var sorted = List.copyOf(new TreeSet<>(lotCodes));
        for (int start = 0; start < sorted.size(); start += ROWS_A_STATEMENT) {
            var some = sorted.subList(start, Math.min(sorted.size(), start + ROWS_A_STATEMENT));
            sql.list(
                            "SELECT code, sku_code, producer, produced_on, expires_on FROM cat_lot WHERE code IN ("
                                    + Sql.marks(some.size()) + ") ORDER BY code",
                            row -> new Lot(
                                    row.string("code"),
                                    row.string("sku_code"),
                                    row.string("producer"),
                                    row.date("produced_on"),
                                    row.date("expires_on")),
                            some.toArray())
                    .forEach(lot -> found.put(lot.code(), lot));
        }
        return found;
    }

    @Override
    public void keep(Collection<Lot> lots) {
        // In code order, so that two who keep the same lots wait for each other instead of dying together.
        List<Object[]> rows = lots.stream()
                .sorted(Comparator.comparing(Lot::code))
                .map(lot -> new Object[] {lot.code(), lot.skuCode(), lot.producer(), lot.producedOn(), lot.expiresOn()})
                .toList();
        for (int start = 0; start < rows.size(); start += ROWS_A_STATEMENT) {
            insert(rows.subList(start, Math.min(rows.size(), start + ROWS_A_STATEMENT)));
        }
    }

    private void insert(List<Object[]> rows) {
        String marks = "(" + Sql.marks(5) + "),";
        String values = marks.repeat(rows.size());
        // A lot that is known stays as it is; every other refusal of the database is still heard.
        sql.change(
                "INSERT INTO cat_lot (code, sku_code, producer, produced_on, expires_on) VALUES "
                        + values.substring(0, values.length() - 1) + " ON DUPLICATE KEY UPDATE code = cat_lot.code",
                rows.stream().flatMap(java.util.Arrays::stream).toArray());
    }
}

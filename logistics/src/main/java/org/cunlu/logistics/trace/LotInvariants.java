package org.cunlu.logistics.trace;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import org.cunlu.catalog.Skus;
import org.cunlu.kernel.audit.Finding;
import org.cunlu.kernel.audit.Invariant;

/**
 * Every line that was packed of a SKU tracked by lot has its lots, and they are as many pieces. Which SKUs are tracked is
 * catalog's to know.
 */
@Singleton
class LotInvariants implements Invariant {
    private static final String LINES = " FROM log_parcel_line l"
            + " JOIN log_custody c ON c.barcode = l.barcode AND c.what = 'PACK' WHERE l.quantity > 0"
            // Of which lots the pieces are that buyers send back is told when they are inspected.
            + " AND NOT EXISTS (SELECT 1 FROM log_return r WHERE r.barcode = l.barcode)";
    private static final String WITHOUT = "SELECT DISTINCT l.barcode, l.sku_code" + LINES
            + " AND l.quantity <> (SELECT COALESCE(SUM(t.quantity), 0) FROM log_parcel_lot t"
            + " WHERE t.barcode = l.barcode AND t.sku_code = l.sku_code) ORDER BY l.barcode, l.sku_code";

    private final Skus skus;

    LotInvariants(Skus skus) {
        this.skus = skus;
    }

    @Override
    public String name() {
        return "shipped lines of lot-tracked SKUs have their lots";
    }

    @Override
    public Finding check(Connection snapshot) throws SQLException {
        record Line(String barcode, String sku) {}
        var lines = new ArrayList<Line>();
        long checked = 0;
        try (var statement = snapshot.createStatement()) {
            try (var count = statement.executeQuery("SELECT COUNT(*)" + LINES)) {
                count.next();
                checked = count.getLong(1);
            }
            try (var rows = statement.executeQuery(WITHOUT)) {
                while (rows.next()) {
                    lines.add(new Line(rows.getString(1), rows.getString(2)));
                }
            }
        }
        var codes = new LinkedHashSet<String>();
        lines.forEach(line -> codes.add(line.sku()));
        var known = skus.find(codes);
        var wrong = lines.stream()
                .filter(line ->
                        known.containsKey(line.sku()) && known.get(line.sku()).lotTracked())
                .map(line -> line.barcode() + ": " + line.sku())
                .toList();
        return new Finding(checked, wrong.size(), wrong);
    }
}

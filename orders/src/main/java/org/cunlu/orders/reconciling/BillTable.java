package org.cunlu.orders.reconciling;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.BillDesk.Bill;
import org.cunlu.orders.GatewayBills;

/** Rows of bills. */
@Singleton
class BillTable {
    private static final String SELECT = "SELECT bill_id, county_code, gateway, bill_day, version, hash, size_bytes,"
            + " lines_read, paid_fen, back_fen, differences, replaced_by, loaded_by, loaded_at FROM ord_bill";

    /** Six arguments each, far below what a statement takes. */
    private static final int CHUNK = 5_000;

    private final Sql sql;

    BillTable(Sql sql) {
        this.sql = sql;
    }

    Optional<Bill> newest(String gateway, LocalDate day) {
        return sql.one(
                SELECT + " WHERE gateway = ? AND bill_day = ? AND replaced_by IS NULL", BillTable::bill, gateway, day);
    }

    List<Bill> of(List<String> counties, String before, int limit) {
        var arguments = new ArrayList<Object>(counties);
        arguments.add(before);
        arguments.add(limit);
        return sql.list(
                SELECT + " WHERE county_code IN (" + Sql.marks(counties.size())
                        + ") AND bill_id < ? ORDER BY bill_id DESC LIMIT ?",
                BillTable::bill,
                arguments.toArray());
    }

    /** @throws RuntimeException of a duplicate when another instance keeps this version at the same moment */
    void insert(Bill bill, List<GatewayBills.Row> rows) {
        sql.change(
                "UPDATE ord_bill SET replaced_by = ? WHERE gateway = ? AND bill_day = ? AND replaced_by IS NULL",
                bill.billId(),
                bill.gateway(),
                bill.day());
        sql.change(
                "INSERT INTO ord_bill (bill_id, county_code, gateway, bill_day, version, hash, size_bytes, lines_read,"
                        + " paid_fen, back_fen, differences, loaded_by, loaded_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                bill.billId(),
                bill.countyCode(),
                bill.gateway(),
                bill.day(),
                bill.version(),
                bill.hash(),
                bill.bytes(),
                bill.lines(),
                bill.paidFen(),
                bill.backFen(),
                bill.differences(),
                bill.loadedBy(),
                bill.loadedAt());
        for (int from = 0; from < rows.size(); from += CHUNK) {
            var chunk = new ArrayList<Object[]>();
            for (int at = from; at < Math.min(rows.size(), from + CHUNK); at++) {
                GatewayBills.Row row = rows.get(at);
                chunk.add(new Object[] {bill.billId(), at + 1, row.kind(), row.number(), row.gatewayNo(), row.fen()});
            }
            sql.insertMany("INSERT INTO ord_bill_row (bill_id, row_no, kind, number, gateway_no, amount_fen)", chunk);
        }
    }

    void differ(String billId, int differences) {
        sql.change("UPDATE ord_bill SET differences = ? WHERE bill_id = ?", differences, billId);
    }

    void confirm(String billId, String by) {
        sql.change("UPDATE ord_bill SET loaded_by = ? WHERE bill_id = ?", by, billId);
    }

    private static Bill bill(Row row) {
        return new Bill(
                row.string("bill_id"),
                row.string("county_code"),
                row.string("gateway"),
                row.date("bill_day"),
                row.integer("version"),
                row.string("hash"),
                row.integer("size_bytes"),
                row.integer("lines_read"),
                row.number("paid_fen"),
                row.number("back_fen"),
                row.integer("differences"),
                row.string("replaced_by"),
                row.string("loaded_by"),
                row.instant("loaded_at"));
    }
}

package org.cunlu.orders.aftersales;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.AfterSales.Part;

/** Which lines of its order a request is about. */
@Singleton
class AfterLineTable {
    /** Stands for the carriage of an order. */
    static final int FREIGHT = 0;

    private final Sql sql;

    AfterLineTable(Sql sql) {
        this.sql = sql;
    }

    void insert(AfterSale request, List<Part> parts) {
        sql.insertMany(
                "INSERT INTO ord_after_line (request_id, county_code, line_no, sku_code, pieces)",
                parts.stream()
                        .map(part -> new Object[] {
                            request.requestId(), request.countyCode(), part.lineNo(), part.skuCode(), part.pieces()
                        })
                        .toList());
    }

    List<Part> of(String requestId) {
        return of(List.of(requestId)).getOrDefault(requestId, List.of());
    }

    Map<String, List<Part>> of(Collection<String> requestIds) {
        record Of(String requestId, Part part) {}
        return requestIds.isEmpty()
                ? Map.of()
                : sql
                        .list(
                                "SELECT request_id, line_no, sku_code, pieces, fen FROM ord_after_line WHERE request_id IN ("
                                        + Sql.marks(requestIds.size()) + ") ORDER BY request_id, line_no",
                                row -> new Of(
                                        row.string("request_id"),
                                        new Part(
                                                row.integer("line_no"),
                                                row.string("sku_code"),
                                                row.integer("pieces"),
                                                row.number("fen"))),
                                requestIds.toArray())
                        .stream()
                        .collect(Collectors.groupingBy(
                                Of::requestId, Collectors.mapping(Of::part, Collectors.toList())));
    }

    void settle(String requestId, int lineNo, long fen) {
        sql.change("UPDATE ord_after_line SET fen = ? WHERE request_id = ? AND line_no = ?", fen, requestId, lineNo);
    }

    /** The carriage goes back with the last of the goods. */
    void addFreight(AfterSale request, long fen) {
        sql.change(
                "INSERT INTO ord_after_line (request_id, county_code, line_no, sku_code, pieces, fen)"
                        + " VALUES (?, ?, 0, '', 1, ?)",
                request.requestId(),
                request.countyCode(),
                fen);
    }
}

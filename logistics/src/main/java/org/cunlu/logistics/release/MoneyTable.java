package org.cunlu.logistics.release;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.release.Release.Worth;

/** What a release owes for sale stock, and what was paid where it was handed out. */
@Singleton
class MoneyTable {
    private final Sql sql;

    MoneyTable(Sql sql) {
        this.sql = sql;
    }

    /** Pieces of a line that were handed out. @param fen paid for them */
    record Handed(int lineNo, long pieces, long fen) {}

    void insert(Release release, List<Worth> worths) {
        sql.insertMany(
                "INSERT INTO log_release_worth (release_id, line_no, node_code, county_code, sku_code, seller_code, pieces,"
                        + " price_fen)",
                worths.stream()
                        .map(each -> new Object[] {
                            release.releaseId(),
                            each.lineNo(),
                            each.nodeCode(),
                            release.countyCode(),
                            each.skuCode(),
                            each.sellerCode(),
                            each.pieces(),
                            each.priceFen()
                        })
                        .toList());
    }

    List<Worth> worths(String releaseId) {
        return sql.list(
                "SELECT * FROM log_release_worth WHERE release_id = ? ORDER BY line_no, node_code",
                row -> new Worth(
                        row.integer("line_no"),
                        row.string("node_code"),
                        row.string("sku_code"),
                        row.string("seller_code"),
                        row.number("pieces"),
                        row.number("price_fen")),
                releaseId);
    }

    void insert(Release release, String handingId, String nodeCode, List<Handed> lines, String by, Instant at) {
        sql.insertMany(
                "INSERT INTO log_release_handing (handing_id, node_code, line_no, release_id, county_code, pieces, fen,"
                        + " handed_by, handed_at)",
                lines.stream()
                        .map(each -> new Object[] {
                            handingId,
                            nodeCode,
                            each.lineNo(),
                            release.releaseId(),
                            release.countyCode(),
                            each.pieces(),
                            each.fen(),
                            by,
                            at
                        })
                        .toList());
    }
}

package org.cunlu.orders.brandsales;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.cunlu.catalog.BrandRight.Unit;
import org.cunlu.kernel.db.Sql;

/** Sums over order lines that were sold by authorisation. */
@Singleton
class VolumeTable {
    /** The county's midnight is 16:00 of the day before in UTC. */
    private static final String SUMS = """
            SELECT l.brand_code, DATE(TIMESTAMPADD(HOUR, 8, o.placed_at)) AS sold_on,
                   LEFT(l.brand_origin, 9) AS township, o.seller_code, MAX(o.seller_name) AS seller_name, l.brand_unit,
                   COUNT(DISTINCT o.order_id) AS orders, SUM(l.quantity - l.short_quantity) AS pieces,
                   SUM(l.brand_per_piece * (l.quantity - l.short_quantity)) AS volume,
                   SUM(l.unit_price_fen * (l.quantity - l.short_quantity)) AS fen
            FROM ord_line l JOIN ord_order o ON o.order_id = l.order_id
            WHERE l.brand_code IN (%s) AND l.authorization_id IS NOT NULL AND o.lifecycle <> 'CANCELLED'
              AND o.placed_at >= ? AND o.placed_at < ?
            GROUP BY l.brand_code, sold_on, township, o.seller_code, l.brand_unit
            ORDER BY l.brand_code, sold_on, township, o.seller_code, l.brand_unit""";

    private final Sql sql;

    VolumeTable(Sql sql) {
        this.sql = sql;
    }

    List<Volume> sums(Collection<String> brandCodes, Instant from, Instant until) {
        if (brandCodes.isEmpty()) {
            return List.of();
        }
        var arguments = new ArrayList<Object>(brandCodes);
        arguments.add(from);
        arguments.add(until);
        return sql.list(
                SUMS.formatted(Sql.marks(brandCodes.size())),
                row -> new Volume(
                        row.string("brand_code"),
                        row.date("sold_on"),
                        row.string("township"),
                        row.string("seller_code"),
                        row.string("seller_name"),
                        row.constant("brand_unit", Unit.class),
                        row.number("orders"),
                        row.number("pieces"),
                        row.number("volume"),
                        row.number("fen")),
                arguments.toArray());
    }
}

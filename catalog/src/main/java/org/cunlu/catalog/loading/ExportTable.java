package org.cunlu.catalog.loading;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;

/** Reads the catalogue as the file that would make it, some thousand offers a statement. */
@Singleton
class ExportTable {
    private static final List<String> COLUMNS = Stream.concat(
                    CatalogColumns.REQUIRED.stream(), CatalogColumns.OPTIONAL.stream())
            .toList();
    private static final List<String> NUMBERS =
            List.of("weight_g", "volume_cm3", "price_fen", "quantity_min", "quantity_max");
    private static final int OFFERS_A_STATEMENT = 2_000;

    private static final String SELECT = """
                        SELECT o.id, p.code AS product_code, p.name AS product_name, p.category_code,
                               c.name AS category_name, p.brand_code, b.name AS brand_name,
                               s.code AS sku_code, s.name AS sku_name, s.weight_grams AS weight_g, s.volume_cm3,
                               s.storage_class, s.lot_tracked, e.code AS seller_code, e.name AS seller_name,
                               e.kind AS seller_kind, e.home_node AS seller_node, o.direction, o.price_fen,
                               (SELECT GROUP_CONCAT(n.node_code ORDER BY n.node_code SEPARATOR ' ') FROM cat_offer_node n
                                WHERE n.offer_id = o.id) AS source_nodes,
                               o.quantity_min, o.quantity_max, o.status,
                               o.origin_code AS origin, o.grade
                        FROM cat_offer o
                        JOIN cat_sku s ON s.code = o.sku_code
                        JOIN cat_product p ON p.code = s.product_code
                        JOIN cat_seller e ON e.code = o.seller_code
                        LEFT JOIN cat_category c ON c.code = p.category_code
                        LEFT JOIN cat_brand b ON b.code = p.brand_code
                        """;

    private final Sql sql;

    ExportTable(Sql sql) {
        this.sql = sql;
    }

    /** @return the header and a line for each offer, by id */
    List<List<Object>> lines() {
        return all(this::page);
    }

    /** @return the same of some shops' own offers */
    List<List<Object>> lines(Collection<String> shops) {
        return all(shops.isEmpty() ? _ -> List.of() : after -> page(after, List.copyOf(shops)));
    }

    private static List<List<Object>> all(Function<String, List<Line>> pages) {
        var lines = new ArrayList<List<Object>>();
        lines.add(List.copyOf(COLUMNS));
        String after = "";
        while (after != null) {
            List<Line> page = pages.apply(after);
            page.forEach(line -> lines.add(line.cells()));
            after = page.size() == OFFERS_A_STATEMENT ? page.getLast().id() : null;
        }
        return lines;
    }

    private record Line(String id, List<Object> cells) {}

    private List<Line> page(String after) {
        return sql.list(SELECT + " WHERE o.id > ? ORDER BY o.id LIMIT ?", ExportTable::line, after, OFFERS_A_STATEMENT);
    }

    private List<Line> page(String after, List<String> shops) {
        var arguments = new ArrayList<Object>(shops);
        arguments.add(after);
        arguments.add(OFFERS_A_STATEMENT);
        return sql.list(
                SELECT + " WHERE o.seller_code IN (" + Sql.marks(shops.size()) + ") AND o.id > ? ORDER BY o.id LIMIT ?",
                ExportTable::line,
                arguments.toArray());
    }

    private static Line line(Row row) {
        var cells = new ArrayList<Object>();
        COLUMNS.forEach(column -> cells.add(cell(row, column)));
        return new Line(row.string("id"), cells);
    }

    private static @Nullable Object cell(Row row, String column) {
        if (column.equals("lot_tracked")) {
            return String.valueOf(row.flag(column));
        }
        return NUMBERS.contains(column) ? (Object) row.number(column) : row.string(column);
    }
}

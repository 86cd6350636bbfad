package org.cunlu.catalog.offering;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cunlu.catalog.Assortment;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.Skus;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;

/** Reads SKUs, categories and brands. */
@Singleton
class GoodsTable implements Skus, Assortment {
    /** A statement takes 65,535 arguments at most, and a file of counted stock names more SKUs than that. */
    private static final int CODES_A_STATEMENT = 1_000;

    private final Sql sql;

    GoodsTable(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Map<String, Sku> find(Collection<String> skuCodes) {
        var found = new LinkedHashMap<String, Sku>();
        var sorted = List.copyOf(new TreeSet<>(skuCodes));
        for (int start = 0; start < sorted.size(); start += CODES_A_STATEMENT) {
            var some = sorted.subList(start, Math.min(sorted.size(), start + CODES_A_STATEMENT));
            sql.list(
                            "SELECT code, name, weight_grams, volume_cm3, storage_class, lot_tracked,"
                                    + " weight_tolerance_bps FROM cat_sku"
                                    + " WHERE code IN (" + Sql.marks(some.size()) + ") ORDER BY code",
                            GoodsTable::sku,
                            some.toArray())
                    .forEach(sku -> found.put(sku.code(), sku));
        }
        return found;
    }

    private static Sku sku(Row row) {
        Long tolerance = row.numberOrNull("weight_tolerance_bps");
        return new Sku(
                row.string("code"),
                row.string("name"),
                row.number("weight_grams"),
                row.number("volume_cm3"),
                row.constant("storage_class", StorageClass.class),
                row.flag("lot_tracked"),
                tolerance == null ? null : Integer.valueOf(tolerance.intValue()));
    }

    @Override
    public Map<String, Long> pricesFen(Collection<String> skuCodes) {
        var found = new LinkedHashMap<String, Long>();
        if (skuCodes.isEmpty()) {
            return found;
        }
        var sorted = new TreeSet<>(skuCodes);
        sql.list(
                        "SELECT sku_code, MAX(price_fen) AS fen FROM cat_offer WHERE sku_code IN ("
                                + Sql.marks(sorted.size()) + ") GROUP BY sku_code ORDER BY sku_code",
                        row -> Map.entry(row.string("sku_code"), row.number("fen")),
                        sorted.toArray())
                .forEach(price -> found.put(price.getKey(), price.getValue()));
        return found;
    }

    @Override
    public Map<String, Set<String>> categories(Collection<String> skuCodes) {
        if (skuCodes.isEmpty()) {
            return Map.of();
        }
        return sql
                .list(
                        "SELECT s.code, p.category_code FROM cat_sku s JOIN cat_product p ON p.code = s.product_code"
                                + " WHERE s.code IN (" + Sql.marks(skuCodes.size()) + ")",
                        row -> Map.entry(row.string("code"), row.string("category_code")),
                        skuCodes.toArray())
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
    }

    @Override
    public Optional<String> sellerAt(String skuCode, String nodeCode) {
        return sql.one(
                "SELECT o.seller_code FROM cat_offer_node n JOIN cat_offer o ON o.id = n.offer_id"
                        + " WHERE n.sku_code = ? AND n.node_code = ?",
                row -> row.string("seller_code"),
                skuCode,
                nodeCode);
    }

    @Override
    public List<Category> categories() {
        return sql.list(
                "SELECT code, name, parent_code, path FROM cat_category ORDER BY path",
                row -> new Category(
                        row.string("code"), row.string("name"), row.string("parent_code"), row.string("path")));
    }

    @Override
    public List<Brand> brands() {
        return sql.list(
                "SELECT code, name FROM cat_brand ORDER BY code",
                row -> new Brand(row.string("code"), row.string("name")));
    }
}

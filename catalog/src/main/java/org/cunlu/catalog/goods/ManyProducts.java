package org.cunlu.catalog.goods;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.cunlu.catalog.goods.ProductSheet.SkuSheet;
import org.cunlu.kernel.db.Sql;

/** Products of a file: some hundred by as many statements as one. */
@Singleton
class ManyProducts {
    /** Bounds a statement and what is held of a file at a time. */
    static final int MANY = 200;

    private final Sql sql;
    private final ProductTable products;
    private final SheetJson json;

    ManyProducts(Sql sql, ProductTable products, SheetJson json) {
        this.sql = sql;
        this.products = products;
        this.json = json;
    }

    /** @param sheet as it becomes: other than now in type, attributes and description alone */
    record Described(Kept now, ProductSheet sheet) {}

    /** @param codes {@link #MANY} at most @return those that are there, by code, locked until the transaction ends */
    Map<String, Kept> lock(Collection<String> codes) {
        List<String> sorted = new TreeSet<>(codes)
                .stream().filter(code -> code.matches("[A-Z0-9._-]{1,32}")).toList();
        var found = new LinkedHashMap<String, Kept>();
        if (sorted.isEmpty()) {
            return found;
        }
        var skus = new HashMap<String, List<SkuSheet>>();
        String marks = " IN (" + Sql.marks(sorted.size()) + ")";
        // First what is locked, so that its SKUs are read as they stand behind the lock.
        List<String> there = sql.list(
                "SELECT code FROM cat_product WHERE code" + marks + " ORDER BY code FOR UPDATE",
                row -> row.string("code"),
                sorted.toArray());
        if (there.isEmpty()) {
            return found;
        }
        sql.list(
                "SELECT product_code, " + ProductTable.SKU_COLUMNS + " FROM cat_sku WHERE product_code" + marks
                        + " ORDER BY code",
                row -> skus.computeIfAbsent(row.string("product_code"), _ -> new ArrayList<>())
                        .add(products.sku(row)),
                sorted.toArray());
        sql.list(
                        "SELECT " + ProductTable.COLUMNS + " FROM cat_product WHERE code" + marks
                                + " ORDER BY code FOR UPDATE",
                        row -> products.kept(row, skus.getOrDefault(row.string("code"), List.of())),
                        sorted.toArray())
                .forEach(kept -> found.put(kept.code(), kept));
        return found;
    }

    /** Keeps type, attributes and description of products that {@link #lock} has locked. */
    void describe(List<Described> all) {
        for (Described each : all) {
            Kept now = each.now();
            sql.soonExactly(
                    1,
                    "UPDATE cat_product SET type_code = ?, description = ?, attributes = ?, version = version + 1"
                            + " WHERE code = ? AND state = ? AND version = ?",
                    each.sheet().typeCode(),
                    each.sheet().description(),
                    json.text(each.sheet().attributes()),
                    now.code(),
                    now.state(),
                    now.version());
        }
    }
}

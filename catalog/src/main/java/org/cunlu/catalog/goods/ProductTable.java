package org.cunlu.catalog.goods;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.cunlu.catalog.ProductState;
import org.cunlu.catalog.SaleUnit;
import org.cunlu.catalog.StorageClass;
import org.cunlu.catalog.goods.ProductSheet.SkuSheet;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.problem.ProblemException;

/** Products with their SKUs, whole: a sheet is read by two statements and written by two. */
@Singleton
class ProductTable {
    static final String SKU_COLUMNS =
            "code, name, options, attributes, weight_grams, volume_cm3, storage_class, lot_tracked, unit, box_holds,"
                    + " shelf_life_days, quantity_min, quantity_max, quantity_step, weight_tolerance_bps";
    static final String COLUMNS =
            "code, name, category_code, brand_code, type_code, author_shop, description, attributes, options,"
                    + " pictures, state, version";

    private final Sql sql;
    private final SheetJson json;

    ProductTable(Sql sql, SheetJson json) {
        this.sql = sql;
        this.json = json;
    }

    boolean knowsCategory(String code) {
        return known("cat_category", code);
    }

    boolean knowsBrand(String code) {
        return known("cat_brand", code);
    }

    private boolean known(String table, String code) {
        return code.matches("[A-Z0-9._-]{1,32}")
                && sql.one("SELECT code FROM " + table + " WHERE code = ?", row -> row.string("code"), code)
                        .isPresent();
    }

    Optional<Kept> find(String code) {
        if (!code.matches("[A-Z0-9._-]{1,32}")) {
            return Optional.empty();
        }
        List<SkuSheet> skus = sql.list(
                "SELECT " + SKU_COLUMNS + " FROM cat_sku WHERE product_code = ? ORDER BY code", this::sku, code);
        return sql.one("SELECT " + COLUMNS + " FROM cat_product WHERE code = ?", row -> kept(row, skus), code);
    }

    /** @return whether one of the shops offers a SKU of it */
    boolean offeredBy(String productCode, Collection<String> shops) {
        var arguments = new ArrayList<Object>(shops);
        arguments.addFirst(productCode);
        return !shops.isEmpty()
                && sql.one(
                                "SELECT 1 AS yes FROM cat_sku s JOIN cat_offer o ON o.sku_code = s.code WHERE s.product_code = ?"
                                        + " AND o.seller_code IN (" + Sql.marks(shops.size()) + ") LIMIT 1",
                                row -> row.integer("yes"),
                                arguments.toArray())
                        .isPresent();
    }

    /** One line of a list. */
    record Line(String code, String name, @Nullable String authorShop, ProductState state, long version) {}

    /** @param shops whose; null for everybody's @param state null for any */
    List<Line> list(@Nullable List<String> shops, @Nullable ProductState state, @Nullable String after, int count) {
        var arguments = new ArrayList<Object>();
        var where = new StringBuilder("WHERE code > ?");
        arguments.add(after == null ? "" : after);
        if (shops != null) {
            where.append(" AND author_shop IN (")
                    .append(Sql.marks(shops.size()))
                    .append(")");
            arguments.addAll(shops);
        }
        if (state != null) {
            where.append(" AND state = ?");
            arguments.add(state);
        }
        arguments.add(count);
        return sql.list(
                "SELECT code, name, author_shop, state, version FROM cat_product " + where + " ORDER BY code LIMIT ?",
                row -> new Line(
                        row.string("code"),
                        row.string("name"),
                        row.string("author_shop"),
                        row.constant("state", ProductState.class),
                        row.number("version")),
                arguments.toArray());
    }

    /** @throws ProblemException {@code product-code-taken}, {@code sku-code-taken} */
    void insert(Kept kept) {
        ProductSheet sheet = kept.sheet();
        try {
            sql.insertMany(
                    "INSERT INTO cat_product (code, name, category_code, brand_code, type_code, author_shop, description,"
                            + " attributes, options, pictures, state, version)",
                    List.<Object[]>of(new Object[] {
                        kept.code(),
                        sheet.name(),
                        sheet.categoryCode(),
                        sheet.brandCode(),
                        sheet.typeCode(),
                        kept.authorShop(),
                        sheet.description(),
                        json.text(sheet.attributes()),
                        json.text(sheet.options()),
                        json.text(sheet.pictures()),
                        kept.state(),
                        kept.version()
                    }));
        } catch (SqlFailure e) {
            throw e.duplicate() ? taken("product-code-taken", "商品编码已被使用 · The product's code is taken") : e;
        }
        insertSkus(kept.code(), sheet.skus());
    }

    /** @return false when the product is no longer as it was, and then nothing was changed */
    boolean rewrite(Kept from, ProductSheet sheet) {
        boolean changed = sql.change(
                        "UPDATE cat_product SET name = ?, category_code = ?, brand_code = ?, type_code = ?, description = ?,"
                                + " attributes = ?, options = ?, pictures = ?, version = version + 1"
                                + " WHERE code = ? AND state = ? AND version = ?",
                        sheet.name(),
                        sheet.categoryCode(),
                        sheet.brandCode(),
                        sheet.typeCode(),
                        sheet.description(),
                        json.text(sheet.attributes()),
                        json.text(sheet.options()),
                        json.text(sheet.pictures()),
                        from.code(),
                        from.state(),
                        from.version())
                == 1;
        if (changed) {
            List<String> known =
                    from.sheet().skus().stream().map(SkuSheet::code).toList();
            insertSkus(
                    from.code(),
                    sheet.skus().stream()
                            .filter(sku -> !known.contains(sku.code()))
                            .toList());
            sheet.skus().stream()
                    .filter(sku -> known.contains(sku.code()))
                    .filter(sku -> !from.sheet().skus().contains(sku))
                    .forEach(this::update);
        }
        return changed;
    }

    /** Just made by a shop's file. */
    void submitted(String shop, Collection<String> codes) {
        var arguments = new ArrayList<Object>(codes);
        arguments.addFirst(shop);
        sql.change(
                "UPDATE cat_product SET author_shop = ?, state = 'IN_REVIEW' WHERE code IN (" + Sql.marks(codes.size())
                        + ")",
                arguments.toArray());
    }

    /** @return false when the product is no longer as it was */
    boolean step(Kept from, ProductState to) {
        return sql.change(
                        "UPDATE cat_product SET state = ?, version = version + 1 WHERE code = ? AND state = ? AND version = ?",
                        to,
                        from.code(),
                        from.state(),
                        from.version())
                == 1;
    }

    private void insertSkus(String productCode, List<SkuSheet> skus) {
        try {
            sql.insertMany(
                    "INSERT INTO cat_sku (code, product_code, lot_tracked, name, options, attributes, weight_grams,"
                            + " volume_cm3, storage_class, unit, box_holds, shelf_life_days, quantity_min, quantity_max,"
                            + " quantity_step, weight_tolerance_bps)",
                    skus.stream()
                            .map(sku -> {
                                var row = new ArrayList<>(List.<Object>of(sku.code(), productCode, sku.lotTracked()));
                                row.addAll(said(sku));
                                return row.toArray();
                            })
                            .toList());
        } catch (SqlFailure e) {
            throw e.duplicate() ? taken("sku-code-taken", "SKU 编码已被使用 · A SKU's code is taken") : e;
        }
    }

    private void update(SkuSheet sku) {
        var arguments = said(sku);
        arguments.add(sku.code());
        sql.change(
                "UPDATE cat_sku SET name = ?, options = ?, attributes = ?, weight_grams = ?, volume_cm3 = ?, storage_class = ?,"
                        + " unit = ?, box_holds = ?, shelf_life_days = ?, quantity_min = ?, quantity_max = ?,"
                        + " quantity_step = ?, weight_tolerance_bps = ? WHERE code = ?",
                arguments.toArray());
    }

    private List<Object> said(SkuSheet sku) {
        var said = new ArrayList<Object>();
        said.add(sku.name());
        said.add(json.text(sku.options()));
        said.add(json.text(sku.attributes()));
        said.add(sku.weightGrams());
        said.add(sku.volumeCm3());
        said.add(sku.storageClass());
        said.add(sku.unit());
        said.add(sku.boxHolds());
        said.add(sku.shelfLifeDays());
        said.add(sku.quantityMin());
        said.add(sku.quantityMax());
        said.add(sku.quantityStep());
        said.add(sku.toleranceBps());
        return said;
    }

    Kept kept(Row row, List<SkuSheet> skus) {
        var sheet = new ProductSheet(
                row.string("name"),
                row.string("type_code"),
                row.string("category_code"),
                row.string("brand_code"),
                row.string("description"),
                json.values(row.string("attributes")),
                json.words(row.string("options")),
                json.words(row.string("pictures")),
                skus);
        return new Kept(
                row.string("code"),
                row.string("author_shop"),
                row.constant("state", ProductState.class),
                row.number("version"),
                sheet);
    }

    SkuSheet sku(Row row) {
        Long box = row.numberOrNull("box_holds");
        Long life = row.numberOrNull("shelf_life_days");
        Long tolerance = row.numberOrNull("weight_tolerance_bps");
        return new SkuSheet(
                row.string("code"),
                row.string("name"),
                json.words(row.string("options")),
                json.values(row.string("attributes")),
                row.number("weight_grams"),
                row.number("volume_cm3"),
                row.constant("storage_class", StorageClass.class),
                row.flag("lot_tracked"),
                row.constant("unit", SaleUnit.class),
                box == null ? null : Integer.valueOf(box.intValue()),
                life == null ? null : Integer.valueOf(life.intValue()),
                row.integer("quantity_min"),
                row.integer("quantity_max"),
                row.integer("quantity_step"),
                tolerance == null ? null : Integer.valueOf(tolerance.intValue()));
    }

    private static ProblemException taken(String code, String title) {
        return ProblemException.of(409, code, title, "请换一个编码 · Take another code");
    }
}

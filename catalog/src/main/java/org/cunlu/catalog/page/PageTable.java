package org.cunlu.catalog.page;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.catalog.KeptLists;
import org.cunlu.catalog.Measure;
import org.cunlu.catalog.ProductState;
import org.cunlu.catalog.SaleUnit;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;

/** Reads what a page says of the product itself and its SKUs, by one statement. */
@Singleton
class PageTable {
    private final Sql sql;
    private final KeptLists kept;

    PageTable(Sql sql, KeptLists kept) {
        this.sql = sql;
        this.kept = kept;
    }

    /** @param typeCode null for none @param skus by code */
    record Told(
            String name,
            String category,
            String categoryName,
            @Nullable String brandCode,
            @Nullable String brandName,
            @Nullable String typeCode,
            @Nullable String description,
            Map<String, String> attributes,
            List<String> options,
            List<String> pictures,
            ProductState state,
            long version,
            List<Piece> skus) {
        private Told with(Told more) {
            var all = new ArrayList<>(skus);
            all.addAll(more.skus());
            return new Told(
                    name,
                    category,
                    categoryName,
                    brandCode,
                    brandName,
                    typeCode,
                    description,
                    attributes,
                    options,
                    pictures,
                    state,
                    version,
                    all);
        }
    }

    record Piece(
            String code,
            String name,
            List<String> options,
            Map<String, String> attributes,
            long weightGrams,
            long volumeCm3,
            StorageClass storageClass,
            Measure measure,
            @Nullable Integer shelfLifeDays) {}

    Optional<Told> find(String code) {
        return sql.list("""
                        SELECT p.name, p.category_code, c.name AS category_name, p.brand_code, b.name AS brand_name, p.type_code,
                               p.description, p.attributes, p.options, p.pictures, p.state, p.version,
                               s.code AS sku_code, s.name AS sku_name, s.options AS sku_options,
                               s.attributes AS sku_attributes, s.weight_grams, s.volume_cm3, s.storage_class, s.unit,
                               s.box_holds, s.shelf_life_days
                        FROM cat_product p
                        LEFT JOIN cat_category c ON c.code = p.category_code
                        LEFT JOIN cat_brand b ON b.code = p.brand_code
                        LEFT JOIN cat_sku s ON s.product_code = p.code
                        WHERE p.code = ? ORDER BY s.code""", this::told, code).stream().reduce(Told::with);
    }

    private Told told(Row row) {
        return new Told(
                row.string("name"),
                row.string("category_code"),
                Optional.ofNullable(row.string("category_name")).orElse(""),
                row.string("brand_code"),
                row.string("brand_name"),
                row.string("type_code"),
                row.string("description"),
                kept.values(row.string("attributes")),
                kept.words(row.string("options")),
                kept.words(row.string("pictures")),
                row.constant("state", ProductState.class),
                row.number("version"),
                row.string("sku_code") == null ? List.of() : List.of(piece(row)));
    }

    private Piece piece(Row row) {
        return new Piece(
                row.string("sku_code"),
                row.string("sku_name"),
                kept.words(row.string("sku_options")),
                kept.values(row.string("sku_attributes")),
                row.number("weight_grams"),
                row.number("volume_cm3"),
                row.constant("storage_class", StorageClass.class),
                new Measure(row.constant("unit", SaleUnit.class), whole(row.numberOrNull("box_holds"))),
                whole(row.numberOrNull("shelf_life_days")));
    }

    private static @Nullable Integer whole(@Nullable Long number) {
        return number == null ? null : Integer.valueOf(number.intValue());
    }
}

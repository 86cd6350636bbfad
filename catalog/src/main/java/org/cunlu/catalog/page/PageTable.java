package org.cunlu.catalog.page;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.catalog.Direction;
import org.cunlu.catalog.Measure;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.ProductPage.OfferCard;
import org.cunlu.catalog.ProductState;
import org.cunlu.catalog.Quantities;
import org.cunlu.catalog.SaleUnit;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;

/** Reads what a page says of the product itself: one statement for the product, one for its SKUs and their offers. */
@Singleton
class PageTable {
    private static final Argument<Map<String, String>> VALUES = Argument.mapOf(String.class, String.class);
    private static final Argument<List<String>> WORDS = Argument.listOf(String.class);

    private final Sql sql;
    private final ObjectMapper json;

    PageTable(Sql sql, ObjectMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /** @param typeCode null for none */
    record Head(
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
            long version) {}

    record Body(
            String code,
            String name,
            List<String> options,
            Map<String, String> attributes,
            long weightGrams,
            long volumeCm3,
            StorageClass storageClass,
            Measure measure,
            @Nullable Integer shelfLifeDays,
            List<OfferCard> offers) {
        Body with(Body more) {
            var all = new ArrayList<>(offers);
            all.addAll(more.offers());
            return new Body(
                    code, name, options, attributes, weightGrams, volumeCm3, storageClass, measure, shelfLifeDays, all);
        }
    }

    Optional<Head> head(String code) {
        return sql.one(
                "SELECT p.name, p.category_code, c.name AS category_name, p.brand_code, b.name AS brand_name, p.type_code,"
                        + " p.description, p.attributes, p.options, p.pictures, p.state, p.version FROM cat_product p"
                        + " LEFT JOIN cat_category c ON c.code = p.category_code"
                        + " LEFT JOIN cat_brand b ON b.code = p.brand_code WHERE p.code = ?",
                row -> new Head(
                        row.string("name"),
                        row.string("category_code"),
                        Optional.ofNullable(row.string("category_name")).orElse(""),
                        row.string("brand_code"),
                        row.string("brand_name"),
                        row.string("type_code"),
                        row.string("description"),
                        read(row.string("attributes"), VALUES).orElse(Map.of()),
                        read(row.string("options"), WORDS).orElse(List.of()),
                        read(row.string("pictures"), WORDS).orElse(List.of()),
                        row.constant("state", ProductState.class),
                        row.number("version")),
                code);
    }

    /** @return each SKU with the offers of it that are published and whose sellers are not suspended */
    List<Body> bodies(String productCode) {
        var found = new LinkedHashMap<String, Body>();
        sql.list("""
                        SELECT s.code, s.name, s.options, s.attributes, s.weight_grams, s.volume_cm3, s.storage_class, s.unit, s.box_holds,
                               s.shelf_life_days, s.quantity_min AS sku_min, s.quantity_max AS sku_max, s.quantity_step,
                               o.id, o.seller_code, e.name AS seller_name, o.direction, o.price_fen, o.quantity_min, o.quantity_max,
                               o.lead_days, o.delivers_to, o.delivers_outside, o.version
                        FROM cat_sku s
                        LEFT JOIN (cat_offer o JOIN cat_seller e ON e.code = o.seller_code AND NOT e.suspended)
                            ON o.sku_code = s.code AND o.status = 'PUBLISHED'
                        WHERE s.product_code = ? ORDER BY s.code, o.id""", this::body, productCode).forEach(body -> found.merge(body.code(), body, Body::with));
        return List.copyOf(found.values());
    }

    private Body body(Row row) {
        return new Body(
                row.string("code"),
                row.string("name"),
                read(row.string("options"), WORDS).orElse(List.of()),
                read(row.string("attributes"), VALUES).orElse(Map.of()),
                row.number("weight_grams"),
                row.number("volume_cm3"),
                row.constant("storage_class", StorageClass.class),
                new Measure(row.constant("unit", SaleUnit.class), whole(row.numberOrNull("box_holds"))),
                whole(row.numberOrNull("shelf_life_days")),
                row.string("id") == null ? List.of() : List.of(offer(row)));
    }

    private static OfferCard offer(Row row) {
        var quantities = Quantities.both(
                row.integer("quantity_min"),
                row.integer("quantity_max"),
                row.integer("sku_min"),
                row.integer("sku_max"),
                row.integer("quantity_step"));
        return new OfferCard(
                row.string("id"),
                row.string("seller_code"),
                row.string("seller_name"),
                row.constant("direction", Direction.class),
                row.number("price_fen"),
                quantities.min(),
                quantities.max(),
                quantities.step(),
                Offer.Delivery.of(row.integer("lead_days"), row.string("delivers_to"), row.flag("delivers_outside")),
                row.number("version"));
    }

    private static @Nullable Integer whole(@Nullable Long number) {
        return number == null ? null : Integer.valueOf(number.intValue());
    }

    private <T> Optional<T> read(@Nullable String text, Argument<T> type) {
        try {
            return text == null ? Optional.empty() : Optional.of(json.readValue(text, type));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

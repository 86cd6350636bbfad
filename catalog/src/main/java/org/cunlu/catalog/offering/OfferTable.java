package org.cunlu.catalog.offering;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.cunlu.catalog.Direction;
import org.cunlu.catalog.Measure;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.catalog.Quantities;
import org.cunlu.catalog.SaleUnit;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.time.CountyTime;

/** Offers with all that is said of them, each list by one statement. */
@Singleton
class OfferTable {
    private static final String ON_SALE = "o.status = 'PUBLISHED' AND p.state = 'PUBLISHED' AND NOT e.suspended AND "
            + Rights.SELLABLE + " AND " + Controlled.SELLABLE;

    /** The rows of one offer, one a source node, follow each other. */
    private static final String DETAILS =
            """
            SELECT o.id, o.direction, o.price_fen, o.quantity_min, o.quantity_max, o.version,
                   o.lead_days, o.delivers_to, o.delivers_outside, (%s) AS on_sale,
                   s.quantity_min AS sku_min, s.quantity_max AS sku_max, s.quantity_step, s.unit, s.box_holds,
                   s.code AS sku_code, s.name AS sku_name, s.weight_grams, s.volume_cm3, s.storage_class, s.lot_tracked,
                   s.weight_tolerance_bps,
                   p.code AS product_code, p.name AS product_name, p.category_code,
                   b.code AS brand_code, b.name AS brand_name,
                   e.code AS seller_code, e.name AS seller_name,
                   n.node_code, %s, %s
            FROM cat_offer o
            %s
            JOIN cat_sku s ON s.code = o.sku_code
            JOIN cat_product p ON p.code = s.product_code
            JOIN cat_seller e ON e.code = o.seller_code
            LEFT JOIN cat_brand b ON b.code = p.brand_code
            LEFT JOIN cat_offer_node n ON n.offer_id = o.id
            %s
            %s
            """.formatted(ON_SALE, Rights.COLUMNS, Controlled.COLUMNS, Controlled.TODAY, Rights.JOIN, Controlled.JOIN);

    private static final String IN_ORDER = " ORDER BY o.id, n.node_code";

    private final Sql sql;
    private final Clock clock;

    OfferTable(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    List<Offer> byId(Collection<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var sorted = new TreeSet<>(ids);
        return details(" WHERE o.id IN (" + Sql.marks(sorted.size()) + ")" + IN_ORDER, sorted.toArray());
    }

    List<Offer> all(@Nullable String afterId, int count) {
        return details(
                "JOIN (SELECT id FROM cat_offer WHERE id > ? ORDER BY id LIMIT ?) page ON page.id = o.id" + IN_ORDER,
                afterId == null ? "" : afterId,
                count);
    }

    /**
     * Ids of what its seller and the county have published, in their order. Read along the ids, so that a page costs what it holds and
     * not what the county offers; whether it is by right on sale today is asked of those alone.
     */
    List<String> published(Offers.Filter filter, List<String> words, @Nullable String afterId, int count) {
        var arguments = new ArrayList<Object>();
        var page = new StringBuilder("""
                SELECT STRAIGHT_JOIN o.id FROM cat_offer o FORCE INDEX (PRIMARY)
                JOIN cat_sku s ON s.code = o.sku_code
                JOIN cat_product p ON p.code = s.product_code
                JOIN cat_seller e ON e.code = o.seller_code
                LEFT JOIN cat_brand b ON b.code = p.brand_code
                WHERE o.status = 'PUBLISHED' AND p.state = 'PUBLISHED' AND NOT e.suspended""");
        narrow(page, arguments, "o.id > ?", afterId);
        narrow(page, arguments, "p.category_code = ?", filter.category());
        narrow(page, arguments, "p.brand_code = ?", filter.brandCode());
        narrow(page, arguments, "o.direction = ?", filter.direction());
        for (String word : words) {
            narrow(
                    page,
                    arguments,
                    "CONCAT_WS(' ', p.name, s.name, b.name, e.name) LIKE ? ESCAPE '!'",
                    "%" + word.replaceAll("[!%_]", "!$0") + "%");
        }
        page.append(" ORDER BY o.id LIMIT ?");
        arguments.add(count);
        return sql.list(page.toString(), row -> row.string("id"), arguments.toArray());
    }

    List<Offer> ofSkus(Collection<String> skuCodes) {
        if (skuCodes.isEmpty()) {
            return List.of();
        }
        var sorted = new TreeSet<>(skuCodes);
        return details(
                "WHERE o.sku_code IN (" + Sql.marks(sorted.size()) + ") AND " + ON_SALE + IN_ORDER, sorted.toArray());
    }

    List<Offer> ofProduct(String productCode) {
        return details("WHERE p.code = ? AND " + ON_SALE + IN_ORDER, productCode);
    }

    private static void narrow(StringBuilder page, List<Object> arguments, String condition, @Nullable Object value) {
        if (value != null) {
            page.append(" AND ").append(condition);
            arguments.add(value);
        }
    }

    private List<Offer> details(String rest, Object... arguments) {
        // Rows of one offer differ only in their node, so the node joins the offer that is there.
        Map<String, Offer> offers = new LinkedHashMap<>();
        var all = new ArrayList<Object>(today());
        all.addAll(Arrays.asList(arguments));
        sql.list(DETAILS + rest, OfferTable::offer, all.toArray())
                .forEach(offer -> offers.merge(offer.id(), offer, OfferTable::withNodesOf));
        return List.copyOf(offers.values());
    }

    /** What {@link Controlled#TODAY} and {@link Rights#JOIN} ask for. */
    private List<LocalDate> today() {
        LocalDate date = CountyTime.date(clock.instant());
        return List.of(date, date, date);
    }

    private static Offer offer(Row row) {
        String node = row.string("node_code");
        var quantities = Quantities.both(
                row.integer("quantity_min"),
                row.integer("quantity_max"),
                row.integer("sku_min"),
                row.integer("sku_max"),
                row.integer("quantity_step"));
        Long box = row.numberOrNull("box_holds");
        Long tolerance = row.numberOrNull("weight_tolerance_bps");
        return new Offer(
                row.string("id"),
                new Sku(
                        row.string("sku_code"),
                        row.string("sku_name"),
                        row.number("weight_grams"),
                        row.number("volume_cm3"),
                        row.constant("storage_class", StorageClass.class),
                        row.flag("lot_tracked"),
                        tolerance == null ? null : Integer.valueOf(tolerance.intValue())),
                row.string("product_code"),
                row.string("product_name"),
                row.string("seller_code"),
                row.string("seller_name"),
                row.string("brand_code"),
                row.string("brand_name"),
                row.string("category_code"),
                row.constant("direction", Direction.class),
                row.number("price_fen"),
                node == null ? List.of() : List.of(node),
                row.flag("on_sale"),
                quantities.min(),
                quantities.max(),
                row.number("version"),
                quantities.step(),
                new Measure(row.constant("unit", SaleUnit.class), box == null ? null : Integer.valueOf(box.intValue())),
                Offer.Delivery.of(row.integer("lead_days"), row.string("delivers_to"), row.flag("delivers_outside")),
                Rights.of(row, quantities.min()),
                Controlled.of(row));
    }

    private static Offer withNodesOf(Offer offer, Offer other) {
        var nodes = new ArrayList<>(offer.sourceNodes());
        nodes.addAll(other.sourceNodes());
        return new Offer(
                offer.id(),
                offer.sku(),
                offer.productCode(),
                offer.productName(),
                offer.sellerCode(),
                offer.sellerName(),
                offer.brandCode(),
                offer.brandName(),
                offer.category(),
                offer.direction(),
                offer.priceFen(),
                nodes,
                offer.onSale(),
                offer.quantityMin(),
                offer.quantityMax(),
                offer.version(),
                offer.quantityStep(),
                offer.measure(),
                offer.delivery(),
                offer.brandRight(),
                offer.input());
    }
}

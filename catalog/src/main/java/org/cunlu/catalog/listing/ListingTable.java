package org.cunlu.catalog.listing;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.catalog.Listings;
import org.cunlu.kernel.db.Sql;

/** What was listed in one act. */
@Singleton
class ListingTable {
    private final Sql sql;

    ListingTable(Sql sql) {
        this.sql = sql;
    }

    /**
     * Goods that a seller says will come to a node; what came is stock, and this is not.
     * @param quantity pieces, as he says
     */
    @Serdeable
    record Announced(
            String id,
            String shop,
            String shopName,
            String productCode,
            String skuCode,
            String name,
            String node,
            int quantity,
            Instant listedAt) {}

    void insert(String id, Listings.Listed listed, String node, int quantity, String by, Instant now) {
        sql.change(
                "INSERT INTO cat_listing (id, shop, product_code, sku_code, offer_id, node_code, quantity, listed_by,"
                        + " listed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                listed.shop(),
                listed.productCode(),
                listed.skuCode(),
                listed.offerId(),
                node,
                quantity,
                by,
                now);
    }

    /** The newest first. @param nodes not empty @param before an id, or null */
    List<Announced> at(List<String> nodes, String before, int count) {
        var arguments = new ArrayList<Object>(nodes);
        arguments.add(before);
        arguments.add(count);
        return sql.list(
                "SELECT l.id, l.shop, e.name AS shop_name, l.product_code, l.sku_code, s.name, l.node_code, l.quantity,"
                        + " l.listed_at FROM cat_listing l JOIN cat_sku s ON s.code = l.sku_code"
                        + " JOIN cat_seller e ON e.code = l.shop WHERE l.node_code IN (" + Sql.marks(nodes.size())
                        + ") AND l.id < ? ORDER BY l.id DESC LIMIT ?",
                row -> new Announced(
                        row.string("id"),
                        row.string("shop"),
                        row.string("shop_name"),
                        row.string("product_code"),
                        row.string("sku_code"),
                        row.string("name"),
                        row.string("node_code"),
                        row.integer("quantity"),
                        row.instant("listed_at")),
                arguments.toArray());
    }
}

package org.cunlu.catalog.offering;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.catalog.Direction;
import org.cunlu.catalog.Offer.Delivery;
import org.cunlu.catalog.QuickOffers.Last;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;

/** What sellers say of their offers, one at a time. */
@Singleton
class TermsTable {
    private static final String ALL =
            "SELECT id, sku_code, seller_code, direction, price_fen, quantity_min, quantity_max,"
                    + " lead_days, delivers_to, delivers_outside, status, version FROM cat_offer ";

    private static final int IDS_A_STATEMENT = 1_000;

    private final Sql sql;

    TermsTable(Sql sql) {
        this.sql = sql;
    }

    /** What a seller may change of his offer, and the version it must still have. */
    Optional<Terms> find(String id) {
        return sql.one(ALL + "WHERE id = ?", TermsTable::terms, id);
    }

    Optional<Terms> find(String skuCode, String sellerCode) {
        return sql.one(ALL + "WHERE sku_code = ? AND seller_code = ?", TermsTable::terms, skuCode, sellerCode);
    }

    /** @return false when the offer is no longer at that version, and then nothing was changed */
    boolean change(Terms from, Terms to, Instant now) {
        return sql.change(
                        "UPDATE cat_offer SET direction = ?, price_fen = ?, quantity_min = ?, quantity_max = ?, lead_days = ?,"
                                + " delivers_to = ?, delivers_outside = ?, status = ?, version = version + 1, changed_at = ?,"
                                + " recorded_at = UTC_TIMESTAMP(3) WHERE id = ? AND version = ?",
                        to.direction(),
                        to.priceFen(),
                        to.quantityMin(),
                        to.quantityMax(),
                        to.delivery().leadDays(),
                        to.delivery().codes(),
                        to.delivery().outside(),
                        to.status(),
                        now,
                        from.id(),
                        from.version())
                == 1;
    }

    /** Served from one node. @throws org.cunlu.kernel.db.SqlFailure a duplicate when the node or the offer is there already */
    void insert(Terms terms, String nodeCode, Instant now) {
        sql.change(
                "INSERT INTO cat_offer (id, sku_code, seller_code, direction, price_fen, quantity_min, quantity_max, lead_days,"
                        + " delivers_to, delivers_outside, status, version, changed_at, recorded_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3))",
                terms.id(),
                terms.skuCode(),
                terms.sellerCode(),
                terms.direction(),
                terms.priceFen(),
                terms.quantityMin(),
                terms.quantityMax(),
                terms.delivery().leadDays(),
                terms.delivery().codes(),
                terms.delivery().outside(),
                terms.status(),
                terms.version(),
                now);
        sql.change(
                "INSERT INTO cat_offer_node (sku_code, node_code, offer_id) VALUES (?, ?, ?)",
                terms.skuCode(),
                nodeCode,
                terms.id());
    }

    /** @return the seller's home when he may offer this SKU: its product is published, or his own */
    Optional<String> homeFor(String skuCode, String sellerCode) {
        return sql.one(
                "SELECT e.home_node FROM cat_seller e JOIN cat_sku s ON s.code = ? JOIN cat_product p ON p.code = s.product_code"
                        + " WHERE e.code = ? AND (p.state = 'PUBLISHED' OR p.author_shop = e.code)",
                row -> row.string("home_node"),
                skuCode,
                sellerCode);
    }

    /** @return what the shop said of the offer that it made last of goods that are its own or the county's */
    Optional<Last> last(String shop) {
        return sql.one(
                "SELECT s.product_code, o.direction, o.lead_days, o.delivers_to, o.delivers_outside, o.origin_code, o.grade"
                        + " FROM cat_offer o JOIN cat_sku s ON s.code = o.sku_code JOIN cat_product p ON p.code = s.product_code"
                        + " WHERE o.seller_code = ? AND (p.author_shop IS NULL OR p.author_shop = o.seller_code)"
                        + " ORDER BY o.id DESC LIMIT 1",
                row -> new Last(
                        row.string("product_code"),
                        row.constant("direction", Direction.class),
                        Delivery.of(row.integer("lead_days"), row.string("delivers_to"), row.flag("delivers_outside")),
                        row.string("origin_code"),
                        row.string("grade")),
                shop);
    }

    Optional<String> home(String shop) {
        return sql.one("SELECT home_node FROM cat_seller WHERE code = ?", row -> row.string("home_node"), shop);
    }

    /** Locks the offers of products. @return their versions by id */
    Map<String, Long> lockOf(Collection<String> productCodes) {
        var versions = new java.util.TreeMap<String, Long>();
        sql.list(
                        "SELECT o.id, o.version FROM cat_sku s JOIN cat_offer o ON o.sku_code = s.code"
                                + " WHERE s.product_code IN (" + Sql.marks(productCodes.size())
                                + ") ORDER BY o.id FOR UPDATE",
                        row -> Map.entry(row.string("id"), row.number("version")),
                        productCodes.toArray())
                .forEach(each -> versions.put(each.getKey(), each.getValue()));
        return versions;
    }

    /** The same for the offers of a seller. */
    Map<String, Long> lockOfSeller(String sellerCode) {
        var versions = new java.util.TreeMap<String, Long>();
        sql.list(
                        "SELECT id, version FROM cat_offer WHERE seller_code = ? ORDER BY id FOR UPDATE",
                        row -> Map.entry(row.string("id"), row.number("version")),
                        sellerCode)
                .forEach(each -> versions.put(each.getKey(), each.getValue()));
        return versions;
    }

    void raise(List<String> ids, Instant now) {
        for (int start = 0; start < ids.size(); start += IDS_A_STATEMENT) {
            var some = ids.subList(start, Math.min(ids.size(), start + IDS_A_STATEMENT));
            var arguments = new ArrayList<Object>(some);
            arguments.addFirst(now);
            sql.change(
                    "UPDATE cat_offer SET version = version + 1, changed_at = ?, recorded_at = UTC_TIMESTAMP(3)"
                            + " WHERE id IN (" + Sql.marks(some.size()) + ")",
                    arguments.toArray());
        }
    }

    private static Terms terms(Row row) {
        return new Terms(
                row.string("id"),
                row.string("sku_code"),
                row.string("seller_code"),
                row.constant("direction", Direction.class),
                row.number("price_fen"),
                row.integer("quantity_min"),
                row.integer("quantity_max"),
                Delivery.of(row.integer("lead_days"), row.string("delivers_to"), row.flag("delivers_outside")),
                row.constant("status", Terms.Status.class),
                row.number("version"));
    }
}

package org.cunlu.catalog.offering;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.catalog.ProductState;
import org.cunlu.catalog.ShopOffers;
import org.cunlu.kernel.db.Sql;

/** What a shop's people look through: their offers with how the products stand. */
@Singleton
class OwnOfferTable {
    private static final String SELECT = "SELECT o.id, o.status, p.state,"
            + " JSON_UNQUOTE(JSON_EXTRACT(p.pictures, '$[0]')) AS picture,"
            + " (SELECT t.reason FROM cat_product_step t WHERE t.product_code = p.code ORDER BY t.version DESC LIMIT 1) AS reason"
            + " FROM cat_offer o JOIN cat_sku s ON s.code = o.sku_code JOIN cat_product p ON p.code = s.product_code";

    private final Sql sql;

    OwnOfferTable(Sql sql) {
        this.sql = sql;
    }

    /** @param reason of the product's last step; null unless somebody gave one */
    record Row(
            String offerId,
            Terms.Status status,
            ProductState product,
            @Nullable String picture,
            @Nullable String reason) {}

    /** The newest first. @param shops not empty @param words null for all @param before an id */
    List<Row> of(List<String> shops, ShopOffers.Part part, @Nullable String words, String before, int count) {
        var arguments = new ArrayList<Object>(shops);
        var where = new StringBuilder(" WHERE o.seller_code IN (" + Sql.marks(shops.size()) + ")")
                .append(
                        switch (part) {
                            case ALL -> "";
                            case ON_SALE -> " AND o.status = 'PUBLISHED' AND p.state = 'PUBLISHED'";
                            case IN_REVIEW -> " AND p.state = 'IN_REVIEW'";
                            case OFF_SALE -> " AND (o.status = 'WITHDRAWN' OR p.state IN ('DRAFT', 'WITHDRAWN'))";
                        });
        if (words != null) {
            where.append(" AND LOCATE(?, p.name) > 0");
            arguments.add(words);
        }
        arguments.add(before);
        arguments.add(count);
        return sql.list(
                SELECT + where + " AND o.id < ? ORDER BY o.id DESC LIMIT ?", OwnOfferTable::row, arguments.toArray());
    }

    List<Row> one(List<String> shops, String offerId) {
        var arguments = new ArrayList<Object>(shops);
        arguments.add(offerId);
        return sql.list(
                SELECT + " WHERE o.seller_code IN (" + Sql.marks(shops.size()) + ") AND o.id = ?",
                OwnOfferTable::row,
                arguments.toArray());
    }

    private static Row row(org.cunlu.kernel.db.Row row) {
        return new Row(
                row.string("id"),
                row.constant("status", Terms.Status.class),
                row.constant("state", ProductState.class),
                row.string("picture"),
                row.string("reason"));
    }
}

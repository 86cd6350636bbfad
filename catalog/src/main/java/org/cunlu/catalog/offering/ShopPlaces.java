package org.cunlu.catalog.offering;

import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.accounts.ScopePlaces;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;

/**
 * Tells accounts at which nodes shops and brands lie. A shop lies at its seller's home. A brand lies at the homes of all who
 * sell its products, and nowhere as long as nobody does.
 */
@Singleton
class ShopPlaces implements ScopePlaces {
    private final Sql sql;

    ShopPlaces(Sql sql) {
        this.sql = sql;
    }

    @Override
    public boolean knows(Scope.Kind kind) {
        return kind == Scope.Kind.SHOP || kind == Scope.Kind.BRAND;
    }

    @Override
    public List<String> nodes(Scope scope) {
        String statement = scope.kind() == Scope.Kind.SHOP
                ? "SELECT home_node FROM cat_seller WHERE code = ?"
                : "SELECT DISTINCT s.home_node FROM cat_product p JOIN cat_sku k ON k.product_code = p.code"
                        + " JOIN cat_offer o ON o.sku_code = k.code JOIN cat_seller s ON s.code = o.seller_code"
                        + " WHERE p.brand_code = ? ORDER BY s.home_node";
        return sql.list(statement, row -> row.string("home_node"), scope.value());
    }
}

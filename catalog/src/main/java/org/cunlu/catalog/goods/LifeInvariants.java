package org.cunlu.catalog.goods;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must be true of products' lives. What the county's files brought has no steps. */
@Factory
class LifeInvariants {
    @Singleton
    @Named("product-life")
    Invariant productLife() {
        return new SqlInvariant(
                "a product is where its last step left it",
                "SELECT COUNT(*) FROM cat_product",
                "SELECT CONCAT('product ', p.code) FROM cat_product p"
                        + " JOIN (SELECT product_code, MAX(version) AS newest FROM cat_product_step GROUP BY product_code) n"
                        + " ON n.product_code = p.code"
                        + " JOIN cat_product_step s ON s.product_code = p.code AND s.version = n.newest"
                        + " WHERE s.to_state <> p.state OR s.version > p.version");
    }
}

package org.cunlu.catalog.inputs;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.cunlu.catalog.InputKind;
import org.cunlu.catalog.ProductState;
import org.cunlu.catalog.Toxicity;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;

/** Rows of registrations. */
@Singleton
class RegistrationTable {
    private static final String SELECT = "SELECT product_code, kind, registration_no, toxicity, restricted,"
            + " active_ingredient, valid_from, valid_until, withdrawn, version FROM cat_input ";

    private final Sql sql;

    RegistrationTable(Sql sql) {
        this.sql = sql;
    }

    /**
     * A product as the rules of inputs see it.
     * @param kind of its category; null when it is no farm input
     * @param typeKind of its type, if that is one of an input
     */
    record Product(
            String code,
            @Nullable String authorShop,
            ProductState state,
            @Nullable InputKind kind,
            @Nullable InputKind typeKind) {}

    /** @return the product, locked: whoever publishes it waits */
    Optional<Product> lockProduct(String code) {
        return sql.one("""
                        SELECT p.code, p.author_shop, p.state,
                            (SELECT MIN(k.kind) FROM cat_category c
                             JOIN cat_input_category k ON c.path LIKE CONCAT('%/', k.category_code, '/%')
                             WHERE c.code = p.category_code) AS kind,
                            (SELECT t.kind FROM cat_input_category t WHERE t.category_code = p.type_code) AS type_kind
                        FROM cat_product p WHERE p.code = ? FOR UPDATE""", RegistrationTable::product, code);
    }

    Optional<Registration> find(String productCode) {
        return sql.one(SELECT + "WHERE product_code = ?", RegistrationTable::registration, productCode);
    }

    /** @return by the product's code */
    List<Registration> after(String productCode, int count) {
        return sql.list(
                SELECT + "WHERE product_code > ? ORDER BY product_code LIMIT ?",
                RegistrationTable::registration,
                productCode,
                count);
    }

    /** @return whether each SKU of it is hazardous goods */
    boolean hazardous(String productCode) {
        return sql.one(
                        "SELECT 1 AS found FROM cat_sku WHERE product_code = ? AND storage_class <> 'HAZARDOUS' LIMIT 1",
                        row -> row.integer("found"),
                        productCode)
                .isEmpty();
    }

    /** @return whether a shop offers it */
    boolean offeredBy(String productCode, List<String> shops) {
        if (shops.isEmpty()) {
            return false;
        }
        var arguments = new java.util.ArrayList<Object>(shops);
        arguments.addFirst(productCode);
        return sql.one(
                        "SELECT 1 AS found FROM cat_offer o JOIN cat_sku s ON s.code = o.sku_code WHERE s.product_code = ?"
                                + " AND o.seller_code IN (" + Sql.marks(shops.size()) + ") LIMIT 1",
                        row -> row.integer("found"),
                        arguments.toArray())
                .isPresent();
    }

    void insert(Registration made) {
        sql.change(
                "INSERT INTO cat_input (product_code, kind, registration_no, toxicity, restricted, active_ingredient,"
                        + " valid_from, valid_until, withdrawn, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, FALSE, 1)",
                made.productCode(),
                made.kind(),
                made.registrationNo(),
                made.toxicity(),
                made.restricted(),
                made.activeIngredient(),
                made.validFrom(),
                made.validUntil());
    }

    /** @return false when it was not as it was read */
    boolean change(Registration from, Registration to) {
        return sql.change(
                        "UPDATE cat_input SET kind = ?, registration_no = ?, toxicity = ?, restricted = ?,"
                                + " active_ingredient = ?, valid_from = ?, valid_until = ?, withdrawn = ?, version = version + 1"
                                + " WHERE product_code = ? AND version = ?",
                        to.kind(),
                        to.registrationNo(),
                        to.toxicity(),
                        to.restricted(),
                        to.activeIngredient(),
                        to.validFrom(),
                        to.validUntil(),
                        to.withdrawn(),
                        from.productCode(),
                        from.version())
                == 1;
    }

    private static Product product(Row row) {
        return new Product(
                row.string("code"),
                row.string("author_shop"),
                row.constant("state", ProductState.class),
                row.string("kind") == null ? null : row.constant("kind", InputKind.class),
                row.string("type_kind") == null ? null : row.constant("type_kind", InputKind.class));
    }

    private static Registration registration(Row row) {
        return new Registration(
                row.string("product_code"),
                row.constant("kind", InputKind.class),
                row.string("registration_no"),
                row.string("toxicity") == null ? null : row.constant("toxicity", Toxicity.class),
                row.flag("restricted"),
                row.string("active_ingredient"),
                row.date("valid_from"),
                row.date("valid_until"),
                row.flag("withdrawn"),
                row.integer("version"));
    }
}

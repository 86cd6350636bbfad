package org.cunlu.catalog.brand;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.kernel.db.Sql;

/** What of a brand's row makes it a regional one, its grades, and what of sellers and offers rests on it. */
@Singleton
class BrandTable {
    private static final String SELECT =
            "SELECT code, name, origin_area, owner_name, standard_no, story FROM cat_brand WHERE ";

    private final Sql sql;

    BrandTable(Sql sql) {
        this.sql = sql;
    }

    Optional<Brand> find(String code) {
        return read("code = ?", code).stream().findFirst();
    }

    List<Brand> find(Collection<String> codes) {
        return codes.isEmpty() ? List.of() : read("code IN (" + Sql.marks(codes.size()) + ")", codes.toArray());
    }

    List<Brand> all() {
        return read("TRUE");
    }

    /** Holds the brand: what is said of it and the rights under it change one after the other. */
    Optional<Brand> lock(String code) {
        sql.one("SELECT code FROM cat_brand WHERE code = ? FOR UPDATE", row -> row.string("code"), code);
        return find(code);
    }

    void update(Brand brand, Instant now) {
        sql.change(
                "UPDATE cat_brand SET origin_area = ?, owner_name = ?, standard_no = ?, story = ?,"
                        + " regional_since = COALESCE(regional_since, ?) WHERE code = ?",
                brand.originArea(),
                brand.ownerName(),
                brand.standardNo(),
                brand.story(),
                now,
                brand.brandCode());
        sql.change("DELETE FROM cat_brand_grade WHERE brand_code = ?", brand.brandCode());
        sql.insertMany(
                "INSERT INTO cat_brand_grade (brand_code, code)",
                brand.grades().stream()
                        .map(grade -> new Object[] {brand.brandCode(), grade})
                        .toList());
    }

    boolean sellerExists(String code) {
        return sql.one("SELECT code FROM cat_seller WHERE code = ?", row -> row.string("code"), code)
                .isPresent();
    }

    /** @return ids of the offers of regional brands that these shops have, in id order */
    List<String> offers(Collection<String> sellerCodes, String afterId, int count) {
        if (sellerCodes.isEmpty()) {
            return List.of();
        }
        var arguments = new ArrayList<Object>(sellerCodes);
        arguments.add(afterId);
        arguments.add(count);
        return sql.list(
                "SELECT o.id FROM cat_offer o JOIN cat_sku s ON s.code = o.sku_code JOIN cat_product p ON p.code ="
                        + " s.product_code JOIN cat_brand b ON b.code = p.brand_code WHERE o.seller_code IN ("
                        + Sql.marks(sellerCodes.size())
                        + ") AND b.origin_area IS NOT NULL AND o.id > ? ORDER BY o.id LIMIT ?",
                row -> row.string("id"),
                arguments.toArray());
    }

    private List<Brand> read(String condition, Object... arguments) {
        List<Brand> bare = sql.list(
                SELECT + condition + " ORDER BY code",
                row -> new Brand(
                        row.string("code"),
                        row.string("name"),
                        row.string("origin_area"),
                        row.string("owner_name"),
                        row.string("standard_no"),
                        List.of(),
                        row.string("story")),
                arguments);
        if (bare.isEmpty()) {
            return bare;
        }
        Map<String, List<String>> grades = new HashMap<>();
        sql.list(
                        "SELECT brand_code, code FROM cat_brand_grade WHERE brand_code IN (" + Sql.marks(bare.size())
                                + ")",
                        row -> Map.entry(row.string("brand_code"), row.string("code")),
                        bare.stream().map(Brand::brandCode).toArray())
                .forEach(each -> grades.computeIfAbsent(each.getKey(), code -> new ArrayList<>())
                        .add(each.getValue()));
        return bare.stream()
                .map(each -> new Brand(
                        each.brandCode(),
                        each.name(),
                        each.originArea(),
                        each.ownerName(),
                        each.standardNo(),
                        grades.getOrDefault(each.brandCode(), List.of()),
                        each.story()))
                .toList();
    }
}

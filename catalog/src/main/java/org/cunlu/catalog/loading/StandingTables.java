package org.cunlu.catalog.loading;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import org.cunlu.catalog.Direction;
import org.cunlu.catalog.PesticideCategories;
import org.cunlu.catalog.SellerKind;
import org.cunlu.catalog.StorageClass;
import org.cunlu.catalog.loading.CatalogRow.Key;
import org.cunlu.catalog.loading.CatalogRow.Listing;
import org.cunlu.catalog.loading.CatalogRow.Named;
import org.cunlu.catalog.loading.CatalogRow.Piece;
import org.cunlu.catalog.loading.CatalogRow.Product;
import org.cunlu.catalog.loading.CatalogRow.Seller;
import org.cunlu.catalog.loading.CatalogRow.Status;
import org.cunlu.catalog.loading.Standing.KeptOffer;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;

/** Reads what the database holds of the things that a file speaks of, some thousand codes a statement. */
@Singleton
class StandingTables {
    private static final int CODES_A_STATEMENT = 1_000;

    private final Sql sql;
    private final PesticideCategories pesticides;

    StandingTables(Sql sql, PesticideCategories pesticides) {
        this.sql = sql;
        this.pesticides = pesticides;
    }

    /** Waits until no other file is being loaded, so that what is read below stays so but for the sellers' own acts. */
    void waitForTurn() {
        sql.one("SELECT name FROM cat_guard WHERE name = 'import' FOR UPDATE", row -> row.string("name"));
    }

    Standing of(List<CatalogRow> rows) {
        return new Standing(
                named("cat_category", rows, CatalogRow::category),
                named("cat_brand", rows, CatalogRow::brand),
                byCode(
                        "SELECT code, name, kind, home_node FROM cat_seller WHERE code IN (%s)",
                        codes(rows, row -> row.seller().code()),
                        row -> new Seller(
                                row.string("code"),
                                row.string("name"),
                                row.constant("kind", SellerKind.class),
                                row.string("home_node")),
                        Seller::code),
                byCode(
                        "SELECT code, name, category_code, brand_code FROM cat_product WHERE code IN (%s)",
                        codes(rows, row -> row.product().code()),
                        row -> new Product(
                                row.string("code"),
                                row.string("name"),
                                row.string("category_code"),
                                row.string("brand_code")),
                        Product::code),
                byCode(
                        "SELECT code, product_code, name, weight_grams, volume_cm3, storage_class, lot_tracked"
                                + " FROM cat_sku WHERE code IN (%s)",
                        codes(rows, row -> row.sku().code()), StandingTables::piece, Piece::code),
                pesticides.among(codes(rows, row -> row.category().code())),
                offers(codes(rows, row -> row.sku().code())));
    }

    /** Who wrote a product. @param shop null for the county */
    record Author(String code, @Nullable String shop, boolean published) {}

    /** @return of the products that are there, by code */
    Map<String, Author> authors(List<CatalogRow> rows) {
        return byCode(
                "SELECT code, author_shop, state = 'PUBLISHED' AS published FROM cat_product WHERE code IN (%s)",
                codes(rows, row -> row.product().code()),
                row -> new Author(row.string("code"), row.string("author_shop"), row.flag("published")),
                Author::code);
    }

    private Map<String, Named> named(String table, List<CatalogRow> rows, Function<CatalogRow, Named> thing) {
        return byCode(
                "SELECT code, name FROM " + table + " WHERE code IN (%s)",
                rows.stream()
                        .map(thing)
                        .filter(Objects::nonNull)
                        .map(Named::code)
                        .distinct()
                        .sorted()
                        .toList(),
                row -> new Named(row.string("code"), row.string("name")),
                Named::code);
    }

    private static Piece piece(Row row) {
        return new Piece(
                row.string("code"),
                row.string("product_code"),
                row.string("name"),
                row.number("weight_grams"),
                row.number("volume_cm3"),
                row.constant("storage_class", StorageClass.class),
                row.flag("lot_tracked"));
    }

    private Map<Key, KeptOffer> offers(List<String> skuCodes) {
        Map<String, List<String>> nodes = new HashMap<>();
        chunked(
                        "SELECT offer_id, node_code FROM cat_offer_node WHERE sku_code IN (%s) ORDER BY sku_code, node_code",
                        skuCodes, row -> List.of(row.string("offer_id"), row.string("node_code")))
                .forEach(pair -> nodes.computeIfAbsent(pair.getFirst(), id -> new ArrayList<>())
                        .add(pair.getLast()));
        Map<Key, KeptOffer> offers = new HashMap<>();
        // Locked, so that a seller's own change is either seen here or waits until the file is in.
        chunked(
                        "SELECT id, sku_code, seller_code, direction, price_fen, quantity_min, quantity_max, status, version,"
                                + " origin_code, grade"
                                + " FROM cat_offer WHERE sku_code IN (%s) ORDER BY sku_code, seller_code FOR UPDATE",
                        skuCodes, row -> offer(row, nodes))
                .forEach(offer -> offers.put(offer.listing().key(), offer));
        return offers;
    }

    private static KeptOffer offer(Row row, Map<String, List<String>> nodes) {
        String id = row.string("id");
        return new KeptOffer(
                id,
                row.number("version"),
                new Listing(
                        new Key(row.string("sku_code"), row.string("seller_code")),
                        row.constant("direction", Direction.class),
                        row.number("price_fen"),
                        List.copyOf(nodes.getOrDefault(id, List.of())),
                        row.integer("quantity_min"),
                        row.integer("quantity_max"),
                        row.constant("status", Status.class),
                        row.string("origin_code"),
                        row.string("grade").isEmpty() ? null : row.string("grade")));
    }

    private static List<String> codes(List<CatalogRow> rows, Function<CatalogRow, String> code) {
        return List.copyOf(rows.stream().map(code).collect(java.util.stream.Collectors.toCollection(TreeSet::new)));
    }

    private <T> Map<String, T> byCode(
            String query, List<String> codes, Function<Row, T> thing, Function<T, String> code) {
        Map<String, T> found = new HashMap<>();
        chunked(query, codes, thing).forEach(each -> found.put(code.apply(each), each));
        return found;
    }

    private <T> List<T> chunked(String query, Collection<String> codes, Function<Row, T> thing) {
        var all = List.copyOf(codes);
        var found = new ArrayList<T>();
        for (int start = 0; start < all.size(); start += CODES_A_STATEMENT) {
            List<String> some = all.subList(start, Math.min(all.size(), start + CODES_A_STATEMENT));
            found.addAll(sql.list(query.formatted(Sql.marks(some.size())), thing, some.toArray()));
        }
        return found;
    }
}

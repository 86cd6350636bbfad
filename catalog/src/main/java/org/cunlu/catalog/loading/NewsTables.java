package org.cunlu.catalog.loading;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.cunlu.catalog.loading.News.OfferNews;
import org.cunlu.kernel.db.Sql;

/** Writes what a file brings, a thousand rows a statement and in the order of keys. */
@Singleton
class NewsTables {
    private static final int ROWS_A_STATEMENT = 1_000;

    private final Sql sql;

    NewsTables(Sql sql) {
        this.sql = sql;
    }

    /** @param fresh whether goods are new for certain: then what another wrote under the same code is a duplicate, not an update */
    void keepGoods(News news, boolean fresh) {
        upsert(
                "INSERT INTO cat_category (code, name, path) VALUES ",
                "(?,?,?)",
                "name = VALUES(name)",
                news.categories.values(),
                each -> new Object[] {each.code(), each.name(), "/" + each.code() + "/"});
        upsert(
                "INSERT INTO cat_brand (code, name) VALUES ",
                "(?,?)",
                "name = VALUES(name)",
                news.brands.values(),
                each -> new Object[] {each.code(), each.name()});
        upsert(
                "INSERT INTO cat_seller (code, name, kind, home_node) VALUES ",
                "(?,?,?,?)",
                "name = VALUES(name), kind = VALUES(kind), home_node = VALUES(home_node)",
                news.sellers.values(),
                each -> new Object[] {each.code(), each.name(), each.kind(), each.homeNode()});
        write(
                fresh,
                "INSERT INTO cat_product (code, name, category_code, brand_code) VALUES ",
                "(?,?,?,?)",
                "name = VALUES(name), category_code = VALUES(category_code), brand_code = VALUES(brand_code),"
                        + " version = version + 1",
                news.products.values(),
                each -> new Object[] {each.code(), each.name(), each.categoryCode(), each.brandCode()});
        write(
                fresh,
                "INSERT INTO cat_sku"
                        + " (code, product_code, name, weight_grams, volume_cm3, storage_class, lot_tracked) VALUES ",
                "(?,?,?,?,?,?,?)",
                "name = VALUES(name), weight_grams = VALUES(weight_grams), volume_cm3 = VALUES(volume_cm3),"
                        + " storage_class = VALUES(storage_class)",
                news.skus.values(),
                each -> new Object[] {
                    each.code(),
                    each.productCode(),
                    each.name(),
                    each.weightGrams(),
                    each.volumeCm3(),
                    each.storageClass(),
                    each.lotTracked()
                });
    }

    void keepNodes(List<OfferNews> offers) {
        List<OfferNews> moved = offers.stream().filter(OfferNews::moved).toList();
        chunked(
                moved.stream()
                        .filter(offer -> offer.version() > 1)
                        .map(OfferNews::id)
                        .sorted()
                        .toList(),
                ids -> sql.change(
                        "DELETE FROM cat_offer_node WHERE offer_id IN (" + Sql.marks(ids.size()) + ")", ids.toArray()));
        var rows = new ArrayList<Object[]>();
        for (OfferNews offer : moved) {
            String sku = offer.listing().key().skuCode();
            offer.listing().nodes().forEach(node -> rows.add(new Object[] {sku, node, offer.id()}));
        }
        rows.sort(Comparator.comparing(row -> row[0] + " " + row[1]));
        chunked(rows, some -> sql.insertMany("INSERT INTO cat_offer_node (sku_code, node_code, offer_id)", some));
    }

    void keepOffers(List<OfferNews> offers, Instant now) {
        upsert(
                "INSERT INTO cat_offer (id, sku_code, seller_code, direction, price_fen, quantity_min, quantity_max,"
                        + " status, origin_code, grade, version, changed_at, recorded_at) VALUES ",
                "(?,?,?,?,?,?,?,?,?,?,?,?,UTC_TIMESTAMP(3))",
                "direction = VALUES(direction), price_fen = VALUES(price_fen), quantity_min = VALUES(quantity_min),"
                        + " quantity_max = VALUES(quantity_max), status = VALUES(status), origin_code = VALUES(origin_code),"
                        + " grade = VALUES(grade), version = VALUES(version),"
                        + " changed_at = VALUES(changed_at), recorded_at = VALUES(recorded_at)",
                offers.stream().sorted(Comparator.comparing(OfferNews::id)).toList(),
                each -> new Object[] {
                    each.id(),
                    each.listing().key().skuCode(),
                    each.listing().key().sellerCode(),
                    each.listing().direction(),
                    each.listing().priceFen(),
                    each.listing().quantityMin(),
                    each.listing().quantityMax(),
                    each.listing().status(),
                    each.listing().origin(),
                    each.listing().grade() == null ? "" : each.listing().grade(),
                    each.version(),
                    now
                });
    }

    /**
     * Locks the offers that look different because their product, SKU, seller, brand or category does.
     * @param told offers that are rewritten anyway
     * @return their present versions by id
     */
    TreeMap<String, Long> alsoTouched(News news, Standing standing, Set<String> told) {
        var ids = new ArrayList<String>();
        ids.addAll(offersWhere("o.sku_code", changed(news.skus.keySet(), standing.skus()::containsKey)));
        ids.addAll(offersWhere("s.product_code", changed(news.products.keySet(), standing.products()::containsKey)));
        ids.addAll(offersWhere("p.brand_code", changed(news.brands.keySet(), standing.brands()::containsKey)));
        ids.addAll(
                offersWhere("p.category_code", changed(news.categories.keySet(), standing.categories()::containsKey)));
        ids.addAll(offersWhere("o.seller_code", changed(news.sellers.keySet(), standing.sellers()::containsKey)));
        var touched = new TreeMap<String, Long>();
        chunked(
                ids.stream()
                        .filter(id -> !told.contains(id))
                        .distinct()
                        .sorted()
                        .toList(),
                some -> sql.list(
                                "SELECT id, version FROM cat_offer WHERE id IN (" + Sql.marks(some.size())
                                        + ") ORDER BY id FOR UPDATE",
                                row -> java.util.Map.entry(row.string("id"), row.number("version")),
                                some.toArray())
                        .forEach(entry -> touched.put(entry.getKey(), entry.getValue())));
        return touched;
    }

    void raiseVersions(Collection<String> ids, Instant now) {
        chunked(List.copyOf(ids), some -> {
            var arguments = new ArrayList<Object>();
            arguments.add(now);
            arguments.addAll(some);
            sql.change(
                    "UPDATE cat_offer SET version = version + 1, changed_at = ?, recorded_at = UTC_TIMESTAMP(3)"
                            + " WHERE id IN (" + Sql.marks(some.size()) + ")",
                    arguments.toArray());
        });
    }

    private static List<String> changed(Collection<String> codes, Predicate<String> known) {
        return codes.stream().filter(known).toList();
    }

    private List<String> offersWhere(String column, List<String> codes) {
        var ids = new ArrayList<String>();
        chunked(
                codes,
                some -> ids.addAll(sql.list(
                        "SELECT o.id FROM cat_offer o JOIN cat_sku s ON s.code = o.sku_code"
                                + " JOIN cat_product p ON p.code = s.product_code WHERE " + column + " IN ("
                                + Sql.marks(some.size()) + ")",
                        row -> row.string("id"),
                        some.toArray())));
        return ids;
    }

    private <T> void upsert(String head, String marks, String update, Collection<T> things, Function<T, Object[]> row) {
        write(false, head, marks, update, things, row);
    }

    private <T> void write(
            boolean fresh, String head, String marks, String update, Collection<T> things, Function<T, Object[]> row) {
        chunked(
                things.stream().map(row).toList(),
                rows -> sql.change(
                        head
                                + (marks + ",").repeat(rows.size() - 1)
                                + marks
                                + (fresh ? "" : " ON DUPLICATE KEY UPDATE " + update),
                        rows.stream().flatMap(Arrays::stream).toArray()));
    }

    private static <T> void chunked(List<T> all, java.util.function.Consumer<List<T>> write) {
        for (int start = 0; start < all.size(); start += ROWS_A_STATEMENT) {
            write.accept(all.subList(start, Math.min(all.size(), start + ROWS_A_STATEMENT)));
        }
    }
}

package org.cunlu.catalog.loading;

import io.micronaut.core.annotation.Nullable;
import java.util.HashMap;
import java.util.Map;
import org.cunlu.catalog.loading.CatalogRow.Key;
import org.cunlu.kernel.bulk.CsvRow;

/** Within a file a code means one thing and an offer stands once. The first row that says something is believed. */
final class OneVoice {
    private final Map<String, Said> categories = new HashMap<>();
    private final Map<String, Said> brands = new HashMap<>();
    private final Map<String, Said> sellers = new HashMap<>();
    private final Map<String, Said> products = new HashMap<>();
    private final Map<String, Said> skus = new HashMap<>();
    private final Map<Key, Long> offers = new HashMap<>();

    private record Said(Object value, long line) {}

    /** @return whether the row agrees with those before it; what does not is noted as its fault */
    boolean agrees(CsvRow source, CatalogRow row) {
        Long earlier = offers.get(row.offer().key());
        if (earlier != null) {
            source.fault(
                    null,
                    "offer-twice",
                    "该卖家的该 SKU 已在第 " + earlier + " 行 · This seller's offer of this SKU stands in line " + earlier);
        }
        check(source, "category_code", categories, row.category().code(), row.category());
        if (row.brand() != null) {
            check(source, "brand_code", brands, row.brand().code(), row.brand());
        }
        check(source, "seller_code", sellers, row.seller().code(), row.seller());
        check(source, "product_code", products, row.product().code(), row.product());
        check(source, "sku_code", skus, row.sku().code(), row.sku());
        if (source.bad()) {
            return false;
        }
        believe(row);
        return true;
    }

    private static void check(CsvRow source, String column, Map<String, Said> known, String code, Object value) {
        @Nullable Said said = known.get(code);
        if (said != null && !said.value().equals(value)) {
            source.fault(
                    column,
                    "conflicts-with-line",
                    "与第 " + said.line() + " 行对 " + code + " 的描述不一致 · Line " + said.line() + " describes " + code
                            + " otherwise");
        }
    }

    private void believe(CatalogRow row) {
        long line = row.line();
        offers.put(row.offer().key(), line);
        categories.putIfAbsent(row.category().code(), new Said(row.category(), line));
        if (row.brand() != null) {
            brands.putIfAbsent(row.brand().code(), new Said(row.brand(), line));
        }
        sellers.putIfAbsent(row.seller().code(), new Said(row.seller(), line));
        products.putIfAbsent(row.product().code(), new Said(row.product(), line));
        skus.putIfAbsent(row.sku().code(), new Said(row.sku(), line));
    }
}

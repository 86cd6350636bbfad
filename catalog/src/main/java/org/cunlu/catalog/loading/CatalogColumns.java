package org.cunlu.catalog.loading;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cunlu.catalog.Direction;
import org.cunlu.catalog.SellerKind;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.StorageClass;
import org.cunlu.catalog.loading.CatalogRow.Key;
import org.cunlu.catalog.loading.CatalogRow.Listing;
import org.cunlu.catalog.loading.CatalogRow.Named;
import org.cunlu.catalog.loading.CatalogRow.Piece;
import org.cunlu.catalog.loading.CatalogRow.Product;
import org.cunlu.catalog.loading.CatalogRow.Seller;
import org.cunlu.catalog.loading.CatalogRow.Status;
import org.cunlu.kernel.bulk.CsvRow;

/** The columns of the file and what each may hold. docs/imports.md says the same in words. */
final class CatalogColumns {
    /** In the order of docs/imports.md. */
    static final List<String> REQUIRED = List.of(
            "product_code",
            "product_name",
            "category_code",
            "category_name",
            "brand_code",
            "brand_name",
            "sku_code",
            "sku_name",
            "weight_g",
            "volume_cm3",
            "storage_class",
            "lot_tracked",
            "seller_code",
            "seller_name",
            "seller_kind",
            "seller_node",
            "direction",
            "price_fen",
            "source_nodes",
            "quantity_min",
            "quantity_max",
            "status");

    /** Why a row was refused, in the file of those that were: it may come back with it, and says nothing. */
    static final String REFUSED_BECAUSE = "refused_because";

    static final List<String> OPTIONAL = List.of("origin", "grade");

    /** All that a file may have beside what it must. */
    static final Set<String> WELCOME = Set.of("origin", "grade", REFUSED_BECAUSE);

    private static final int NAME_MAX = 120;
    /** 100,000 yuan: beyond it somebody mistook the unit. */
    private static final long PRICE_FEN_MAX = 10_000_000;

    private static final int NODES_MAX = 64;

    private CatalogColumns() {}

    /** @return what the row says, or empty when something is wrong with it, which is then noted */
    static Optional<CatalogRow> read(CsvRow row) {
        var category = new Named(row.code("category_code"), row.name("category_name", NAME_MAX));
        var brand = brand(row);
        var seller = new Seller(
                row.code("seller_code"),
                row.name("seller_name", NAME_MAX),
                row.constant("seller_kind", SellerKind.class),
                row.code("seller_node"));
        var product = new Product(
                row.code("product_code"),
                row.name("product_name", NAME_MAX),
                category.code(),
                brand == null ? null : brand.code());
        var sku = sku(row, product.code());
        var offer = offer(row, new Key(sku.code(), seller.code()));
        return row.bad()
                ? Optional.empty()
                : Optional.of(new CatalogRow(row.line(), category, brand, seller, product, sku, offer));
    }

    private static @Nullable Named brand(CsvRow row) {
        if (row.cell("brand_code").isEmpty() && row.cell("brand_name").isEmpty()) {
            return null;
        }
        return new Named(row.code("brand_code"), row.name("brand_name", NAME_MAX));
    }

    private static Piece sku(CsvRow row, String productCode) {
        return new Piece(
                row.code("sku_code"),
                productCode,
                row.name("sku_name", NAME_MAX),
                row.number("weight_g", 1, Sku.WEIGHT_GRAMS_MAX),
                row.number("volume_cm3", 1, Sku.VOLUME_CM3_MAX),
                row.constant("storage_class", StorageClass.class),
                row.flag("lot_tracked"));
    }

    private static Listing offer(CsvRow row, Key key) {
        List<String> nodes = row.codes("source_nodes", NODES_MAX);
        int least = (int) row.number("quantity_min", 1, Sku.QUANTITY_MAX);
        int most = (int) row.number("quantity_max", 1, Sku.QUANTITY_MAX);
        if (!row.bad() && least > most) {
            row.fault("quantity_max", "below-minimum", "不能小于 quantity_min · Must not be below quantity_min");
        }
        String origin = row.codeOrNull("origin");
        if (origin != null && !origin.matches("[0-9]{9}|[0-9]{12}")) {
            row.fault("origin", "origin-invalid", "应为 9 或 12 位行政区划代码 · Not a code of 9 or 12 digits");
        }
        return new Listing(
                key,
                row.constant("direction", Direction.class),
                row.number("price_fen", 1, PRICE_FEN_MAX),
                nodes.stream().sorted().toList(),
                least,
                most,
                row.constant("status", Status.class),
                origin,
                row.codeOrNull("grade"));
    }
}

package org.cunlu.catalog.page;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cunlu.catalog.FacetValues;
import org.cunlu.catalog.KeptLists;
import org.cunlu.catalog.ProductPage.Fact;
import org.cunlu.catalog.ProductType;
import org.cunlu.catalog.ProductTypes;
import org.cunlu.kernel.db.Sql;

/** Reads the facts of many SKUs at once, as their pages show them. */
@Singleton
class FacetReading implements FacetValues {
    private final Sql sql;
    private final KeptLists kept;
    private final ProductTypes types;

    FacetReading(Sql sql, KeptLists kept, ProductTypes types) {
        this.sql = sql;
        this.kept = kept;
        this.types = types;
    }

    private record Said(String skuCode, String typeCode, Map<String, String> values) {}

    @Override
    public Map<String, List<Fact>> of(Collection<String> skuCodes) {
        if (skuCodes.isEmpty()) {
            return Map.of();
        }
        var codes = new TreeSet<>(skuCodes);
        List<Said> said = sql.list(
                "SELECT s.code, p.type_code, p.attributes, s.attributes AS sku_attributes FROM cat_sku s"
                        + " JOIN cat_product p ON p.code = s.product_code WHERE p.type_code IS NOT NULL"
                        + " AND s.code IN (" + Sql.marks(codes.size()) + ")",
                row -> new Said(
                        row.string("code"),
                        row.string("type_code"),
                        together(row.string("attributes"), row.string("sku_attributes"))),
                codes.toArray());
        if (said.isEmpty()) {
            return Map.of();
        }
        Map<String, List<ProductType.Attribute>> declared = types.all().stream()
                .collect(Collectors.toMap(
                        ProductType::code,
                        type -> type.attributes().stream()
                                .filter(ProductType.Attribute::facet)
                                .toList()));
        return said.stream()
                .collect(Collectors.toMap(
                        Said::skuCode,
                        each -> Remembered.facts(declared.getOrDefault(each.typeCode(), List.of()), each.values())));
    }

    private Map<String, String> together(@Nullable String ofProduct, @Nullable String ofSku) {
        var all = new HashMap<>(kept.values(ofProduct));
        all.putAll(kept.values(ofSku));
        return all;
    }
}

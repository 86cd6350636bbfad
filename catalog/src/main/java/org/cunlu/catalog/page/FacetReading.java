package org.cunlu.catalog.page;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cunlu.catalog.FacetValues;
import org.cunlu.catalog.ProductPage.Fact;
import org.cunlu.catalog.ProductType;
import org.cunlu.catalog.ProductTypes;
import org.cunlu.kernel.db.Sql;

/** Reads the facts of many SKUs at once, as their pages show them. */
@Singleton
class FacetReading implements FacetValues {
    private static final Argument<Map<String, String>> VALUES = Argument.mapOf(String.class, String.class);

    private final Sql sql;
    private final ObjectMapper json;
    private final ProductTypes types;

    FacetReading(Sql sql, ObjectMapper json, ProductTypes types) {
        this.sql = sql;
        this.json = json;
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
        var all = new HashMap<>(read(ofProduct));
        all.putAll(read(ofSku));
        return all;
    }

    private Map<String, String> read(@Nullable String text) {
        try {
            return text == null ? Map.of() : json.readValue(text, VALUES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

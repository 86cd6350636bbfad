package org.cunlu.catalog.goods;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cunlu.catalog.goods.ProductSheet.SkuSheet;

/** What one sheet says otherwise than another, field by field. */
final class Diff {
    private Diff() {}

    /** @param field such as {@code skus[ZC-1].weightGrams} @param before null when it is new @param after null when it goes */
    @Serdeable
    record Difference(
            String field, @Nullable String before, @Nullable String after) {}

    /** @return by field; empty when both say the same */
    static List<Difference> of(ProductSheet before, ProductSheet after) {
        Map<String, String> old = flat(before);
        Map<String, String> now = flat(after);
        var fields = new TreeSet<>(old.keySet());
        fields.addAll(now.keySet());
        var differences = new ArrayList<Difference>();
        for (String field : fields) {
            if (!Objects.equals(old.get(field), now.get(field))) {
                differences.add(new Difference(field, old.get(field), now.get(field)));
            }
        }
        return differences;
    }

    private static Map<String, String> flat(ProductSheet sheet) {
        var flat = new TreeMap<String, String>();
        put(flat, "name", sheet.name());
        put(flat, "typeCode", sheet.typeCode());
        put(flat, "categoryCode", sheet.categoryCode());
        put(flat, "brandCode", sheet.brandCode());
        put(flat, "description", sheet.description());
        sheet.attributes().forEach((code, value) -> put(flat, "attributes." + code, value));
        put(flat, "options", sheet.options().isEmpty() ? null : String.join(" / ", sheet.options()));
        put(flat, "pictures", sheet.pictures().isEmpty() ? null : String.join(" ", sheet.pictures()));
        sheet.skus().forEach(sku -> sku(flat, sku, "skus[" + sku.code() + "]."));
        return flat;
    }

    private static void sku(Map<String, String> flat, SkuSheet sku, String at) {
        put(flat, at + "name", sku.name());
        put(flat, at + "options", sku.options().isEmpty() ? null : String.join(" / ", sku.options()));
        sku.attributes().forEach((code, value) -> put(flat, at + "attributes." + code, value));
        put(flat, at + "weightGrams", sku.weightGrams());
        put(flat, at + "volumeCm3", sku.volumeCm3());
        put(flat, at + "storageClass", sku.storageClass());
        put(flat, at + "lotTracked", sku.lotTracked());
        put(flat, at + "unit", sku.unit());
        put(flat, at + "boxHolds", sku.boxHolds());
        put(flat, at + "shelfLifeDays", sku.shelfLifeDays());
        put(flat, at + "quantityMin", sku.quantityMin());
        put(flat, at + "quantityMax", sku.quantityMax());
        put(flat, at + "quantityStep", sku.quantityStep());
        put(flat, at + "toleranceBps", sku.toleranceBps());
    }

    private static void put(Map<String, String> flat, String field, @Nullable Object value) {
        if (value != null) {
            flat.put(field, value.toString());
        }
    }
}

package org.cunlu.catalog.goods;

import java.util.List;
import java.util.Map;
import org.cunlu.catalog.ProductType;
import org.cunlu.catalog.ProductType.Attribute;
import org.cunlu.catalog.ProductType.Kind;
import org.cunlu.catalog.ProductType.Level;
import org.cunlu.catalog.SaleUnit;
import org.cunlu.catalog.StorageClass;
import org.cunlu.catalog.goods.ProductSheet.SkuSheet;

/** Sheets that tests write. */
final class Sheets {
    static final ProductType FRUIT = new ProductType(
            "FRUIT",
            "鲜果",
            List.of(
                    new Attribute("ORIGIN", "产地", Kind.TEXT, Level.PRODUCT, null, true, true, null),
                    new Attribute("SUGAR", "糖度", Kind.NUMBER, Level.PRODUCT, "%", true, false, null),
                    new Attribute("PICKED", "采摘", Kind.DATE, Level.PRODUCT, null, false, false, null),
                    new Attribute("ORGANIC", "有机", Kind.FLAG, Level.PRODUCT, null, true, false, null),
                    new Attribute(
                            "GRADE",
                            "等级",
                            Kind.CHOICE,
                            Level.SKU,
                            null,
                            true,
                            true,
                            List.of(new ProductType.Choice("A", "特级"), new ProductType.Choice("B", "一级")))));
    static final Map<String, String> ATTRIBUTES = Map.of("ORIGIN", "忠县新立镇", "SUGAR", "12.5");

    private Sheets() {}

    static ProductSheet oranges() {
        return named("忠橙");
    }

    static ProductSheet named(String name) {
        return sheet(name, ATTRIBUTES, List.of(sku("K-1", "5 斤")));
    }

    static ProductSheet withSkus(SkuSheet... skus) {
        return sheet("忠橙", ATTRIBUTES, List.of(skus));
    }

    static ProductSheet withAttributes(Map<String, String> attributes) {
        return sheet("忠橙", attributes, List.of(sku("K-1", "5 斤")));
    }

    private static ProductSheet sheet(String name, Map<String, String> attributes, List<SkuSheet> skus) {
        return new ProductSheet(name, "FRUIT", "FRUIT", null, "<p>皮薄汁多</p>", attributes, List.of("规格"), null, skus);
    }

    /** One SKU in a category, stored so, with this grade or none, and so many days of shelf life. */
    static ProductSheet stored(String category, StorageClass storage, String grade, Integer shelfLifeDays) {
        var sku = new SkuSheet(
                "K-1",
                "忠橙 5 斤",
                List.of("5 斤"),
                grade == null ? Map.of() : Map.of("GRADE", grade),
                2_800,
                8_400,
                storage,
                false,
                SaleUnit.PIECE,
                null,
                shelfLifeDays,
                1,
                99,
                1);
        return new ProductSheet(
                "忠橙", "FRUIT", category, null, "<p>皮薄汁多</p>", ATTRIBUTES, List.of("规格"), null, List.of(sku));
    }

    static SkuSheet sku(String code, String size) {
        return sku(code, size, 2_800, SaleUnit.PIECE, null, 1, 99, 1);
    }

    static SkuSheet sku(
            String code,
            String size,
            long grams,
            SaleUnit unit,
            Integer box,
            Integer least,
            Integer most,
            Integer step) {
        return new SkuSheet(
                code,
                "忠橙 " + size,
                List.of(size),
                Map.of("GRADE", "A"),
                grams,
                8_400,
                StorageClass.DRY,
                false,
                unit,
                box,
                30,
                least,
                most,
                step);
    }
}

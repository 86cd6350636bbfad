package org.cunlu.bench.search;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cunlu.kernel.bulk.CsvFile;
import org.cunlu.kernel.bulk.CsvRow;

/** What the demo county sells, by whom and under which brands: of it the many goods are made. */
record DemoGoods(List<Variety> varieties, List<Shop> shops, List<Brand> brands) {
    /** Whoever sells these needs papers; nothing more is found out by having more of them. */
    private static final Set<String> WITH_PAPERS = Set.of("SEED", "FERTILISER", "PESTICIDE", "FILM");
    /** A regional brand binds who sells under it; its goods come without it. */
    private static final Set<String> REGIONAL = Set.of("B-ZHONGCHENG");

    private static final Set<String> COLUMNS = Set.of(
            "product_code",
            "product_name",
            "category_code",
            "category_name",
            "brand_code",
            "brand_name",
            "weight_g",
            "storage_class",
            "seller_code",
            "seller_name",
            "seller_kind",
            "seller_node",
            "direction",
            "price_fen");
    private static final int TOWNSHIP = 9;

    DemoGoods {
        varieties = List.copyOf(varieties);
        shops = List.copyOf(shops);
        brands = List.copyOf(brands);
    }

    /**
     * A product without its brand.
     * @param weightG of the smallest size of it
     * @param type of its details, with the attributes as the file of details says them; both empty when none are said
     */
    record Variety(
            String name,
            String category,
            String categoryName,
            String storage,
            long weightG,
            long priceFen,
            String type,
            String attributes) {}

    /** @param node where he is at home, and his goods stand @param township name of where that is */
    record Shop(
            String code,
            String name,
            String kind,
            String node,
            String direction,
            String townshipCode,
            String township) {}

    /** @param code empty for none */
    record Brand(String code, String name) {}

    static DemoGoods read() {
        Map<String, String> townships = new HashMap<>();
        rows("zhong-county-townships.csv", Set.of("township_code", "township_name"))
                .forEach(row -> townships.put(said(row, "township_code"), said(row, "township_name")));
        Map<String, CsvRow> details = new HashMap<>();
        rows("details.csv", Set.of("product_code", "type_code", "attributes"))
                .forEach(row -> details.put(said(row, "product_code"), row));
        Map<String, Variety> varieties = new LinkedHashMap<>();
        Map<String, Shop> shops = new LinkedHashMap<>();
        Map<String, Brand> brands = new LinkedHashMap<>();
        brands.put("", new Brand("", ""));
        for (CsvRow row : rows("catalog.csv", COLUMNS)) {
            String node = said(row, "seller_node");
            String township = node.length() < TOWNSHIP ? "" : node.substring(0, TOWNSHIP);
            shops.putIfAbsent(
                    said(row, "seller_code"),
                    new Shop(
                            said(row, "seller_code"),
                            said(row, "seller_name"),
                            said(row, "seller_kind"),
                            node,
                            said(row, "direction"),
                            township,
                            townships.getOrDefault(township, "忠县")));
            String brand = said(row, "brand_code");
            if (!REGIONAL.contains(brand)) {
                brands.putIfAbsent(brand, new Brand(brand, said(row, "brand_name")));
            }
            if (!WITH_PAPERS.contains(said(row, "category_code"))) {
                varieties.putIfAbsent(said(row, "product_code"), variety(row, details.get(said(row, "product_code"))));
            }
        }
        return new DemoGoods(
                new ArrayList<>(varieties.values()), new ArrayList<>(shops.values()), new ArrayList<>(brands.values()));
    }

    private static Variety variety(CsvRow row, CsvRow details) {
        String name = said(row, "product_name");
        String brand = said(row, "brand_name");
        return new Variety(
                brand.isEmpty() || !name.startsWith(brand + ' ') ? name : name.substring(brand.length() + 1),
                said(row, "category_code"),
                said(row, "category_name"),
                said(row, "storage_class"),
                Long.parseLong(said(row, "weight_g")),
                Long.parseLong(said(row, "price_fen")),
                details == null ? "" : said(details, "type_code"),
                details == null ? "" : said(details, "attributes"));
    }

    private static String said(CsvRow row, String column) {
        return row.cell(column).orElse("");
    }

    private static List<CsvRow> rows(String file, Set<String> required) {
        InputStream in = DemoGoods.class.getResourceAsStream("/demo/" + file);
        if (in == null) {
            throw new IllegalStateException("not in the bench: demo/" + file);
        }
        try (var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return CsvFile.readOthers(reader, required, Set.of()).rows();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

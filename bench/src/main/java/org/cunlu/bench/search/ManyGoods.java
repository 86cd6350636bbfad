package org.cunlu.bench.search;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.cunlu.bench.calling.BrokenOff;
import org.cunlu.bench.search.DemoGoods.Brand;
import org.cunlu.bench.search.DemoGoods.Shop;
import org.cunlu.bench.search.DemoGoods.Variety;
import org.cunlu.kernel.bulk.CsvText;

/**
 * The demo county's varieties × brands × the shops with their townships × sizes, each SKU with one offer of one shop. The same seed
 * makes the same goods under the same codes, so that bringing them twice changes nothing.
 */
final class ManyGoods {
    static final String CODE = "BENCH-Q";
    private static final int ROWS_A_FILE = 15_000;
    private static final long PIECES = 100_000;
    private static final int WEIGHT_MAX = 100_000;
    private static final int JIN = 500;
    private static final int[] SIZES = {1, 2, 3, 5, 8, 10, 20};
    private static final Set<String> BY_WEIGHT =
            Set.of("FRUIT", "GRAIN", "POULTRY", "SPECIALTY", "TEA", "PICKLE", "SNACK");
    private static final List<String> HEADER = List.of(
            ("product_code,product_name,category_code,category_name,brand_code,brand_name,sku_code,sku_name,weight_g,volume_cm3,"
                            + "storage_class,lot_tracked,seller_code,seller_name,seller_kind,seller_node,direction,price_fen,"
                            + "source_nodes,quantity_min,quantity_max,status,origin")
                    .split(","));

    private final List<Variety> varieties;
    private final List<Shop> shops;
    private final List<Brand> brands;
    private final long seed;
    private final int skus;

    /** @throws BrokenOff when the demo's goods do not make so many */
    ManyGoods(DemoGoods demo, long seed, int skus) {
        varieties = shuffled(demo.varieties(), new Random(seed));
        shops = demo.shops();
        brands = demo.brands();
        this.seed = seed;
        this.skus = skus;
        int most = varieties.size() * shops.size() * brands.size() * SIZES.length;
        if (skus < 1_000 || skus > most) {
            throw new BrokenOff("SKU 数应在 1,000 至 %,d 之间 · From 1,000 to that many SKUs can be made".formatted(most));
        }
    }

    /** One SKU with its offer. @param sku names the size too */
    record Ware(
            String product,
            String name,
            String sku,
            String skuName,
            Variety variety,
            Brand brand,
            Shop shop,
            int weightG,
            long priceFen) {}

    int skus() {
        return skus;
    }

    /** @param number from 0 on; those of one product follow each other, then other varieties, shops, brands */
    Ware ware(int number) {
        int product = number / SIZES.length;
        int size = SIZES[number % SIZES.length];
        int kind = product % varieties.size();
        int turn = product / varieties.size();
        Variety variety = varieties.get(kind);
        Shop shop = shops.get((turn + kind) % shops.size());
        // No shop has the same twice: once round all shops, each comes by the next brand.
        Brand brand = brands.get((turn / shops.size() + turn % shops.size() + kind) % brands.size());
        boolean byWeight = BY_WEIGHT.contains(variety.category());
        String name = (brand.name() + ' ' + shop.township() + ' ' + variety.name()).strip();
        long weight = byWeight ? (long) size * JIN + 200 : variety.weightG() * size;
        // Sizes cost about what they hold; the rest is a shop's own mind, the same for the same seed.
        double mind = 0.7 + 0.6 * new Random(seed ^ (number * 0x9E3779B97F4A7C15L)).nextDouble();
        double much = byWeight ? weight / (double) variety.weightG() : size;
        return new Ware(
                CODE + '-' + product,
                name,
                CODE + '-' + product + '-' + size,
                name + ' ' + size + (byWeight ? " 斤装" : " 件装"),
                variety,
                brand,
                shop,
                (int) Math.min(weight, WEIGHT_MAX),
                Math.clamp(Math.round(variety.priceFen() * much * mind), 100, 5_000_000));
    }

    /** @return number of the first that is so, from one on and then from the beginning; -1 for none */
    int next(int from, Predicate<Ware> so) {
        for (int i = 0; i < skus; i += SIZES.length) {
            int number = (from / SIZES.length * SIZES.length + i) % skus;
            if (so.test(ware(number))) {
                return number;
            }
        }
        return -1;
    }

    /** @param status {@code PUBLISHED} or {@code WITHDRAWN}  @return files for the county's import, of a few MB each */
    List<byte[]> catalog(String status) {
        var files = new ArrayList<byte[]>();
        for (int start = 0; start < skus; start += ROWS_A_FILE) {
            var text = new CsvText().line(HEADER);
            for (int i = start; i < Math.min(skus, start + ROWS_A_FILE); i++) {
                text.line(row(ware(i), status));
            }
            files.add(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        return files;
    }

    private static List<?> row(Ware ware, String status) {
        Variety variety = ware.variety();
        Shop shop = ware.shop();
        return Arrays.asList(
                ware.product(),
                ware.name(),
                variety.category(),
                variety.categoryName(),
                ware.brand().code(),
                ware.brand().name(),
                ware.sku(),
                ware.skuName(),
                ware.weightG(),
                ware.weightG() * 2,
                variety.storage(),
                "false",
                shop.code(),
                shop.name(),
                shop.kind(),
                shop.node(),
                shop.direction(),
                ware.priceFen(),
                shop.node(),
                1,
                99,
                status,
                shop.townshipCode());
    }

    /** @return counted stock of every SKU where its shop is */
    byte[] stock() {
        var text = new CsvText().line(List.of("sku_code", "node_code", "quantity"));
        for (int i = 0; i < skus; i++) {
            Ware ware = ware(i);
            text.line(List.of(ware.sku(), ware.shop().node(), PIECES));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @return type and attributes of every product, those of its variety */
    byte[] details() {
        var text = new CsvText().line(List.of("product_code", "type_code", "attributes", "description"));
        for (int i = 0; i < skus; i += SIZES.length) {
            Ware ware = ware(i);
            text.line(List.of(
                    ware.product(), ware.variety().type(), ware.variety().attributes(), ""));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static <T> List<T> shuffled(List<T> all, Random random) {
        var mixed = new ArrayList<>(all);
        Collections.shuffle(mixed, random);
        return mixed;
    }
}

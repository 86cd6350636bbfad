package org.cunlu.catalog.brand;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.StringReader;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.BrandImport;
import org.cunlu.catalog.BrandRight.Unit;
import org.cunlu.catalog.CatalogImport;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.kernel.bulk.ImportReport;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.CountyTime;

/** Two sellers of oranges of one brand, one of rice without any; and who says what of it. */
@Singleton
@Requires(property = "catalog.stand-in-areas", value = "true")
class OrangeCounty {
    static final Caller OWNER = caller("owner", Role.BRAND_OWNER, Scope.Kind.BRAND, "B-ORANGE");
    static final Caller OPERATOR = caller("operator", Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE, "500233");
    static final Caller SELLER = caller("seller", Role.SELLER, Scope.Kind.SHOP, "S-1");
    static final byte[] PDF = "%PDF-1.7 certificate".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private static final String GOODS =
            "product_code,product_name,category_code,category_name,brand_code,brand_name,sku_code,sku_name,weight_g,"
                    + "volume_cm3,storage_class,lot_tracked,seller_code,seller_name,seller_kind,seller_node,direction,"
                    + "price_fen,source_nodes,quantity_min,quantity_max,status,origin,grade\n";

    private final CatalogImport goods;
    private final BrandImport brands;
    private final Offers offers;
    private final Sql sql;
    private final Transactions transactions;
    private final Clock clock;

    OrangeCounty(
            CatalogImport goods, BrandImport brands, Offers offers, Sql sql, Transactions transactions, Clock clock) {
        this.goods = goods;
        this.brands = brands;
        this.offers = offers;
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
    }

    static Caller caller(String who, Role role, Scope.Kind kind, String scope) {
        return new Caller(who, List.of(new Grant(role, new Scope(kind, scope))));
    }

    /** Empties the catalogue and loads goods; the brand binds nobody yet. */
    void begin() {
        transactions.run(() -> {
            for (String table : List.of(
                    "cat_offer_node",
                    "cat_offer",
                    "cat_sku",
                    "cat_product",
                    "cat_seller",
                    "cat_brand",
                    "cat_brand_grade",
                    "cat_brand_authorization",
                    "cat_brand_origin",
                    "cat_brand_step",
                    "cat_brand_certificate",
                    "ker_outbox",
                    "ker_trail")) {
                sql.change("DELETE FROM " + table);
            }
        });
        assertThat(goods(line("S-1", "500233114201"), line("S-2", "500233116201"))
                        .faults())
                .isEmpty();
    }

    ImportReport goods(String... lines) {
        return goods.load(new StringReader(GOODS + String.join("", lines)), false, "test");
    }

    static String line(String seller, String origin) {
        return "P,忠橙,FRUIT,鲜果,B-ORANGE,忠橙,K-" + seller + ",5 斤装,2500,6000,DRY,false," + seller + "," + seller
                + ",FARMER,N-" + seller + ",UP,2590,N-" + seller + ",2,99,PUBLISHED," + origin + ",\n";
    }

    ImportReport brands(String... lines) {
        return brands.brands(
                new StringReader("record,brand_code,origin_area,owner,standard,grades,story,seller_code,grade,origins,"
                        + "unit,quota,valid_from,valid_until,certificate_no\n" + String.join("", lines)),
                false,
                "test");
    }

    static String regional(String area, String grades) {
        return "brand,B-ORANGE," + area + ",忠县柑橘协会,T/ZX 001-2024," + grades + ",长江边的橙子,,,,,,,,\n";
    }

    String right(String seller, String origins, Unit unit, long quota, LocalDate from, LocalDate until, String number) {
        return "authorization,B-ORANGE,,,,,," + seller + ",," + origins + "," + unit + "," + quota + "," + from + ","
                + until + "," + number + "\n";
    }

    LocalDate today() {
        return CountyTime.date(clock.instant());
    }

    Proposal proposal(String seller, String origin, long grams, String number) {
        return new Proposal(
                "B-ORANGE", seller, null, List.of(origin), Unit.GRAMS, grams, today(), today().plusDays(90), number);
    }

    Offer offer(String seller) {
        String id = sql.one("SELECT id FROM cat_offer WHERE seller_code = ?", row -> row.string("id"), seller)
                .orElseThrow();
        return offers.find(List.of(id)).get(id);
    }

    /** @return what is on sale, by seller */
    List<String> onSale() {
        return offers.onSale(new Offers.Filter(null, null, "B-ORANGE", null), null, 100).items().stream()
                .map(Offer::sellerCode)
                .sorted()
                .toList();
    }

    long told(String topic) {
        return count("ker_outbox WHERE topic = ?", topic);
    }

    long count(String question, Object... arguments) {
        return sql.one("SELECT COUNT(*) AS n FROM " + question, row -> row.number("n"), arguments)
                .orElseThrow();
    }

    /** @return acts in the trail, by how often */
    Map<String, Long> acts() {
        return sql
                .list(
                        "SELECT act, COUNT(*) AS n FROM ker_trail GROUP BY act",
                        row -> Map.entry(row.string("act"), row.number("n")))
                .stream()
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}

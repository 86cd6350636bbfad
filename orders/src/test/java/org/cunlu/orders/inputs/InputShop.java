package org.cunlu.orders.inputs;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.InputKind;
import org.cunlu.catalog.InputRight;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.StorageClass;
import org.cunlu.catalog.Toxicity;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.orders.standin.MovedClock;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.Shop.Answer;
import org.cunlu.orders.standin.StandInNetwork;

/** Pesticides in the orders' stand-in shop, and the county that limits them. */
@Singleton
@Requires(property = "orders.stand-ins", value = "true")
class InputShop {
    static final String HOME = StandInNetwork.VILLAGE21;
    static final String COUNTY = "c COUNTY_OPERATOR:SUBTREE:500233";
    static final String LIMITS = "/api/county/inputs/limits";

    private final Shop shop;
    private final MovedClock clock;

    InputShop(Shop shop, MovedClock clock) {
        this.shop = shop;
        this.clock = clock;
    }

    Answer limit(String what, String code, String unit, long amount) {
        LocalDate tomorrow = CountyTime.date(clock.instant()).plusDays(1);
        return limit(what, code, unit, amount, tomorrow, tomorrow.plusDays(8));
    }

    Answer limit(String what, String code, String unit, long amount, LocalDate from, LocalDate until) {
        return shop.send(
                COUNTY,
                "POST",
                LIMITS,
                null,
                Map.of(
                        "season",
                        "春季",
                        "what",
                        what,
                        "code",
                        code,
                        "unit",
                        unit,
                        "amount",
                        amount,
                        "validFrom",
                        from.toString(),
                        "validUntil",
                        until.toString()));
    }

    Answer order(String buyer, Offer offer, int pieces, List<Map<String, Object>> purposes) {
        shop.put(buyer, offer, pieces).is(200);
        long total = shop.quote(buyer, Shop.village(HOME), "ONLINE").is(200).number("totalFen");
        var body = new HashMap<String, Object>();
        body.put("destination", Shop.village(HOME));
        body.put("payment", "ONLINE");
        body.put("quotedTotalFen", total);
        body.put("recipient", Map.of("name", "李四", "phone", "13812345678"));
        if (purposes != null) {
            body.put("purposes", purposes);
        }
        return shop.send(buyer, "POST", "/api/shop/order-groups", shop.key(), body);
    }

    static List<Map<String, Object>> purpose(Offer offer) {
        return with(offer, "crop", "柑橘");
    }

    static List<Map<String, Object>> with(Offer offer, String field, Object value) {
        var said = new HashMap<String, Object>(
                Map.of("offerId", offer.id(), "crop", "柑橘", "areaMu", 3.5, "pest", "红蜘蛛", "villageCode", HOME));
        said.put(field, value);
        return List.of(said);
    }

    Offer input(String seller, boolean restricted, String ingredient) {
        Offer plain = shop.offer(seller, 1_000, Map.of(StandInNetwork.HUB, 1_000L));
        var sku = new Sku(
                plain.sku().code(), plain.sku().name(), 500, plain.sku().volumeCm3(), StorageClass.HAZARDOUS, false);
        var offer = new Offer(
                plain.id(),
                sku,
                plain.productCode(),
                plain.productName(),
                seller,
                plain.sellerName(),
                null,
                null,
                "PESTICIDE",
                plain.direction(),
                plain.priceFen(),
                plain.sourceNodes(),
                true,
                1,
                9_999,
                1,
                1,
                plain.measure(),
                plain.delivery(),
                plain.brandRight(),
                new InputRight(
                        InputKind.PESTICIDE,
                        InputRight.Standing.SELLABLE,
                        "PD20081234",
                        restricted ? Toxicity.HIGH : Toxicity.LOW,
                        restricted,
                        ingredient,
                        LocalDate.of(2099, 1, 1)));
        shop.replace(offer);
        return offer;
    }
}

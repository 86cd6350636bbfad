package org.cunlu.app.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.app.whole.Belongings.SHOP;
import static org.cunlu.app.whole.Instances.key;
import static org.cunlu.app.whole.Instances.text;
import static org.cunlu.app.whole.SmallNetwork.HUB;
import static org.cunlu.app.whole.SmallNetwork.STATION1;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.cunlu.app.whole.Instances.Answer;
import org.cunlu.app.whole.Instances.Person;
import org.cunlu.app.whole.SmallCounty.Parcel;
import org.cunlu.kernel.caller.Role;

/** What a buyer has of what he bought, and a shop of what it sells. */
final class TradeBelongings {
    private final Belongings belongings;
    private final SmallCounty county;
    private final Person buyer;

    TradeBelongings(Belongings belongings) {
        this.belongings = belongings;
        this.county = belongings.county;
        this.buyer = belongings.owner(Role.CONSUMER);
    }

    void come() {
        LocalDate day = county.nextMorning();
        broughtBack(day);
        county.at(day, "16:30");
        bought();
        ofTheShop();
    }

    /** Of a paid order that is still to be packed. */
    private void bought() {
        Answer group = county.place(buyer, STATION1, "ONLINE");
        belongings.made("group", group, "groupId");
        county.pay(buyer, group);
        Parcel parcel = county.parcel(buyer, group);
        belongings.is("order", parcel.order());
        belongings.is("parcel", parcel.barcode());
        belongings.is("offer", county.offer());
        belongings.is("account", buyer.account());
        belongings.made(
                "address",
                belongings.post(
                        Role.CONSUMER,
                        "/api/shop/addresses",
                        Map.of("name", "王秀英", "phone", "13800138000", "villageCode", STATION1)),
                "addressId");
        belongings.is(
                "session",
                text(
                        county.get(buyer, "/api/auth/sessions")
                                .is(200)
                                .list("items")
                                .getFirst(),
                        "id"));
    }

    /** Cash at the station, a review, and a sack that shall go back. */
    private void broughtBack(LocalDate day) {
        Parcel parcel = county.bought(buyer, STATION1, "CASH_AT_PICKUP");
        county.scan("PACK", HUB, parcel);
        assertThat(county.ride(day, parcel, "10:50", HUB, "12:00", STATION1)).isEqualTo("READY");
        county.collect(parcel, STATION1).is(200);
        Soon.is(() -> assertThat(county.state(parcel)).isEqualTo("COMPLETED PAID"));
        belongings.is("brought", parcel.order());
        String photo = text(
                county.post(buyer, "/api/shop/photos", null, photo()).is(201).body(), "photoId");
        var wanted = new HashMap<String, Object>(Map.of("orderId", parcel.order(), "kind", "RETURN"));
        wanted.put("reason", "DAMAGED");
        wanted.put("lines", List.of(Map.of("lineNo", 1, "pieces", 1)));
        wanted.put("photos", List.of(photo));
        belongings.made("return", county.post(buyer, "/api/shop/returns", key(), wanted), "requestId");
        var words = Map.of("stars", 5, "words", "好米");
        Answer review = county.post(
                        buyer,
                        "/api/shop/reviews",
                        key(),
                        Map.of("orderId", parcel.order(), "lineNo", 1, "review", words))
                .is(201);
        belongings.is("review", text(review.body().get("review"), "reviewId"));
        long due = county.order(parcel).get("totalFen").getLongValue();
        belongings.made(
                "handover",
                belongings.post(
                        Role.STATION_KEEPER,
                        "/api/station/cash/handovers",
                        Map.of("node", STATION1, "countedFen", due)),
                "handoverId");
    }

    static byte[] photo() {
        var file = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB), "jpeg", file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    private void ofTheShop() {
        Instant now = county.now();
        String begins = now.minusSeconds(60).toString();
        String ends = now.plus(Duration.ofDays(20)).toString();
        var live = Map.of(
                "sellerCode",
                SHOP,
                "title",
                "大米直播",
                "startsAt",
                begins,
                "endsAt",
                now.plus(Duration.ofHours(2)).toString(),
                "streamUrl",
                "https://live.example.cn/rice");
        belongings.made("live", belongings.post(Role.SELLER, "/api/seller/live", live), "sessionId");
        var promotion = new HashMap<String, Object>(Map.of("sellerCode", SHOP, "kind", "PERCENT", "name", "开园促销"));
        promotion.put("payers", List.of(Map.of("by", "SELLER", "code", SHOP, "bps", 10_000)));
        promotion.put("terms", Map.of("offBps", 1_000));
        promotion.put("scope", Map.of("skus", List.of("RICE-5K")));
        promotion.put("startsAt", begins);
        promotion.put("endsAt", ends);
        belongings.made("promotion", belongings.post(Role.SELLER, "/api/seller/promotions", promotion), "promotionId");
        var list = new HashMap<String, Object>(Map.of("name", "批发价", "validFrom", begins, "validUntil", ends));
        list.put("items", List.of(Map.of("offerId", county.offer(), "minQuantity", 10, "unitFen", 3_900)));
        belongings.made("price list", belongings.post(Role.SELLER, "/api/seller/price-lists", list), "listId");
        var template = new HashMap<String, Object>(Map.of("name", "运费模板", "basis", "WEIGHT"));
        template.put("chilledBps", 5_000);
        template.put("hazardousBps", 3_000);
        template.put(
                "rules",
                List.of(Map.of(
                        "area",
                        "OUTSIDE",
                        "code",
                        "",
                        "firstUnits",
                        1_000,
                        "firstFen",
                        400,
                        "moreUnits",
                        1_000,
                        "moreFen",
                        100)));
        belongings.made(
                "freight template",
                belongings.post(Role.SELLER, "/api/seller/freight-templates", template),
                "templateId");
        var webhook = Map.of("url", "https://93.184.215.14/hook", "facts", List.of("order.placed"));
        belongings.made(
                "shop webhook",
                county.fresh(belongings.owner(Role.SELLER), "/api/seller/webhooks", webhook),
                "webhook/id");
    }
}

package org.cunlu.orders.aftersales;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Heard;
import org.cunlu.logistics.Differences;
import org.cunlu.logistics.GoodsBackInspected;
import org.cunlu.logistics.GoodsBackInspected.Finding;
import org.cunlu.logistics.ParcelGivenUp;
import org.cunlu.orders.AfterSales.Kind;
import org.cunlu.orders.AfterSales.Reason;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.Shop.Answer;
import org.cunlu.orders.standin.StandInGoodsBack;
import org.cunlu.orders.standin.StandInNetwork;

/** Speaks for both sides, a keeper and the county, over HTTP; and for logistics. */
@Singleton
@Requires(property = "orders.stand-ins", value = "true")
class AfterDesk {
    static final String SELLER = "seller1 SELLER:SHOP:S1";
    static final String OPERATOR = "operator1 COUNTY_OPERATOR:SUBTREE:500233";
    static final String KEEPER = "keeper1 STATION_KEEPER:NODE:" + StandInNetwork.VILLAGE21;

    private final Shop shop;
    private final StandInGoodsBack goodsBack;
    private final ComingHome comingHome;
    private final LostOnTheWayBack lost;
    private final AmissOnTheWay.Lost replacementLost;
    private final GoingOn goingOn;
    private final Transactions transactions;
    private final Clock clock;

    AfterDesk(
            Shop shop,
            StandInGoodsBack goodsBack,
            ComingHome comingHome,
            LostOnTheWayBack lost,
            AmissOnTheWay.Lost replacementLost,
            GoingOn goingOn,
            Transactions transactions,
            Clock clock) {
        this.shop = shop;
        this.goodsBack = goodsBack;
        this.comingHome = comingHome;
        this.lost = lost;
        this.replacementLost = replacementLost;
        this.goingOn = goingOn;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param lines {@code line/pieces} */
    Answer ask(String buyer, String order, Kind kind, Reason reason, String... lines) {
        return ask(buyer, order, kind, reason, shop.key(), Map.of(), lines);
    }

    Answer ask(
            String buyer,
            String order,
            Kind kind,
            Reason reason,
            String key,
            Map<String, Object> more,
            String... lines) {
        var body = new HashMap<String, Object>(Map.of("orderId", order, "kind", kind, "reason", reason));
        var pieces = new ArrayList<Map<String, Object>>();
        for (String line : lines) {
            String[] parts = line.split("/");
            pieces.add(Map.of("lineNo", Integer.parseInt(parts[0]), "pieces", Integer.parseInt(parts[1])));
        }
        body.put("lines", pieces);
        if (reason.shown()) {
            body.put("photos", List.of(photo(buyer)));
        }
        body.putAll(more);
        return shop.send(buyer, "POST", "/api/shop/returns", key, body);
    }

    String photo(String buyer) {
        try {
            var file = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(24, 16, BufferedImage.TYPE_INT_RGB), "jpeg", file);
            return shop.upload(buyer, "/api/shop/photos", "image/jpeg", file.toByteArray())
                    .is(201)
                    .text("photoId");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer buyer(String buyer, String request, String act, Object body) {
        return shop.send(buyer, "POST", "/api/shop/returns/" + request + "/" + act, shop.key(), body);
    }

    Answer seller(String request, String act, Object body) {
        return sellerAs(SELLER, request, act, body);
    }

    Answer sellerAs(String who, String request, String act, Object body) {
        return shop.send(who, "POST", "/api/seller/returns/" + request + "/" + act, shop.key(), body);
    }

    Answer decide(String request, Map<String, Object> decision) {
        var body = new HashMap<String, Object>(decision);
        body.put("words", "双方陈述已看");
        return shop.send(OPERATOR, "POST", "/api/county/arbitration/" + request + "/decision", shop.key(), body);
    }

    Answer look(String buyer, String request) {
        return shop.get(buyer, "/api/shop/returns/" + request).is(200);
    }

    String state(String buyer, String request) {
        return look(buyer, request).text("state");
    }

    /** At the buyer's station. */
    Answer handIn(String code, Boolean sealed) {
        return handIn(KEEPER, code, sealed);
    }

    Answer handIn(String keeper, String code, Boolean sealed) {
        var body = new HashMap<String, Object>(
                Map.of("node", StandInNetwork.VILLAGE21, "code", code, "weightGrams", 1_000));
        if (sealed != null) {
            body.put("sealed", sealed);
        }
        return shop.send(keeper, "POST", "/api/station/goods-back", shop.key(), body);
    }

    /** As asked, accepted and handed in. @return the request */
    String onTheWay(String buyer, String order, Kind kind, Reason reason, String... lines) {
        String request = ask(buyer, order, kind, reason, lines).is(201).text("requestId");
        seller(request, "accept", null).is(200);
        handIn(look(buyer, request).text("returnCode"), true).is(201);
        return request;
    }

    /** All of it turned out so. */
    void inspected(String request, Finding found) {
        inspected(request, found, "worker1");
    }

    void inspected(String request, Finding found, String by) {
        var coming = goodsBack.taken(request);
        var parts = coming.pieces().entrySet().stream()
                .map(each -> new GoodsBackInspected.Part(each.getKey(), found, each.getValue()))
                .toList();
        var event = new GoodsBackInspected(request, coming.orderId(), "R" + request, parts, clock.instant(), by);
        transactions.run(() -> comingHome.on(event, new Heard("E", clock.instant(), 1)));
    }

    void lost(String request, Differences.Reason reason, String node) {
        var event = new ParcelGivenUp(request, "R" + request, reason, node, clock.instant());
        transactions.run(() -> lost.on(event, new Heard("E", clock.instant(), 1)));
    }

    void lostReplacement(String id) {
        var event = new ParcelGivenUp(id, "B" + id, Differences.Reason.WRITTEN_OFF, null, clock.instant());
        transactions.run(() -> replacementLost.on(event, new Heard("E", clock.instant(), 1)));
    }

    void timePasses() {
        goingOn.goOn(100);
    }
}

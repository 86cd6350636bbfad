package org.cunlu.orders.standin;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.orders.LiveShows;
import org.cunlu.orders.standin.Shop.Answer;

/** Speaks for hosts and viewers over HTTP. */
@Singleton
@Requires(property = "orders.stand-ins", value = "true")
public class LiveShop {
    public static final String SELLER = "seller SELLER:SHOP:S1";
    public static final String HOST = "hosty LIVE_HOST:SHOP:S1";
    public static final String OTHER = "other LIVE_HOST:SHOP:S1";
    public static final String LIVE = "/api/seller/live";

    private final Shop shop;
    private final LiveShows shows;
    private final Clock clock;

    LiveShop(Shop shop, LiveShows shows, Clock clock) {
        this.shop = shop;
        this.shows = shows;
        this.clock = clock;
    }

    public Map<String, Object> plan() {
        var plan = new HashMap<String, Object>();
        Instant now = clock.instant();
        plan.put("sellerCode", "S1");
        plan.put("title", "忠橙开园");
        plan.put("startsAt", now.toString());
        plan.put("endsAt", now.plusSeconds(7_200).toString());
        plan.put("streamUrl", "https://live.example.cn/room/1");
        return plan;
    }

    /** @return id of a session of the host that his seller planned, with a tenth for him and 2 % for the village's station */
    public String planned() {
        var plan = plan();
        plan.put("hostId", "hosty");
        plan.put("hostBps", 1_000);
        plan.put("station", StandInNetwork.VILLAGE21);
        plan.put("stationBps", 200);
        return shop.send(SELLER, "POST", LIVE, shop.key(), plan).is(201).text("sessionId");
    }

    public Map<String, Object> slot(Offer offer, long priceFen, long floorFen, long pieces, int limit) {
        var slot = new HashMap<String, Object>();
        slot.put("offerId", offer.id());
        slot.put("nodeCode", offer.sourceNodes().getFirst());
        slot.put("priceFen", priceFen);
        slot.put("floorFen", floorFen);
        slot.put("pieces", pieces);
        slot.put("buyerLimit", limit);
        return slot;
    }

    /** @return the slot's id */
    public String slotted(String session, Offer offer, long priceFen, long pieces, int limit) {
        return add(SELLER, session, slot(offer, priceFen, priceFen, pieces, limit))
                .is(201)
                .text("slotId");
    }

    public Answer add(String who, String session, Map<String, Object> slot) {
        return shop.send(who, "POST", LIVE + "/" + session + "/slots", shop.key(), slot);
    }

    public Answer act(String who, String session, String what) {
        return shop.send(who, "POST", LIVE + "/" + session + "/" + what, shop.key(), null);
    }

    public Answer onAir(String who, String session, String slot) {
        return act(who, session, "slots/" + slot + "/on-air");
    }

    public Answer offAir(String who, String session, String slot) {
        return act(who, session, "slots/" + slot + "/off-air");
    }

    public Answer price(String who, String session, String slot, long fen) {
        return shop.send(who, "PUT", LIVE + "/" + session + "/slots/" + slot + "/price", null, Map.of("priceFen", fen));
    }

    public Answer stock(String who, String session, String slot, long pieces) {
        return shop.send(
                who, "POST", LIVE + "/" + session + "/slots/" + slot + "/stock", shop.key(), Map.of("pieces", pieces));
    }

    /** @return a session on air with this one slot on air */
    public String[] running(Offer offer, long priceFen, long pieces, int limit) {
        String session = planned();
        String slot = slotted(session, offer, priceFen, pieces, limit);
        act(HOST, session, "start").is(200);
        onAir(HOST, session, slot).is(200);
        return new String[] {session, slot};
    }

    public Answer put(String buyer, Offer offer, String slot, int quantity) {
        return shop.send(
                buyer,
                "PUT",
                "/api/shop/cart/lines/" + offer.id(),
                null,
                Map.of("quantity", quantity, "liveSlotId", slot));
    }

    /** Cart, quote and order of one buyer. @return how it ended, wherever that was */
    public Answer buy(String buyer, Offer offer, String slot, int quantity) {
        Answer put = put(buyer, offer, slot, quantity);
        if (put.status() != 200) {
            return put;
        }
        var home = Shop.village(StandInNetwork.VILLAGE21);
        Answer quote = shop.quote(buyer, home, "ONLINE");
        return quote.status() == 200 ? shop.place(buyer, shop.key(), home, "ONLINE", quote.number("totalFen")) : quote;
    }

    /** @return the slot that viewers are told can be bought now; null when none can */
    public String onAirNow(String session) {
        return shows.find(List.of(session)).get(session).onAir();
    }

    public Map<String, Long> standing(String slot) {
        var standing = new HashMap<String, Long>();
        for (String column : new String[] {"allotted", "drawn", "freed"}) {
            standing.put(
                    column,
                    shop.sum(
                            "SELECT COALESCE(SUM(" + column + "), 0) AS fen FROM log_allotment WHERE allotment_id = ?",
                            slot));
        }
        return standing;
    }
}

package org.cunlu.app.play;

import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.cunlu.app.play.Market.Goods;
import org.cunlu.kernel.caller.Role;

/**
 * A live session: a host shows three slots one after another, and everybody wants one of each, which is more than there is.
 */
final class LiveHour {
    private static final int BUYERS = 500;
    private static final int[] PIECES = {80, 60, 40};

    private static final int AT_ONCE = 64;
    static final String SHOP = "S-ZHONGCHENG-01";
    private static final String LIVE = "/api/seller/live/";

    private final Api api;
    private final People people;
    private final DemoClock clock;
    private final Market market;

    LiveHour(Api api, People people, DemoClock clock, Market market) {
        this.api = api;
        this.people = people;
        this.clock = clock;
        this.market = market;
    }

    /** Somebody who got one. */
    record Won(Person buyer, String group, String order) {}

    private final AtomicReference<Won> won = new AtomicReference<>();

    /** @return one of its orders, not paid yet */
    Won won() {
        return won.get();
    }

    /** Seen from its host: what each slot sold, to how many it had to say no, and whose the money is. */
    Outcome.Live play() {
        Person host = people.of(Role.LIVE_HOST);
        Person seller = people.of(Role.SELLER);
        List<Goods> oranges = market.find("忠橙", "UP").stream()
                .filter(goods -> goods.seller().equals(SHOP) && goods.sources().size() == 1)
                .limit(PIECES.length)
                .toList();
        String session = planned(host);
        var slots = new ArrayList<String>();
        for (int i = 0; i < PIECES.length; i++) {
            slots.add(added(seller, session, oranges.get(i), PIECES[i]));
        }
        List<Person> buyers = people.villagers(BUYERS);
        api.post(host, LIVE + session + "/start", Map.of());
        var refused = new ArrayList<Integer>();
        var villages = market.villages("镇");
        for (int i = 0; i < PIECES.length; i++) {
            String slot = slots.get(i);
            act(host, session, slot, "on-air");
            var tries = new ArrayList<Runnable>();
            for (int buyer = 0; buyer < BUYERS; buyer++) {
                Person who = buyers.get(buyer);
                String village = villages.get(buyer % villages.size()).code();
                String offer = oranges.get(i).offer();
                tries.add(() -> orLeave(who, offer, slot, village));
            }
            refused.add(refused(tries));
            act(host, session, slot, "off-air");
        }
        api.post(host, LIVE + session + "/end", Map.of());
        return told(api.get(seller, LIVE + session), refused);
    }

    private void act(Person host, String session, String slot, String what) {
        api.post(
                host,
                LIVE + session + "/slots/" + slot + "/" + what,
                UUID.randomUUID().toString(),
                Map.of());
    }

    private String planned(Person host) {
        var now = clock.now();
        return api.post(
                        host,
                        "/api/seller/live",
                        UUID.randomUUID().toString(),
                        Map.of(
                                "sellerCode",
                                SHOP,
                                "title",
                                "忠橙开园直播",
                                "startsAt",
                                now.toString(),
                                "endsAt",
                                now.plus(Duration.ofHours(2)).toString(),
                                "streamUrl",
                                "https://live.example.cn/zhongcheng"))
                .get("sessionId")
                .getStringValue();
    }

    private String added(Person seller, String session, Goods goods, int pieces) {
        long price = goods.priceFen() * 4 / 5;
        return api.post(
                        seller,
                        LIVE + session + "/slots",
                        UUID.randomUUID().toString(),
                        Map.of(
                                "offerId",
                                goods.offer(),
                                "nodeCode",
                                goods.sources().getFirst(),
                                "priceFen",
                                price,
                                "floorFen",
                                price,
                                "pieces",
                                pieces,
                                "buyerLimit",
                                1))
                .get("slotId")
                .getStringValue();
    }

    /** What is sold out does not stay in the cart, where it would be in the way of the next slot. */
    private void orLeave(Person buyer, String offer, String slot, String village) {
        try {
            buy(buyer, offer, slot, village);
        } catch (Unplayable no) {
            api.delete(buyer, "/api/shop/cart/lines/" + offer);
            throw no;
        }
    }

    private void buy(Person buyer, String offer, String slot, String village) {
        api.put(buyer, "/api/shop/cart/lines/" + offer, Map.of("quantity", 1, "liveSlotId", slot));
        var asked = new HashMap<String, Object>();
        asked.put("destination", Map.of("villageCode", village));
        asked.put("payment", "ONLINE");
        JsonNode quote = api.post(buyer, "/api/shop/quotes", asked);
        asked.put("recipient", Map.of("name", buyer.name(), "phone", buyer.phone()));
        asked.put("quotedTotalFen", quote.get("totalFen").getLongValue());
        JsonNode group =
                api.post(buyer, "/api/shop/order-groups", UUID.randomUUID().toString(), asked);
        won.compareAndSet(
                null,
                new Won(
                        buyer,
                        group.get("groupId").getStringValue(),
                        group.get("orders").get(0).get("orderId").getStringValue()));
    }

    /** @return how many were told that nothing is left; any other refusal ends the play */
    private static int refused(List<Runnable> tries) {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var running = new ArrayList<Future<?>>();
            tries.forEach(each -> running.add(threads.submit(each)));
            int refused = 0;
            for (Future<?> one : running) {
                refused += soldOut(one) ? 1 : 0;
            }
            return refused;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unplayable("interrupted", e);
        }
    }

    private static boolean soldOut(Future<?> one) throws InterruptedException {
        try {
            one.get();
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Unplayable no && no.getMessage().contains("\"sold-out\"")) {
                return true;
            }
            throw new Unplayable("a live purchase failed: " + e.getCause().getMessage(), e);
        }
    }

    private static Outcome.Live told(JsonNode session, List<Integer> refused) {
        var slots = new ArrayList<Outcome.LiveSlot>();
        for (JsonNode slot : session.get("slots").values()) {
            slots.add(new Outcome.LiveSlot(
                    slot.get("name").getStringValue(),
                    slot.get("pieces").getLongValue(),
                    slot.get("drawn").getLongValue(),
                    slot.get("freed").getLongValue(),
                    refused.get(slots.size()),
                    slot.get("soldFen").getLongValue(),
                    slot.get("hostFen").getLongValue()));
        }
        return new Outcome.Live(BUYERS, slots);
    }
}

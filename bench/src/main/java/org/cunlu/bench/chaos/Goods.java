package org.cunlu.bench.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.cunlu.bench.calling.Address;
import org.cunlu.bench.calling.BrokenOff;
import org.cunlu.bench.calling.Market;
import org.cunlu.bench.chaos.Caller.Request;

/**
 * What is bought and where to.
 * @param offers ids of those that could be quoted
 * @param villages codes
 */
record Goods(List<String> offers, List<String> villages) {
    private static final int OFFERS_MAX = 24;

    Goods {
        offers = List.copyOf(offers);
        villages = List.copyOf(villages);
    }

    /** @param asking whose cart is used for it, and empty afterwards */
    static Goods find(Address address, Caller caller, Person asking) {
        try (var market = new Market(address)) {
            List<String> villages = market.villages();
            var offers = new ArrayList<String>();
            for (Market.Goods each : market.goods("DOWN")) {
                if (offers.size() == OFFERS_MAX) {
                    break;
                }
                String line = "/api/shop/cart/lines/" + each.offerId();
                caller.must(asking, new Request("PUT", line, null, Caller.json(Map.of("quantity", 1))));
                boolean quoted = caller.ask(asking, quote(villages.getFirst())).done();
                caller.ask(asking, new Request("DELETE", line, null, null));
                if (quoted) {
                    offers.add(each.offerId());
                }
            }
            if (offers.size() < 2) {
                throw new BrokenOff("没有买得到的商品 · Nothing can be bought");
            }
            return new Goods(offers, villages);
        }
    }

    static Request quote(String village) {
        return new Request(
                "POST",
                "/api/shop/quotes",
                null,
                Caller.json(Map.of("destination", Map.of("villageCode", village), "payment", "ONLINE")));
    }

    String offer(SplittableRandom random) {
        return offers.get(random.nextInt(offers.size()));
    }

    String village(SplittableRandom random) {
        return villages.get(random.nextInt(villages.size()));
    }
}

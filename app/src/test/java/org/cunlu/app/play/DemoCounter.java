package org.cunlu.app.play;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.cunlu.kernel.caller.Role;

/** The counter of a station where a shop's goods lie: what is ordered to be collected there takes no ride, and is received at once. */
public final class DemoCounter {
    private static final int LOOKS_MAX = 200;

    private final Api api;
    private final People people;

    public DemoCounter(String url) {
        this.api = new Api(url);
        this.people = new People(api);
    }

    /** The demo's consumer buys of the demo's seller, pays and collects. @return the order */
    public String received() {
        var buyer = people.of(Role.CONSUMER);
        var market = new Market(api);
        var goods = market.find("忠橙", "UP").stream()
                .filter(each -> each.seller().equals(LiveHour.SHOP))
                .findFirst()
                .orElseThrow();
        String station = goods.sources().getFirst();
        var wish = new Purchase.Wish(buyer, Map.of(goods.offer(), 1), Map.of("villageCode", station), "ONLINE");
        String order = new Purchase(api).make(wish).getFirst();
        var carrying = new Carrying(api, people, new DemoClock(api, people));
        carrying.pack(List.of(parcel(buyer, order)));
        carrying.bringAll(() -> List.of(parcel(buyer, order)));
        for (int look = 0; look < LOOKS_MAX; look++) {
            if ("COMPLETED"
                    .equals(api.get(buyer, "/api/shop/orders/" + order)
                            .get("lifecycle")
                            .getStringValue())) {
                return order;
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        throw new AssertionError("order " + order + " was handed over and is not completed");
    }

    private Freight parcel(Person buyer, String order) {
        for (int look = 0; look < LOOKS_MAX; look++) {
            Freight parcel = Freight.of(api.get(buyer, "/api/shop/orders/" + order));
            if (parcel != null) {
                return parcel;
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        throw new AssertionError("no parcel came of order " + order);
    }
}

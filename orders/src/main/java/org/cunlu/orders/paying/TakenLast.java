package org.cunlu.orders.paying;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cunlu.logistics.DepartureRoom;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.StockLine;
import org.cunlu.orders.Order;
import org.cunlu.orders.PlacingRules;

/** What many want, taken and given back at the end of a paying transaction, so that it is held only for the moment of the commit. */
@Singleton
class TakenLast {
    private final PlacingRules rules;
    private final Stock stock;
    private final DepartureRoom room;

    TakenLast(PlacingRules rules, Stock stock, DepartureRoom room) {
        this.rules = rules;
        this.stock = stock;
        this.room = room;
    }

    /** What came back from expiry is sold again: by rules that let it now, or not at all. */
    void takeRules(List<Order> late, List<Order> dropped, Instant now) {
        rules.giveBack(dropped);
        if (!rules.takeAgain(late, now)) {
            throw new Fulfilling.StockGone();
        }
    }

    void takeStock(List<Order> inTime, List<Order> late, List<Order> dropped, Map<String, List<StockLine>> lines) {
        for (Order order : inTime) {
            if (!stock.allocate(order.orderId())) {
                throw new IllegalStateException("an unpaid open order holds no reservation: " + order.orderId());
            }
        }
        dropped.forEach(order -> stock.release(order.orderId()));
        var byCounty = new TreeMap<String, Map<String, List<StockLine>>>();
        late.forEach(order -> byCounty.computeIfAbsent(order.countyCode(), county -> new HashMap<>())
                .put(order.orderId(), lines.get(order.orderId())));
        byCounty.forEach((county, wanted) -> {
            if (!stock.reserve(county, wanted, true)) {
                throw new Fulfilling.StockGone();
            }
        });
    }

    void takeRoom(List<Order> inTime, List<Order> late, List<Order> dropped, Map<String, Promise> ways) {
        room.free(dropped.stream().map(Order::orderId).toList());
        var held = room.of(inTime.stream().map(Order::orderId).toList());
        for (Order order : inTime) {
            DepartureRoom.Way way = way(order, ways);
            List<DepartureRoom.Held> now = held.getOrDefault(order.orderId(), List.of());
            boolean same = now.stream().map(DepartureRoom.Held::leg).toList().equals(way.legs());
            if (same && now.stream().anyMatch(leg -> leg.overflow() != null)) {
                // It has to give way, which the search did not know yet.
                throw new Fulfilling.RoomGone();
            }
            if (!same && !room.move(order.countyCode(), order.orderId(), 0, 0, way)) {
                throw new Fulfilling.RoomGone();
            }
        }
        for (Order order : late) {
            if (!room.hold(order.countyCode(), Map.of(order.orderId(), way(order, ways)))) {
                throw new Fulfilling.RoomGone();
            }
        }
    }

    private static DepartureRoom.Way way(Order order, Map<String, Promise> ways) {
        var way = (Promise.Kept) ways.get(order.orderId());
        return new DepartureRoom.Way(way.legs(), new Load(order.weightGrams(), order.volumeCm3()));
    }
}

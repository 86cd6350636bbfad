package org.cunlu.orders.paying;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.Skus;
import org.cunlu.catalog.StorageClass;
import org.cunlu.logistics.DepartureRoom;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Promises;
import org.cunlu.logistics.StockLine;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.PaidChange;

/**
 * When and how orders that are being paid could be there as of now: asked before the transaction, and asked again when
 * others were quicker within it.
 */
@Singleton
class WaysNow {
    /** Departures that the others filled first, before an order is tried no more. */
    private static final int DEPARTURES_MAX = 10;

    /** Then no departure that is held is of use either. */
    private static final Set<Promise.Reason> NOT_TO_BE_BROUGHT =
            Set.of(Promise.Reason.NODE_UNKNOWN, Promise.Reason.NODE_NOT_OPEN, Promise.Reason.CLASS_NOT_CARRIED);

    private final OrderBook book;
    private final Promises promises;
    private final DepartureRoom room;
    private final Skus skus;
    private final Clock clock;

    WaysNow(OrderBook book, Promises promises, DepartureRoom room, Skus skus, Clock clock) {
        this.book = book;
        this.promises = promises;
        this.room = room;
        this.skus = skus;
        this.clock = clock;
    }

    /** One transaction in which orders are fulfilled, {@link Fulfilling#fulfil}. */
    interface Attempt<T> {
        T run(Map<String, Promise> ways, boolean revive);
    }

    <T> T attempt(Payment payment, Attempt<T> attempt) {
        return attempt(payment.groupId(), attempt);
    }

    <T> T attempt(String groupId, Attempt<T> attempt) {
        boolean revive = true;
        int full = 0;
        while (true) {
            Map<String, Promise> ways = full < DEPARTURES_MAX ? ways(groupId) : held(groupId);
            try {
                return attempt.run(ways, revive);
            } catch (Fulfilling.StockGone e) {
                // Paid after expiry, and others have the goods: the same once more, without them.
                revive = false;
            } catch (PaidChange.NotToBeHad e) {
                // The order stays as it is.
                revive = false;
            } catch (PaidChange.NoRoom e) {
                room.prepare(e.legs());
                room.refresh(e.legs());
                full++;
                revive = full < DEPARTURES_MAX;
            } catch (Fulfilling.RoomGone e) {
                // Others filled a departure in between: the next one, and in the end what goes by none is not to be
                // had.
                room.refresh(legs(ways));
                full++;
            }
        }
    }

    private static List<Leg> legs(Map<String, Promise> ways) {
        return ways.values().stream()
                .flatMap(way -> way instanceof Promise.Kept kept ? kept.legs().stream() : Stream.empty())
                .toList();
    }

    /** Only what goes by the departures that it holds. */
    private Map<String, Promise> held(String groupId) {
        Instant now = clock.instant();
        return book.orders(groupId).stream()
                .collect(Collectors.toMap(
                        Order::orderId,
                        order -> held(order, now)
                                .<Promise>map(kept -> kept)
                                .orElse(new Promise.Refused(Promise.Reason.FULL))));
    }

    /** A promise holds as long as the departures it goes by are held and can be taken. */
    private Optional<Promise.Kept> held(Order order, Instant now) {
        return order.arrival() == null
                ? Optional.empty()
                : room.standing(order.orderId(), now)
                        .map(legs -> new Promise.Kept(legs, promised(order, legs), order.arrival()));
    }

    /** Its departures may go later than when it was placed. */
    private static Instant promised(Order order, List<Leg> legs) {
        Instant there = legs.getLast().arrivesAt();
        return there.isAfter(order.promisedAt()) ? there : order.promisedAt();
    }

    /** Asked before the transaction, as of now: what was promised at checkout may be lost since. */
    private Map<String, Promise> ways(String groupId) {
        Instant now = clock.instant();
        var ways = new HashMap<String, Promise>();
        List<Order> orders = book.orders(groupId);
        Map<String, List<StockLine>> lines = book.stockLines(orders);
        Map<String, Sku> goods = skus.find(lines.values().stream()
                .flatMap(List::stream)
                .map(StockLine::skuCode)
                .collect(Collectors.toSet()));
        for (Order order : orders) {
            var classes = lines.getOrDefault(order.orderId(), List.of()).stream()
                    .map(line -> goods.get(line.skuCode()))
                    .filter(Objects::nonNull)
                    .map(Sku::storageClass)
                    .collect(Collectors.toSet());
            var load = new Load(order.weightGrams(), order.volumeCm3(), 1, StorageClass.strictest(classes));
            ways.put(order.orderId(), way(order, load, now));
        }
        room.prepare(legs(ways));
        return ways;
    }

    private Promise way(Order order, Load load, Instant now) {
        Promise asOfNow = room.without(order.orderId(), 0, () -> asOfNow(order, load, now));
        boolean never = asOfNow instanceof Promise.Refused(Promise.Reason reason) && NOT_TO_BE_BROUGHT.contains(reason);
        return never
                ? asOfNow
                : held(order, now)
                        // The same departures at other times than when it was placed are promised as they go now.
                        .filter(kept -> !(asOfNow instanceof Promise.Kept found)
                                || !found.legs().equals(kept.legs()))
                        .<Promise>map(kept -> kept)
                        .orElse(asOfNow);
    }

    private Promise asOfNow(Order order, Load load, Instant now) {
        return order.province() == null
                ? promises.promise(order.fromNode(), order.toNode(), load, now)
                : promises.outside(order.fromNode(), order.toNode(), order.province(), load, now);
    }
}

package org.cunlu.orders.aftersales;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.Skus;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.DepartureRoom;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Promises;
import org.cunlu.logistics.Shipments;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.StockLine;
import org.cunlu.orders.AfterSales.Part;
import org.cunlu.orders.Order;

/**
 * What is sent instead: held when an exchange is agreed, booked when the goods are handed in, at no price. It is a parcel of its own
 * under an id of its own, on the way of its order.
 */
@Singleton
class Replacing {
    private final Stock stock;
    private final DepartureRoom room;
    private final Shipments shipments;
    private final Promises promises;
    private final Skus skus;
    private final Transactions transactions;
    private final Clock clock;

    Replacing(
            Stock stock,
            DepartureRoom room,
            Shipments shipments,
            Promises promises,
            Skus skus,
            Transactions transactions,
            Clock clock) {
        this.stock = stock;
        this.room = room;
        this.shipments = shipments;
        this.promises = promises;
        this.skus = skus;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Last in the caller's transaction. @throws ProblemException 409 {@code replacement-not-to-be-had} */
    void hold(Order order, String replacementId, List<Part> parts) {
        if (!stock.reserve(order.countyCode(), Map.of(replacementId, lines(order, parts)), true)) {
            throw ProblemException.of(
                    409,
                    "replacement-not-to-be-had",
                    "没有可换的货，请改为退款 · There is none to send instead, offer money",
                    null);
        }
    }

    void giveBack(@Nullable String replacementId) {
        if (replacementId != null) {
            stock.release(replacementId);
        }
    }

    /** Joins the caller's transaction. @throws ProblemException 409 {@code no-way-there} */
    void send(Order order, String replacementId, List<Part> parts) {
        transactions.require();
        Load load = load(parts);
        if (!(promise(order, load) instanceof Promise.Kept kept)
                || !room.move(order.countyCode(), replacementId, 0, 0, new DepartureRoom.Way(kept.legs(), load))) {
            throw ProblemException.of(409, "no-way-there", "换货暂时发不出 · Nothing carries the replacement now", null);
        }
        shipments.book(new Shipments.Booking(
                replacementId,
                order.countyCode(),
                order.fromNode(),
                order.toNode(),
                order.recipientId(),
                0,
                lines(order, parts),
                kept));
    }

    private Promise promise(Order order, Load load) {
        return order.outside() && order.province() != null
                ? promises.outside(order.fromNode(), order.toNode(), order.province(), load, clock.instant())
                : promises.promise(order.fromNode(), order.toNode(), load, clock.instant());
    }

    private static List<StockLine> lines(Order order, List<Part> parts) {
        var pieces = new TreeMap<String, Long>();
        parts.forEach(part -> pieces.merge(part.skuCode(), (long) part.pieces(), Long::sum));
        return pieces.entrySet().stream()
                .map(each -> new StockLine(each.getKey(), order.fromNode(), each.getValue()))
                .toList();
    }

    private Load load(List<Part> parts) {
        Map<String, Sku> goods =
                skus.find(parts.stream().map(Part::skuCode).distinct().toList());
        long grams = 0;
        long cm3 = 0;
        for (Part part : parts) {
            Sku sku = goods.get(part.skuCode());
            grams = Math.addExact(grams, Math.multiplyExact(sku.weightGrams(), (long) part.pieces()));
            cm3 = Math.addExact(cm3, Math.multiplyExact(sku.volumeCm3(), (long) part.pieces()));
        }
        return new Load(
                grams,
                cm3,
                1,
                StorageClass.strictest(
                        goods.values().stream().map(Sku::storageClass).toList()));
    }
}

package org.cunlu.orders.resourcing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cunlu.logistics.DepartureRoom;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Shipments;
import org.cunlu.logistics.StockLine;
import org.cunlu.orders.LineTerms;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.OrderState;
import org.cunlu.orders.OrderState.FulfilmentStatus;
import org.cunlu.orders.OrderState.Lifecycle;

/** What one other node serves of an order. @param pieces by line of that order @param toNode a gateway when outside */
record Part(
        String sisterId, Node from, String toNode, Promise.Kept promise, Load load, Map<OrderLine, Integer> pieces) {
    long goodsFen() {
        long sum = 0;
        for (var each : pieces.entrySet()) {
            sum = Math.addExact(sum, Math.multiplyExact(each.getKey().unitPriceFen(), each.getValue()));
        }
        return sum;
    }

    long count() {
        return pieces.values().stream().mapToLong(Integer::longValue).sum();
    }

    DepartureRoom.Way way() {
        return new DepartureRoom.Way(promise.legs(), load);
    }

    /**
     * @param totalFen what is moved to it, carriage with it when {@code freightFen} is above 0
     * @param commissionFen of the first order's, what belongs to these pieces
     */
    Order sister(Order first, long freightFen, long totalFen, long commissionFen, Instant now) {
        return new Order(
                sisterId,
                first.groupId(),
                from.countyCode(),
                first.accountId(),
                first.recipientId(),
                first.sellerCode(),
                first.sellerName(),
                from.code(),
                toNode,
                first.outside(),
                new OrderState(Lifecycle.OPEN, first.state().payment(), FulfilmentStatus.ALLOCATED),
                goodsFen(),
                freightFen,
                goodsFen() + freightFen - totalFen,
                totalFen,
                0,
                0,
                commissionFen,
                // A station earns for each parcel; one that pays no carriage is paid by the network.
                first.stationFeeFen(),
                load.weightGrams(),
                load.volumeCm3(),
                promise.availableAt(),
                promise.arrival(),
                first.province(),
                now,
                1);
    }

    List<OrderLine> lines() {
        var lines = new ArrayList<OrderLine>();
        pieces.forEach((line, some) -> lines.add(new OrderLine(
                sisterId,
                lines.size() + 1,
                line.offerId(),
                line.skuCode(),
                line.name(),
                some,
                0,
                line.unitPriceFen(),
                Math.multiplyExact(line.unitPriceFen(), some),
                line.brand(),
                line.live(),
                line.input(),
                line.termsOf(some))));
        return lines;
    }

    /** @param otherwise where of a line nothing was agreed */
    long commissionFen(long otherwise) {
        long sum = 0;
        for (var each : pieces.entrySet()) {
            LineTerms some = each.getKey().termsOf(each.getValue());
            if (some == null) {
                return otherwise;
            }
            sum = Math.addExact(sum, some.commissionFen());
        }
        return sum;
    }

    List<StockLine> stock() {
        return pieces.entrySet().stream()
                .map(each -> new StockLine(each.getKey().skuCode(), from.code(), each.getValue()))
                .toList();
    }

    Shipments.Booking booking(Order sister, boolean cash) {
        return new Shipments.Booking(
                sisterId,
                sister.countyCode(),
                sister.fromNode(),
                sister.toNode(),
                sister.recipientId(),
                cash ? sister.totalFen() : 0,
                stock(),
                promise);
    }
}

package org.cunlu.orders.resourcing;

import java.time.Instant;
import java.util.List;
import org.cunlu.logistics.DepartureRoom;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Shipments;
import org.cunlu.logistics.StockLine;
import org.cunlu.orders.LineShare;
import org.cunlu.orders.LineStep;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.OrderState;
import org.cunlu.orders.OrderState.FulfilmentStatus;
import org.cunlu.orders.OrderState.Lifecycle;

/**
 * What one other node serves of an order.
 * @param pieces of its line
 * @param gone of the line's pieces, those that went before
 * @param toNode a gateway when outside
 */
record Part(
        String sisterId,
        Node from,
        String toNode,
        Promise.Kept promise,
        Load load,
        OrderLine line,
        int gone,
        int pieces) {
    long goodsFen() {
        return share().amountFen();
    }

    /** @return what the buyer pays for them, carriage apart */
    long worthFen() {
        return share().netFen();
    }

    private LineShare share() {
        return LineShare.of(line, gone, pieces);
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

    /** @param freightFen all of the sister's carriage */
    List<OrderLine> lines(long freightFen) {
        var plain = new OrderLine(
                sisterId,
                1,
                line.offerId(),
                line.skuCode(),
                line.name(),
                pieces,
                0,
                line.unitPriceFen(),
                Math.multiplyExact(line.unitPriceFen(), pieces),
                line.brand(),
                line.live(),
                line.input());
        return List.of(OrderLine.of(
                        plain,
                        freightFen,
                        share().steps().stream()
                                .filter(step ->
                                        !step.kind().first() && step.kind() != LineStep.Kind.FREIGHT && step.fen() != 0)
                                .toList())
                .with(line.termsOf(gone, pieces))
                .with(line.weight() == null ? null : line.weight().ordered()));
    }

    List<StockLine> stock() {
        return List.of(new StockLine(line.skuCode(), from.code(), pieces));
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

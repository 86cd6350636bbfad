package org.cunlu.web.seller;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Shipments;
import org.cunlu.orders.SellerOrderView;

/** Joins orders with their parcels. */
@Singleton
class HandIns {
    private final Shipments shipments;
    private final Network network;
    private final Clock clock;

    HandIns(Shipments shipments, Network network, Clock clock) {
        this.shipments = shipments;
        this.network = network;
        this.clock = clock;
    }

    List<HandIn> of(List<SellerOrderView> orders) {
        if (orders.isEmpty()) {
            return List.of();
        }
        Map<String, Shipments.Tracking> parcels =
                shipments.track(orders.stream().map(SellerOrderView::orderId).toList());
        Instant now = clock.instant();
        return orders.stream()
                .map(order -> of(order, parcels.get(order.orderId()), now))
                .toList();
    }

    private HandIn of(SellerOrderView order, @Nullable Shipments.Tracking parcel, Instant now) {
        // Its first ride takes it along, or it waits for the next and comes late.
        Instant due = parcel == null || parcel.legs().isEmpty()
                ? order.promisedAt()
                : parcel.legs().getFirst().departsAt();
        return new HandIn(
                order,
                parcel == null ? null : parcel.barcode(),
                name(order.fromNode()),
                name(order.toNode()),
                due,
                due.isBefore(now));
    }

    String name(String nodeCode) {
        return network.node(nodeCode).map(Node::name).orElse(nodeCode);
    }
}

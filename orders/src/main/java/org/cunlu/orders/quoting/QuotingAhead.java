package org.cunlu.orders.quoting;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.cunlu.catalog.Offer;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Promises;
import org.cunlu.orders.Destination;
import org.cunlu.orders.Quote;
import org.cunlu.orders.QuotesAhead;
import org.cunlu.orders.Wish;

/** Prices one offer from one node by the steps of every quote; the timetable need not reach as far as its day. */
@Singleton
class QuotingAhead implements QuotesAhead {
    private final Network network;
    private final Promises promises;
    private final Pricing prices;
    private final Trades trades;
    private final Clock clock;

    QuotingAhead(Network network, Promises promises, Pricing prices, Trades trades, Clock clock) {
        this.network = network;
        this.promises = promises;
        this.prices = prices;
        this.trades = trades;
        this.clock = clock;
    }

    @Override
    public Quote.Shipment ahead(Wish wish, String from, Destination destination, Instant readyAt) {
        check(wish);
        if ((destination.villageCode() == null) == (destination.outside() == null)) {
            throw Refusals.destinationInvalid();
        }
        try {
            Node source = network.nodes(List.of(from)).get(from);
            if (source == null || !source.open()) {
                throw Refusals.noDelivery(Promise.Reason.NODE_NOT_OPEN);
            }
            Node station = destination.outside() == null ? station(destination.villageCode()) : null;
            DeliveryTerms.check(List.of(wish), station);
            Node to = station == null
                    ? network.gateway(source.countyCode())
                            .filter(Node::open)
                            .orElseThrow(() -> Refusals.noDelivery(Promise.Reason.NO_CONNECTION))
                    : station;
            String province =
                    destination.outside() == null ? null : destination.outside().province();
            Promise.Kept way = way(source, to, province, Wish.load(List.of(wish)), readyAt);
            return prices.plain(
                    new Pricing.Planned(List.of(wish), trades.of(wish.offer()), source, to, province, way, null));
        } catch (ArithmeticException e) {
            throw Refusals.tooLarge();
        }
    }

    private static void check(Wish wish) {
        Offer offer = wish.offer();
        if (!offer.onSale()) {
            throw offer.brandRight().sellable() ? Refusals.notOnSale(offer) : BrandRefusals.of(offer);
        }
        if (!offer.takes(wish.quantity())) {
            throw Refusals.quantity(offer);
        }
        BrandRefusals.check(List.of(wish));
    }

    private Node station(String village) {
        Node station = network.stationOf(village).orElseThrow(Refusals::villageUnknown);
        if (!station.open()) {
            throw Refusals.noDelivery(Promise.Reason.NODE_NOT_OPEN);
        }
        return station;
    }

    /** Where no departure is known that far ahead, as things are now. */
    private Promise.Kept way(Node from, Node to, @Nullable String province, Load load, Instant readyAt) {
        return switch (promise(from, to, province, load, readyAt)) {
            case Promise.Kept kept -> kept;
            case Promise.Refused _ ->
                switch (promise(from, to, province, load, clock.instant())) {
                    case Promise.Kept kept -> kept;
                    case Promise.Refused(Promise.Reason reason) -> throw Refusals.noDelivery(reason);
                };
        };
    }

    private Promise promise(Node from, Node to, @Nullable String province, Load load, Instant readyAt) {
        if (province == null && !to.handles(load.storageClass())) {
            return new Promise.Refused(Promise.Reason.CLASS_NOT_CARRIED);
        }
        return province == null
                ? promises.promise(from.code(), to.code(), load, readyAt)
                : promises.outside(from.code(), to.code(), province, load, readyAt);
    }
}

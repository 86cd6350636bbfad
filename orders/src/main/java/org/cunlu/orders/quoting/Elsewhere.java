package org.cunlu.orders.quoting;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Promises;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.Stock.Shelf;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.orders.Order;
import org.cunlu.orders.OtherSources;
import org.cunlu.orders.Sources;
import org.cunlu.orders.Sources.Choice;
import org.cunlu.orders.Trade;
import org.cunlu.orders.Wish;

/** Looks for an order's pieces at the other nodes of the offer that may supply its place. */
@Singleton
class Elsewhere implements OtherSources {
    private final Stock stock;
    private final Network network;
    private final Promises promises;
    private final Suppliers suppliers;
    private final Trades trades;
    private final Sources sources;
    private final Clock clock;

    Elsewhere(
            Stock stock,
            Network network,
            Promises promises,
            Suppliers suppliers,
            Trades trades,
            Sources sources,
            Clock clock) {
        this.stock = stock;
        this.network = network;
        this.promises = promises;
        this.suppliers = suppliers;
        this.trades = trades;
        this.sources = sources;
        this.clock = clock;
    }

    @Override
    public Choice choose(Order order, Wish wish, boolean whole) {
        Trade trade = trades.of(wish.offer());
        if (!whole && !sources.splits(trade)) {
            return new Choice.SoldOut(wish, 0);
        }
        Instant now = clock.instant();
        Map<String, Node> nodes = network.nodes(wish.offer().sourceNodes()).values().stream()
                .filter(node -> node.open() && !node.code().equals(order.fromNode()))
                .collect(Collectors.toMap(Node::code, node -> node));
        Map<SkuAtNode, Shelf> shelves = stock.shelves(List.of(wish.skuCode()), nodes.keySet(), CountyTime.date(now));
        if (!order.outside()) {
            shelves = suppliers.only(List.of(wish), shelves, order.toNode(), now);
        }
        Instant ready = DeliveryTerms.ready(List.of(wish), now);
        return sources.choose(new Sources.Wanted(
                trade, List.of(wish), shelves, (code, load) -> promise(order, nodes.get(code), load, ready)));
    }

    private Promise promise(Order order, Node from, Load load, Instant ready) {
        if (!order.outside()) {
            return promises.promise(from.code(), order.toNode(), load, ready);
        }
        return order.province() == null
                ? new Promise.Refused(Promise.Reason.NO_CONNECTION)
                : network.gateway(from.countyCode())
                        .filter(Node::open)
                        .map(gateway -> promises.outside(from.code(), gateway.code(), order.province(), load, ready))
                        .orElse(new Promise.Refused(Promise.Reason.NO_CONNECTION));
    }
}

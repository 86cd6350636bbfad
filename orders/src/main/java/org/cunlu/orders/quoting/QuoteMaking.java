package org.cunlu.orders.quoting;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.DepartureRoom;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.NodeProfile;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Promises;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.Stock.Shelf;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.orders.CartLine;
import org.cunlu.orders.Destination;
import org.cunlu.orders.PaymentChoice;
import org.cunlu.orders.PriceAsk;
import org.cunlu.orders.Quote;
import org.cunlu.orders.Quotes;
import org.cunlu.orders.Shopper;
import org.cunlu.orders.Sources;
import org.cunlu.orders.Trade;
import org.cunlu.orders.Wish;
import org.cunlu.orders.quoting.Pricing.Planned;

/** Makes quotes: offers in one statement, stock in one, then sources, promises and prices are reckoned. */
@Singleton
class QuoteMaking implements Quotes {
    private final Wanting wanting;
    private final Stock stock;
    private final Network network;
    private final Promises promises;
    private final DepartureRoom room;
    private final Suppliers suppliers;
    private final Trades trades;
    private final Sources sources;
    private final Backordering backordering;
    private final Pricing prices;
    private final Clock clock;

    QuoteMaking(
            Wanting wanting,
            Stock stock,
            Network network,
            Promises promises,
            DepartureRoom room,
            Suppliers suppliers,
            Trades trades,
            Sources sources,
            Backordering backordering,
            Pricing prices,
            Clock clock) {
        this.wanting = wanting;
        this.stock = stock;
        this.network = network;
        this.promises = promises;
        this.room = room;
        this.suppliers = suppliers;
        this.trades = trades;
        this.sources = sources;
        this.backordering = backordering;
        this.prices = prices;
        this.clock = clock;
    }

    @Override
    public Quote quote(List<CartLine> lines, Shopper who, Destination destination, PaymentChoice payment) {
        if (lines.isEmpty()) {
            throw Refusals.cartEmpty();
        }
        if ((destination.villageCode() == null) == (destination.outside() == null)) {
            throw Refusals.destinationInvalid();
        }
        if (payment == PaymentChoice.CASH_AT_PICKUP && destination.outside() != null) {
            throw Refusals.cashNotPossible();
        }
        try {
            Wanting.Wanted wanted = wanting.of(lines, who.groupBuyId(), clock.instant());
            Target target = target(destination, payment);
            DeliveryTerms.check(wanted.wishes(), target instanceof Target.Station(Node station) ? station : null);
            List<Planned> planned = room.together(() -> planned(wanted, target, payment));
            return Quote.of(prices.price(new PriceAsk(who, payment, destination, clock.instant()), planned));
        } catch (ArithmeticException e) {
            throw Refusals.tooLarge();
        }
    }

    /** Where it goes: one station for all, or the gateway of each source's own county. */
    private sealed interface Target {
        record Station(Node node) implements Target {}

        record Outside(String province) implements Target {}
    }

    private Target target(Destination destination, PaymentChoice payment) {
        if (destination.outside() != null) {
            return new Target.Outside(destination.outside().province());
        }
        Node station = network.stationOf(destination.villageCode()).orElseThrow(Refusals::villageUnknown);
        if (!station.open()) {
            throw Refusals.noDelivery(Promise.Reason.NODE_NOT_OPEN);
        }
        if (payment == PaymentChoice.CASH_AT_PICKUP && !station.profile().offers(NodeProfile.Service.CASH)) {
            throw Refusals.cashNotPossible();
        }
        return new Target.Station(station);
    }

    private Optional<Node> toNode(Target target, Node source) {
        return switch (target) {
            case Target.Station(Node station) -> Optional.of(station);
            case Target.Outside _ -> network.gateway(source.countyCode()).filter(Node::open);
        };
    }

    private List<Planned> planned(Wanting.Wanted all, Target target, PaymentChoice payment) {
        List<Wish> wishes =
                all.wishes().stream().filter(wish -> wish.allotmentId() == null).toList();
        var sourceCodes = new TreeSet<String>();
        all.wishes().forEach(wish -> sourceCodes.addAll(wish.offer().sourceNodes()));
        Map<String, Node> nodes = network.nodes(sourceCodes).values().stream()
                .filter(Node::open)
                .collect(Collectors.toMap(Node::code, node -> node));
        Instant now = clock.instant();
        Map<SkuAtNode, Shelf> shelves = may(
                wishes,
                stock.shelves(
                        wishes.stream().map(Wish::skuCode).collect(Collectors.toSet()),
                        nodes.keySet(),
                        CountyTime.date(now)),
                target,
                now);
        var planned = new ArrayList<Planned>();
        for (var lot : lots(all.wishes()).entrySet()) {
            String slot = lot.getKey().allotmentId();
            Instant ready = DeliveryTerms.ready(lot.getValue(), now);
            var wanted = new Sources.Wanted(
                    lot.getKey().trade(),
                    lot.getValue(),
                    slot == null ? shelves : may(lot.getValue(), all.shelf(slot), target, now),
                    (code, load) -> offered(target, nodes.get(code), load, ready));
            for (Backordering.Served served : served(wanted, nodes, target, slot == null ? payment : null, ready)) {
                Sources.Source source = served.source();
                Node from = nodes.get(source.nodeCode());
                Node to = toNode(target, from).orElseThrow();
                planned.add(new Planned(
                        source.wishes(),
                        lot.getKey().trade(),
                        from,
                        to,
                        target instanceof Target.Outside(String province) ? province : null,
                        source.promise(),
                        served.expectedOn()));
                // What goes with it may not fit on the same departure any more.
                room.reckon(new DepartureRoom.Way(source.promise().legs(), Wish.load(source.wishes())));
            }
        }
        return planned;
    }

    private Map<SkuAtNode, Shelf> may(List<Wish> wishes, Map<SkuAtNode, Shelf> shelves, Target target, Instant now) {
        return target instanceof Target.Station(Node station)
                ? suppliers.may(wishes, shelves, station.code(), now)
                : shelves;
    }

    /**
     * From what is there or, where there is too little and it is paid before, of what is still to come.
     * @param payment null for what is not waited for
     */
    private List<Backordering.Served> served(
            Sources.Wanted wanted,
            Map<String, Node> nodes,
            Target target,
            @Nullable PaymentChoice payment,
            Instant ready) {
        Sources.Choice choice = sources.choose(wanted);
        if (choice instanceof Sources.Choice.SoldOut && payment == PaymentChoice.ONLINE) {
            var waited = backordering.serve(
                    wanted,
                    nodes.keySet(),
                    shelves -> may(wanted.wishes(), shelves, target, clock.instant()),
                    (code, load, day) -> promise(target, nodes.get(code), load, DeliveryTerms.later(ready, day)));
            if (waited.isPresent()) {
                return waited.get();
            }
        }
        return chosen(choice).stream()
                .map(source -> new Backordering.Served(source, null))
                .toList();
    }

    /**
     * What is served together: one seller's goods of one trade that are kept alike. Food and pesticide share no parcel, and what
     * is sold in a live slot or a flash sale is an order of its own.
     */
    private record Lot(
            String sellerCode,
            Trade trade,
            StorageClass kept,
            @Nullable String allotmentId) {}

    private SortedMap<Lot, List<Wish>> lots(List<Wish> wishes) {
        return wishes.stream()
                .collect(Collectors.groupingBy(
                        wish -> new Lot(
                                wish.offer().sellerCode(),
                                trades.of(wish.offer()),
                                wish.offer().sku().storageClass(),
                                wish.allotmentId()),
                        () -> new TreeMap<>(Comparator.comparing(Lot::sellerCode)
                                .thenComparing(Lot::trade)
                                .thenComparing(Lot::kept)
                                .thenComparing(Lot::allotmentId, Comparator.nullsFirst(Comparator.naturalOrder()))),
                        Collectors.toList()));
    }

    private static List<Sources.Source> chosen(Sources.Choice choice) {
        return switch (choice) {
            case Sources.Choice.Chosen(List<Sources.Source> sources) -> sources;
            case Sources.Choice.SoldOut(Wish wish, long pieces) ->
                throw Refusals.soldOut(wish.offer().id(), pieces);
            case Sources.Choice.NotSplit(Wish wish, long pieces) ->
                throw Refusals.notSplit(wish.offer().id(), pieces);
            case Sources.Choice.Unreachable(Wish wish, Promise.Reason reason) ->
                throw Refusals.noDelivery(reason).fact("offerId", wish.offer().id());
        };
    }

    /** Of what comes later than now, nobody knows how full the station will be. */
    private Promise offered(Target target, Node source, Load load, Instant readyAt) {
        return target instanceof Target.Station(Node station) && station.handles(load.storageClass())
                ? promises.offered(source.code(), station.code(), load, readyAt)
                : promise(target, source, load, readyAt);
    }

    private Promise promise(Target target, Node source, Load load, Instant readyAt) {
        if (target instanceof Target.Station(Node station) && !station.handles(load.storageClass())) {
            return new Promise.Refused(Promise.Reason.CLASS_NOT_CARRIED);
        }
        return toNode(target, source)
                .map(to -> switch (target) {
                    case Target.Station _ -> promises.promise(source.code(), to.code(), load, readyAt);
                    case Target.Outside(String province) ->
                        promises.outside(source.code(), to.code(), province, load, readyAt);
                })
                .orElse(new Promise.Refused(Promise.Reason.NO_CONNECTION));
    }
}

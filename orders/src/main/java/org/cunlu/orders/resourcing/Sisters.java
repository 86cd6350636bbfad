package org.cunlu.orders.resourcing;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cunlu.accounts.Notices;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.kernel.events.TryLater;
import org.cunlu.kernel.id.Ids;
import org.cunlu.logistics.DepartureRoom;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Rerouting;
import org.cunlu.logistics.Shipments;
import org.cunlu.logistics.SlipReason;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.StockLine;
import org.cunlu.orders.Ledger;
import org.cunlu.orders.LineShare;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.OrderPaid;
import org.cunlu.orders.OrderPlaced;
import org.cunlu.orders.OrderState.PaymentStatus;
import org.cunlu.orders.OrderStep.Why;
import org.cunlu.orders.OtherSources;
import org.cunlu.orders.PlacingRules;
import org.cunlu.orders.Refunds;
import org.cunlu.orders.Resourcing;
import org.cunlu.orders.Sources.Choice;
import org.cunlu.orders.Sources.Source;
import org.cunlu.orders.Wish;

/** Makes sisters: looks where else the pieces are, takes them there, moves the money, books their parcels, tells the buyer. */
@Singleton
class Sisters implements Resourcing {
    private static final String ACTOR = "logistics";

    private final OtherSources elsewhere;
    private final Offers offers;
    private final Network network;
    private final OrderBook book;
    private final SisterTable table;
    private final PlacingRules rules;
    private final Refunds refunds;
    private final Ledger ledger;
    private final Stock stock;
    private final DepartureRoom room;
    private final Shipments shipments;
    private final Rerouting rerouting;
    private final Notices notices;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    Sisters(
            OtherSources elsewhere,
            Offers offers,
            Network network,
            OrderBook book,
            SisterTable table,
            PlacingRules rules,
            Refunds refunds,
            Ledger ledger,
            Stock stock,
            DepartureRoom room,
            Shipments shipments,
            Rerouting rerouting,
            Notices notices,
            Outbox outbox,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.elsewhere = elsewhere;
        this.offers = offers;
        this.network = network;
        this.book = book;
        this.table = table;
        this.rules = rules;
        this.refunds = refunds;
        this.ledger = ledger;
        this.stock = stock;
        this.room = room;
        this.shipments = shipments;
        this.rerouting = rerouting;
        this.notices = notices;
        this.outbox = outbox;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Served serve(Order order, Map<OrderLine, Integer> lacking, boolean whole, String shortId, SlipReason why) {
        transactions.require();
        List<Part> parts = find(order, lacking, whole);
        if (parts.isEmpty()) {
            return Served.NOTHING;
        }
        take(parts);
        // Whatever else the order's price holds, its carriage above all, goes with the last of its pieces.
        long beyond = whole ? order.payableFen() - worthFen(lacking) : 0;
        long freight = whole ? order.freightFen() : 0;
        long without = order.shortFen();
        long moved = 0;
        var served = new HashMap<OrderLine, Integer>();
        for (Part part : parts) {
            long worth = part.worthFen();
            long commission = part.line().terms() == null
                    ? order.commissionDueFen(without) - order.commissionDueFen(without + worth)
                    : part.line().termsOf(part.gone(), part.pieces()).commissionFen();
            make(part, order, part.sister(order, freight, worth + beyond, commission, clock.instant()), shortId, why);
            without += worth;
            moved += worth;
            beyond = 0;
            freight = 0;
            served.merge(part.line(), part.pieces(), Integer::sum);
        }
        return new Served(served, moved);
    }

    private static long worthFen(Map<OrderLine, Integer> lacking) {
        return lacking.entrySet().stream()
                .mapToLong(each -> LineShare.netFen(each.getKey(), each.getKey().shortQuantity(), each.getValue()))
                .sum();
    }

    /** @return a part for each node; none when nobody has any of it, or when it costs nothing and so moves no money */
    private List<Part> find(Order order, Map<OrderLine, Integer> lacking, boolean whole) {
        Map<String, Offer> known =
                offers.find(lacking.keySet().stream().map(OrderLine::offerId).toList());
        var parts = new ArrayList<Part>();
        for (var each : lacking.entrySet()) {
            Offer offer = known.get(each.getKey().offerId());
            int gone = each.getKey().shortQuantity();
            if (offer == null || LineShare.netFen(each.getKey(), gone, each.getValue()) <= 0) {
                continue;
            }
            for (Source source : sources(order, new Wish(offer, each.getValue()), whole)) {
                Node from = network.node(source.nodeCode()).orElseThrow();
                String to = order.outside()
                        ? network.gateway(from.countyCode()).orElseThrow().code()
                        : order.toNode();
                int pieces = source.wishes().stream().mapToInt(Wish::quantity).sum();
                parts.add(new Part(
                        ids.next(),
                        from,
                        to,
                        source.promise(),
                        Wish.load(source.wishes()),
                        each.getKey(),
                        gone,
                        pieces));
                gone += pieces;
            }
        }
        return parts;
    }

    /** All of it or, where there are fewer, as many as there are. */
    private List<Source> sources(Order order, Wish wish, boolean whole) {
        return switch (elsewhere.choose(order, wish, whole)) {
            case Choice.Chosen(List<Source> sources) -> sources;
            case Choice.SoldOut(Wish _, long pieces) -> fewer(order, wish, pieces, whole);
            case Choice.NotSplit(Wish _, long pieces) -> fewer(order, wish, pieces, whole);
            case Choice.Unreachable _ -> List.of();
        };
    }

    private List<Source> fewer(Order order, Wish wish, long pieces, boolean whole) {
        return pieces > 0
                        && pieces < wish.quantity()
                        && elsewhere.choose(order, wish.of((int) pieces), whole)
                                instanceof Choice.Chosen(List<Source> sources)
                ? sources
                : List.of();
    }

    /** Stock and room, of all or none: what others took in between is looked for anew when the news is heard again. */
    private void take(List<Part> parts) {
        var byCounty = new TreeMap<String, Map<String, List<StockLine>>>();
        parts.forEach(part -> byCounty.computeIfAbsent(part.from().countyCode(), _ -> new LinkedHashMap<>())
                .put(part.sisterId(), part.stock()));
        byCounty.forEach((county, lines) -> {
            if (!stock.reserve(county, lines, true)) {
                throw new TryLater("others took what was to replace a short pick", null);
            }
        });
        for (Part part : parts) {
            if (!room.move(part.from().countyCode(), part.sisterId(), 0, 0, part.way())) {
                throw new TryLater("others took the room for what was to replace a short pick", null);
            }
        }
    }

    private void make(Part part, Order first, Order sister, String shortId, SlipReason why) {
        boolean cash = first.state().payment() == PaymentStatus.CASH_DUE;
        List<OrderLine> lines = part.lines(sister.freightFen());
        book.add(sister, lines, ACTOR, Why.SERVED_FROM_ELSEWHERE);
        rules.shared(sister, lines);
        table.insert(sister, first, shortId, part.pieces());
        if (!cash) {
            refunds.shift(first, sister.orderId(), sister.totalFen());
            ledger.moved(first, sister);
        }
        // The buyer was promised these pieces with the rest.
        rerouting.insteadOf(
                shipments.book(part.booking(sister, cash)),
                first.promisedAt(),
                new Rerouting.Cause(why, "sister:" + sister.orderId(), "system"));
        outbox.append(new OrderPlaced(
                sister.orderId(), sister.groupId(), sister.sellerCode(), sister.totalFen(), sister.placedAt()));
        outbox.append(new OrderPaid(
                sister.orderId(), sister.groupId(), sister.sellerCode(), sister.totalFen(), sister.placedAt()));
        tell(part, first, why);
    }

    private void tell(Part part, Order first, SlipReason why) {
        notices.tell(
                first.accountId(),
                Notices.Kind.ORDER_FROM_ELSEWHERE,
                Map.of(
                        "order",
                        first.orderId(),
                        "pieces",
                        Integer.toString(part.pieces()),
                        "date",
                        part.promise().arrival().date().toString(),
                        "reason",
                        why.chinese(),
                        "english",
                        why.english()));
    }

    @Override
    public List<String> sisters(String orderId) {
        return table.of(orderId);
    }

    @Override
    public Optional<String> original(String sisterId) {
        return table.first(sisterId);
    }
}

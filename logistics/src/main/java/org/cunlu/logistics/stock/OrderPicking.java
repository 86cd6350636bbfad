package org.cunlu.logistics.stock;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cunlu.catalog.Lot;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.Skus;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.PickLists;
import org.cunlu.logistics.Picking;
import org.cunlu.logistics.Picking.Picked.Refused;
import org.cunlu.logistics.Picking.Picked.Taken;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook.Standing;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.stock.Claims.Held;
import org.cunlu.logistics.stock.Claims.Stage;
import org.cunlu.logistics.stock.LotChoice.Choice;
import org.cunlu.logistics.stock.Movement.Cause;
import org.cunlu.logistics.stock.Movement.Kind;

/** Pieces leave the shelf: lots are chosen or checked, then parts and levels go down together. */
@Singleton
class OrderPicking implements Picking {
    private final StockLedger ledger;
    private final Claims claims;
    private final PartShelf shelf;
    private final KnownLots lots;
    private final Skus skus;
    private final PickLists lists;
    private final Transactions transactions;
    private final Clock clock;

    OrderPicking(
            StockLedger ledger,
            Claims claims,
            PartShelf shelf,
            KnownLots lots,
            Skus skus,
            PickLists lists,
            Transactions transactions,
            Clock clock) {
        this.ledger = ledger;
        this.claims = claims;
        this.shelf = shelf;
        this.lots = lots;
        this.skus = skus;
        this.lists = lists;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** One order among several that are picked together. */
    private record Order(Wanted wanted, List<Held> held, Set<String> tracked) {
        String id() {
            return wanted.orderId();
        }
    }

    @Override
    public Several pickAll(List<Wanted> wanted) {
        transactions.require();
        var ids = wanted.stream().map(Wanted::orderId).toList();
        Map<String, List<Held>> held = claims.lock(ids).stream()
                .filter(h -> h.state() != Stage.RELEASED)
                .collect(Collectors.groupingBy(Held::orderId));
        Set<String> open = lists.open(ids);
        Set<String> tracked =
                tracked(held.values().stream().flatMap(List::stream).toList());
        var orders = new ArrayList<Order>();
        for (Wanted each : wanted) {
            var order = new Order(each, held.getOrDefault(each.orderId(), List.of()), tracked);
            Optional<Refused> refused = mayBePicked(order, open);
            if (refused.isPresent()) {
                return Several.refused(orders.size(), refused.get());
            }
            orders.add(order);
        }
        return take(orders);
    }

    private static Optional<Refused> mayBePicked(Order order, Set<String> open) {
        if (order.held().isEmpty() || order.held().stream().anyMatch(h -> h.state() != Stage.ALLOCATED)) {
            return Optional.of(new Refused(Reason.NOT_ALLOCATED, null));
        }
        if (open.contains(order.id())) {
            return Optional.of(new Refused(Reason.NOT_PICKED, null));
        }
        return order.wanted().named().stream()
                .filter(lot -> !order.tracked().contains(lot.skuCode()))
                .findFirst()
                .map(stranger -> new Refused(Reason.LOT_UNKNOWN, stranger.skuCode()));
    }

    private Several take(List<Order> orders) {
        var keys = orders.stream()
                .flatMap(order -> order.held().stream())
                .map(Held::key)
                .toList();
        Map<SkuAtNode, List<Standing>> parts = lots.dated(shelf.lock(keys)).stream()
                .collect(Collectors.groupingBy(each -> each.part().key()));
        // Whoever freezes a level holds its parts, as we do now.
        var frozen = Set.copyOf(ledger.frozen(keys));
        var taken = new ArrayList<Map<StockPart, Long>>();
        for (Order order : orders) {
            var ofOrder = new LinkedHashMap<StockPart, Long>();
            for (Held h : order.held()) {
                Reason refused = frozen.contains(h.key())
                        ? Reason.BEING_COUNTED
                        : take(h, order.wanted().named(), parts.getOrDefault(h.key(), List.of()), ofOrder);
                if (refused != null) {
                    return Several.refused(
                            taken.size(), new Refused(refused, h.key().skuCode()));
                }
            }
            // The next one finds what this one leaves.
            parts.replaceAll((key, here) -> without(here, ofOrder));
            taken.add(ofOrder);
        }
        keep(orders, taken);
        return new Several(
                IntStream.range(0, orders.size())
                        .mapToObj(
                                i -> new Taken(lots(taken.get(i), orders.get(i).tracked())))
                        .toList(),
                -1,
                null);
    }

    private static List<Standing> without(List<Standing> here, Map<StockPart, Long> taken) {
        return here.stream()
                .map(each -> taken.containsKey(each.part())
                        ? new Standing(
                                each.part(),
                                each.pieces() - taken.get(each.part()),
                                each.expiresOn(),
                                each.calledBack())
                        : each)
                .toList();
    }

    private static List<LotQuantity> lots(Map<StockPart, Long> taken, Set<String> tracked) {
        var sums = new TreeMap<String, LotQuantity>();
        taken.forEach((part, pieces) -> {
            if (tracked.contains(part.skuCode())) {
                sums.merge(
                        part.skuCode() + " " + part.lotCode(),
                        new LotQuantity(part.skuCode(), part.lotCode(), pieces),
                        (one, more) -> new LotQuantity(one.skuCode(), one.lotCode(), one.quantity() + more.quantity()));
            }
        });
        return List.copyOf(sums.values());
    }

    /** First what was set aside for the order, the rest off the shelf. @return why not; null when all is taken */
    private @Nullable Reason take(Held held, List<LotQuantity> named, List<Standing> here, Map<StockPart, Long> taken) {
        String tote = StockPart.tote(held.orderId());
        var aside = here.stream()
                .filter(each -> each.part().bin().equals(tote) && each.pieces() > 0 && LotChoice.inOrder(each))
                .toList();
        var today = CountyTime.date(clock.instant());
        if (aside.stream().anyMatch(Standing::calledBack)) {
            return Reason.LOT_RECALLED;
        }
        if (aside.stream().anyMatch(each -> Lot.expired(each.expiresOn(), today))) {
            return Reason.LOT_EXPIRED;
        }
        long missing = held.quantity();
        for (Standing each : aside) {
            long some = Math.min(missing, each.pieces());
            if (some > 0) {
                taken.put(each.part(), some);
                missing -= some;
            }
        }
        var mine = named.stream()
                .filter(lot -> lot.skuCode().equals(held.key().skuCode()))
                .toList();
        if (!mine.isEmpty() && !aside.isEmpty()) {
            // The picker has named them, if anybody.
            return Reason.LOT_QUANTITY;
        }
        if (missing > 0) {
            Choice choice = choose(held.key().skuCode(), missing, mine, here, today);
            if (choice.refused() != null) {
                return choice.refused();
            }
            taken.putAll(LotChoice.parts(choice.lots(), here));
        }
        return null;
    }

    private Set<String> tracked(List<Held> held) {
        Map<String, Sku> known =
                skus.find(held.stream().map(h -> h.key().skuCode()).collect(Collectors.toSet()));
        return held.stream()
                .map(h -> h.key().skuCode())
                .filter(code -> known.containsKey(code) && known.get(code).lotTracked())
                .collect(Collectors.toSet());
    }

    private static Choice choose(
            String skuCode, long pieces, List<LotQuantity> named, List<Standing> parts, LocalDate today) {
        var onShelf = LotChoice.shelf(parts);
        return named.isEmpty()
                ? LotChoice.firstExpired(skuCode, pieces, onShelf, today)
                : LotChoice.named(skuCode, pieces, named, onShelf, today);
    }

    /** @param taken by each of the orders, in their order */
    private void keep(List<Order> orders, List<Map<StockPart, Long>> taken) {
        String county = orders.getFirst().held().getFirst().countyCode();
        var ids = orders.stream().map(Order::id).toList();
        claims.named(county, orders.stream().map(Order::wanted).toList());
        var movements = new ArrayList<Movement>();
        var sums = new HashMap<StockPart, Long>();
        for (int i = 0; i < orders.size(); i++) {
            Cause cause = Cause.order(ids.get(i), orders.get(i).wanted().actor());
            taken.get(i).forEach((part, pieces) -> {
                sums.merge(part, pieces, Long::sum);
                movements.add(new Movement(part.key(), part, Kind.PICKED, pieces, Deltas.ofPicked(pieces), cause));
            });
        }
        int rows = orders.stream().mapToInt(order -> order.held().size()).sum();
        lists.packed(ids);
        boolean kept = claims.move(ids, Set.of(Stage.ALLOCATED), Stage.PICKED) == rows
                && shelf.take(sums)
                && ledger.post(county, movements);
        if (!kept) {
            // All rows were locked before they were read: this is a bug, and nothing may be kept.
            throw new IllegalStateException("shelf does not answer to what these orders hold: " + ids);
        }
    }
}

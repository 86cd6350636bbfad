package org.cunlu.logistics.stock;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.Skus;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.CountyTime;
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
    private final Transactions transactions;
    private final Clock clock;

    OrderPicking(
            StockLedger ledger,
            Claims claims,
            PartShelf shelf,
            KnownLots lots,
            Skus skus,
            Transactions transactions,
            Clock clock) {
        this.ledger = ledger;
        this.claims = claims;
        this.shelf = shelf;
        this.lots = lots;
        this.skus = skus;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Picked pick(String orderId, List<LotQuantity> named, String actor) {
        transactions.require();
        var held = claims.lock(orderId).stream()
                .filter(h -> h.state() != Stage.RELEASED)
                .toList();
        if (held.isEmpty() || held.stream().anyMatch(h -> h.state() != Stage.ALLOCATED)) {
            return new Refused(Reason.NOT_ALLOCATED, null);
        }
        Set<String> tracked = tracked(held);
        var stranger =
                named.stream().filter(lot -> !tracked.contains(lot.skuCode())).findFirst();
        if (stranger.isPresent()) {
            return new Refused(Reason.LOT_UNKNOWN, stranger.get().skuCode());
        }
        var keys = held.stream().map(Held::key).toList();
        Map<SkuAtNode, List<Standing>> parts = lots.dated(shelf.lock(keys)).stream()
                .collect(Collectors.groupingBy(each -> each.part().key()));
        // Whoever freezes a level holds its parts, as we do now.
        var frozen = ledger.frozen(keys);
        if (frozen.isPresent()) {
            return new Refused(Reason.BEING_COUNTED, frozen.get().skuCode());
        }
        var taken = new LinkedHashMap<StockPart, Long>();
        var chosen = new ArrayList<LotQuantity>();
        for (Held h : held) {
            var here = parts.getOrDefault(h.key(), List.of());
            Choice choice = choose(h, named, here);
            if (choice.refused() != null) {
                return new Refused(choice.refused(), h.key().skuCode());
            }
            taken.putAll(LotChoice.parts(choice.lots(), here));
            chosen.addAll(choice.lots());
        }
        claims.named(held.getFirst().countyCode(), orderId, named, actor);
        keep(orderId, held, taken, actor);
        return new Taken(
                chosen.stream().filter(lot -> tracked.contains(lot.skuCode())).toList());
    }

    private Set<String> tracked(List<Held> held) {
        Map<String, Sku> known =
                skus.find(held.stream().map(h -> h.key().skuCode()).collect(Collectors.toSet()));
        return held.stream()
                .map(h -> h.key().skuCode())
                .filter(code -> known.containsKey(code) && known.get(code).lotTracked())
                .collect(Collectors.toSet());
    }

    private Choice choose(Held held, List<LotQuantity> named, List<Standing> parts) {
        String skuCode = held.key().skuCode();
        var today = CountyTime.date(clock.instant());
        var onShelf = LotChoice.shelf(parts);
        var mine = named.stream().filter(lot -> lot.skuCode().equals(skuCode)).toList();
        return mine.isEmpty()
                ? LotChoice.firstExpired(skuCode, held.quantity(), onShelf, today)
                : LotChoice.named(skuCode, held.quantity(), mine, onShelf, today);
    }

    private void keep(String orderId, List<Held> held, Map<StockPart, Long> taken, String actor) {
        Cause cause = Cause.order(orderId, actor);
        var movements = taken.entrySet().stream()
                .map(each -> new Movement(
                        each.getKey().key(),
                        each.getKey(),
                        Kind.PICKED,
                        each.getValue(),
                        Deltas.ofPicked(each.getValue()),
                        cause))
                .toList();
        boolean kept = claims.move(orderId, Set.of(Stage.ALLOCATED), Stage.PICKED) == held.size()
                && shelf.take(taken)
                && ledger.post(held.getFirst().countyCode(), movements);
        if (!kept) {
            // All rows were locked before they were read: this is a bug, and nothing may be kept.
            throw new IllegalStateException("shelf does not answer to what order " + orderId + " holds");
        }
    }
}

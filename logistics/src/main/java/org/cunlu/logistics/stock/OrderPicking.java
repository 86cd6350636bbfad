package org.cunlu.logistics.stock;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.catalog.Lot;
import org.cunlu.catalog.Lots;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.Skus;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Picking;
import org.cunlu.logistics.Picking.Picked.Refused;
import org.cunlu.logistics.Picking.Picked.Taken;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.stock.Claims.Held;
import org.cunlu.logistics.stock.Claims.Stage;
import org.cunlu.logistics.stock.LotChoice.Choice;
import org.cunlu.logistics.stock.LotChoice.OnShelf;
import org.cunlu.logistics.stock.LotShelf.Shelved;
import org.cunlu.logistics.stock.Movement.Cause;
import org.cunlu.logistics.stock.Movement.Kind;

/** Pieces leave the shelf: lots are chosen or checked, then lots and levels go down together. */
@Singleton
class OrderPicking implements Picking {
    private final StockLedger ledger;
    private final Claims claims;
    private final LotShelf shelf;
    private final Skus skus;
    private final Lots lots;
    private final Transactions transactions;
    private final Clock clock;

    OrderPicking(
            StockLedger ledger,
            Claims claims,
            LotShelf shelf,
            Skus skus,
            Lots lots,
            Transactions transactions,
            Clock clock) {
        this.ledger = ledger;
        this.claims = claims;
        this.shelf = shelf;
        this.skus = skus;
        this.lots = lots;
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
        var tracked = tracked(held);
        var stranger = named.stream()
                .filter(lot -> tracked.stream().noneMatch(h -> h.key().skuCode().equals(lot.skuCode())))
                .findFirst();
        if (stranger.isPresent()) {
            return new Refused(Reason.LOT_UNKNOWN, stranger.get().skuCode());
        }
        var onShelf = onShelf(tracked);
        var taken = new ArrayList<Shelved>();
        for (Held h : tracked) {
            Choice choice = choose(h, named, onShelf.getOrDefault(h.key(), List.of()));
            if (choice.refused() != null) {
                return new Refused(choice.refused(), h.key().skuCode());
            }
            choice.lots().forEach(lot -> taken.add(new Shelved(h.key(), lot.lotCode(), lot.quantity())));
        }
        keep(orderId, held, taken, actor);
        return new Taken(taken.stream()
                .map(lot -> new LotQuantity(lot.key().skuCode(), lot.lotCode(), lot.onHand()))
                .toList());
    }

    private List<Held> tracked(List<Held> held) {
        Map<String, Sku> known =
                skus.find(held.stream().map(h -> h.key().skuCode()).collect(Collectors.toSet()));
        return held.stream()
                .filter(h -> {
                    Sku sku = known.get(h.key().skuCode());
                    return sku != null && sku.lotTracked();
                })
                .toList();
    }

    private Map<SkuAtNode, List<OnShelf>> onShelf(List<Held> tracked) {
        if (tracked.isEmpty()) {
            return Map.of();
        }
        var shelved = shelf.lock(tracked.stream().map(Held::key).toList());
        Map<String, Lot> identities =
                lots.find(shelved.stream().map(Shelved::lotCode).collect(Collectors.toSet()));
        return shelved.stream()
                .collect(Collectors.groupingBy(
                        Shelved::key,
                        Collectors.mapping(
                                lot -> {
                                    Lot identity = identities.get(lot.lotCode());
                                    return new OnShelf(
                                            lot.lotCode(),
                                            lot.onHand(),
                                            identity == null ? null : identity.expiresOn());
                                },
                                Collectors.toList())));
    }

    private Choice choose(Held held, List<LotQuantity> named, List<OnShelf> onShelf) {
        String skuCode = held.key().skuCode();
        var today = CountyTime.date(clock.instant());
        var mine = named.stream().filter(lot -> lot.skuCode().equals(skuCode)).toList();
        return mine.isEmpty()
                ? LotChoice.firstExpired(skuCode, held.quantity(), onShelf, today)
                : LotChoice.named(skuCode, held.quantity(), mine, onShelf, today);
    }

    private void keep(String orderId, List<Held> held, List<Shelved> taken, String actor) {
        Cause cause = Cause.order(orderId, actor);
        var movements = new ArrayList<Movement>();
        for (Held h : held) {
            var ofLots = taken.stream().filter(lot -> lot.key().equals(h.key())).toList();
            ofLots.forEach(lot -> movements.add(picked(h, lot.lotCode(), lot.onHand(), cause)));
            if (ofLots.isEmpty()) {
                movements.add(picked(h, null, h.quantity(), cause));
            }
        }
        boolean kept = claims.move(orderId, Set.of(Stage.ALLOCATED), Stage.PICKED) == held.size()
                && shelf.take(taken)
                && ledger.post(held.getFirst().countyCode(), movements);
        if (!kept) {
            // All rows were locked before they were read: this is a bug, and nothing may be kept.
            throw new IllegalStateException("shelf does not answer to what order " + orderId + " holds");
        }
    }

    private static Movement picked(Held held, String lotCode, long quantity, Cause cause) {
        return new Movement(held.key(), lotCode, Kind.PICKED, quantity, Deltas.ofPicked(quantity), cause);
    }
}

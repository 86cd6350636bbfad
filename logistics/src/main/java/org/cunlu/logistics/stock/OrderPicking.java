package org.cunlu.logistics.stock;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

    @Override
    public Picked pick(String orderId, List<LotQuantity> named, String actor) {
        transactions.require();
        var held = claims.lock(orderId).stream()
                .filter(h -> h.state() != Stage.RELEASED)
                .toList();
        if (held.isEmpty() || held.stream().anyMatch(h -> h.state() != Stage.ALLOCATED)) {
            return new Refused(Reason.NOT_ALLOCATED, null);
        }
        if (lists.open(orderId)) {
            return new Refused(Reason.NOT_PICKED, null);
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
        for (Held h : held) {
            var refused = take(h, named, parts.getOrDefault(h.key(), List.of()), taken);
            if (refused != null) {
                return new Refused(refused, h.key().skuCode());
            }
        }
        claims.named(held.getFirst().countyCode(), orderId, named, actor);
        keep(orderId, held, taken, actor);
        lists.packed(orderId);
        return new Taken(lots(taken, tracked));
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

package org.cunlu.logistics.stock;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.StockClaims;
import org.cunlu.logistics.StockLine;
import org.cunlu.logistics.stock.Claims.Held;
import org.cunlu.logistics.stock.Claims.Stage;
import org.cunlu.logistics.stock.Movement.Cause;
import org.cunlu.logistics.stock.Movement.Kind;

/**
 * Orders hold stock and give it back. Locks are taken in one order everywhere: the order's own reservations, then allotments,
 * lots, levels, each by key; so two of these can wait for each other only within levels, which one statement takes.
 */
@Singleton
class OrderStock implements Stock, StockClaims {
    private static final Set<Stage> HOLDING = Set.of(Stage.RESERVED, Stage.ALLOCATED);

    private final StockLedger ledger;
    private final Claims claims;
    private final KeptApart apart;
    private final PartShelf shelf;
    private final Transactions transactions;

    OrderStock(StockLedger ledger, Claims claims, KeptApart apart, PartShelf shelf, Transactions transactions) {
        this.ledger = ledger;
        this.claims = claims;
        this.apart = apart;
        this.shelf = shelf;
        this.transactions = transactions;
    }

    @Override
    public Map<SkuAtNode, Long> available(Collection<String> skuCodes, Collection<String> nodeCodes) {
        return ledger.levels(skuCodes, nodeCodes).stream()
                .collect(Collectors.toMap(StockLedger.Level::key, StockLedger.Level::onSale));
    }

    @Override
    public Map<SkuAtNode, Shelf> shelves(Collection<String> skuCodes, Collection<String> nodeCodes, LocalDate today) {
        return shelf.onOffer(skuCodes, nodeCodes, today);
    }

    @Override
    public boolean reserve(String countyCode, Map<String, List<StockLine>> linesByOrder, boolean allocateAtOnce) {
        return take(countyCode, linesByOrder, allocateAtOnce, claims::insert, true);
    }

    @Override
    public boolean takeMore(String countyCode, Map<String, List<StockLine>> linesByOrder, boolean allocated) {
        // It was sold before; a claim that was opened since takes nothing from who bought.
        return take(countyCode, linesByOrder, allocated, claims::add, false);
    }

    private boolean take(
            String countyCode,
            Map<String, List<StockLine>> linesByOrder,
            boolean allocateAtOnce,
            Consumer<List<Held>> keep,
            boolean selling) {
        transactions.require();
        Stage state = allocateAtOnce ? Stage.ALLOCATED : Stage.RESERVED;
        var held = new ArrayList<Held>();
        new TreeMap<>(linesByOrder)
                .forEach((orderId, lines) -> summed(lines)
                        .forEach((key, line) -> held.add(
                                new Held(countyCode, orderId, key, line.quantity(), state, line.allotmentId()))));
        if (held.isEmpty()) {
            return true;
        }
        keep.accept(held);
        if (!apart.draw(held)) {
            return false;
        }
        Kind kind = allocateAtOnce ? Kind.ALLOCATED : Kind.RESERVED;
        return ledger.post(
                countyCode,
                held.stream()
                        .map(h -> movement(
                                h,
                                kind,
                                h.allotmentId() == null
                                        ? Deltas.ofAllocated(h.quantity())
                                        : Deltas.ofDrawn(h.quantity())))
                        .toList(),
                selling ? held.stream().map(Held::key).collect(Collectors.toSet()) : Set.of());
    }

    private static Map<SkuAtNode, StockLine> summed(List<StockLine> lines) {
        var sums = new TreeMap<SkuAtNode, StockLine>(StockLedger.IN_KEY_ORDER);
        lines.forEach(line -> sums.merge(new SkuAtNode(line.skuCode(), line.nodeCode()), line, OrderStock::sum));
        return sums;
    }

    private static StockLine sum(StockLine one, StockLine more) {
        if (!Objects.equals(one.allotmentId(), more.allotmentId())) {
            throw new IllegalArgumentException("one order draws " + one.skuCode() + " from two allotments");
        }
        return new StockLine(
                one.skuCode(), one.nodeCode(), Math.addExact(one.quantity(), more.quantity()), one.allotmentId());
    }

    @Override
    public boolean allocate(String orderId) {
        transactions.require();
        var held = claims.lock(orderId);
        if (held.isEmpty() || held.stream().anyMatch(h -> h.state() == Stage.RELEASED)) {
            return false;
        }
        var reserved = held.stream().filter(h -> h.state() == Stage.RESERVED).toList();
        if (reserved.isEmpty()) {
            // Paid twice over, or held for good from the start: it has what it needs.
            return true;
        }
        expect(claims.move(orderId, Set.of(Stage.RESERVED), Stage.ALLOCATED) == reserved.size(), orderId);
        // The level counts both alike; the movement only tells that it happened.
        expect(
                ledger.post(
                        reserved.getFirst().countyCode(),
                        reserved.stream()
                                .map(h -> movement(h, Kind.ALLOCATED, Deltas.NONE))
                                .toList()),
                orderId);
        return true;
    }

    @Override
    public void release(String orderId) {
        transactions.require();
        var holding = claims.lock(orderId).stream()
                .filter(h -> HOLDING.contains(h.state()))
                .toList();
        if (holding.isEmpty()) {
            return;
        }
        expect(claims.move(orderId, HOLDING, Stage.RELEASED) == holding.size(), orderId);
        Set<String> alive = apart.giveBack(holding);
        expect(
                ledger.post(
                        holding.getFirst().countyCode(),
                        holding.stream()
                                .filter(h -> h.quantity() > 0)
                                .map(h -> movement(
                                        h,
                                        Kind.RELEASED,
                                        h.allotmentId() != null && alive.contains(h.allotmentId())
                                                ? Deltas.ofDrawn(-h.quantity())
                                                : Deltas.ofAllocated(-h.quantity())))
                                .toList()),
                orderId);
    }

    @Override
    public boolean goWithout(String orderId, SkuAtNode key, long pieces) {
        transactions.require();
        var held =
                claims.lock(orderId).stream().filter(h -> h.key().equals(key)).findFirst();
        if (held.isEmpty() || !claims.goWithout(orderId, key, pieces)) {
            return false;
        }
        var without = new Held(held.get().countyCode(), orderId, key, pieces, Stage.ALLOCATED, null);
        expect(
                ledger.post(
                        without.countyCode(), List.of(movement(without, Kind.RELEASED, Deltas.ofAllocated(-pieces)))),
                orderId);
        return true;
    }

    @Override
    public Map<String, List<Claim>> of(Collection<String> orderIds) {
        return claims.unreleased(orderIds).stream()
                .map(h -> new Claim(
                        h.orderId(),
                        h.key().skuCode(),
                        h.key().nodeCode(),
                        h.quantity(),
                        StockClaims.State.valueOf(h.state().name())))
                .collect(Collectors.groupingBy(Claim::orderId));
    }

    private static Movement movement(Held held, Kind kind, Deltas deltas) {
        return new Movement(held.key(), null, kind, held.quantity(), deltas, Cause.order(held.orderId(), Cause.SYSTEM));
    }

    private static void expect(boolean holds, String orderId) {
        if (!holds) {
            // The order's rows are locked: levels that do not answer to them are a bug, and nothing may be kept.
            throw new IllegalStateException("levels do not answer to what order " + orderId + " holds");
        }
    }
}

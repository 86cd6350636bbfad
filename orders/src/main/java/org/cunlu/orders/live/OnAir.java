package org.cunlu.orders.live;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.Allotments;
import org.cunlu.orders.CartLine;
import org.cunlu.orders.LiveSlots;
import org.cunlu.orders.live.SlotTable.Aired;

/** What is on air, as the database has it: slots with their sessions in one statement, what is left of them in another. */
@Singleton
class OnAir implements LiveSlots {
    private final SlotTable slots;
    private final TakenTable taken;
    private final Allotments allotments;
    private final Turns turns;
    private final Transactions transactions;
    private final Clock clock;

    OnAir(
            SlotTable slots,
            TakenTable taken,
            Allotments allotments,
            Turns turns,
            Transactions transactions,
            Clock clock) {
        this.slots = slots;
        this.taken = taken;
        this.allotments = allotments;
        this.turns = turns;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Map<String, Offered> onAir(Collection<String> slotIds) {
        if (slotIds.isEmpty()) {
            return Map.of();
        }
        List<Aired> found = slots.onAir(Set.copyOf(slotIds));
        if (found.isEmpty()) {
            return Map.of();
        }
        var standing = allotments.standing(
                found.stream().map(each -> each.slot().slotId()).toList());
        var left = new HashMap<String, Long>();
        standing.forEach((slotId, kept) -> left.put(slotId, left(kept)));
        found.forEach(each ->
                turns.saw(each.slot().slotId(), left.getOrDefault(each.slot().slotId(), 0L)));
        Instant now = clock.instant();
        return found.stream()
                // What is over is taken off a moment later; nobody buys of it in between.
                .filter(each -> each.sells(now))
                .collect(Collectors.toMap(each -> each.slot().slotId(), each -> offered(each, left)));
    }

    private static Offered offered(Aired aired, Map<String, Long> left) {
        Slot slot = aired.slot();
        return new Offered(
                aired.use(),
                slot.offerId(),
                slot.skuCode(),
                slot.nodeCode(),
                slot.priceFen(),
                slot.buyerLimit(),
                left.getOrDefault(slot.slotId(), 0L));
    }

    @Override
    public <T> T inTurn(List<CartLine> cart, Supplier<T> attempt) {
        return turns.inTurn(cart, attempt);
    }

    @Override
    public <T> T inLine(String slotId, Supplier<T> attempt) {
        return turns.inLine(slotId, attempt);
    }

    static long left(List<Allotments.Standing> standing) {
        return standing.stream().mapToLong(Allotments.Standing::left).sum();
    }

    @Override
    public void enter(String slotId, String accountId) {
        transactions.run(() -> taken.enter(slotId, accountId));
    }

    @Override
    public void handOver(String fromAccountId, String intoAccountId) {
        transactions.require();
        taken.handOver(fromAccountId, intoAccountId);
    }
}

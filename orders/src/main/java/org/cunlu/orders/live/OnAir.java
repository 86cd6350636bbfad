package org.cunlu.orders.live;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.Allotments;
import org.cunlu.orders.CartLine;
import org.cunlu.orders.LiveSlots;

/** What is on air, as the database has it: slots in one statement, their sessions and allotments in one more each. */
@Singleton
class OnAir implements LiveSlots {
    private final SessionTable sessions;
    private final SlotTable slots;
    private final TakenTable taken;
    private final Allotments allotments;
    private final Turns turns;
    private final Transactions transactions;
    private final Clock clock;

    OnAir(
            SessionTable sessions,
            SlotTable slots,
            TakenTable taken,
            Allotments allotments,
            Turns turns,
            Transactions transactions,
            Clock clock) {
        this.sessions = sessions;
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
        List<Slot> found = slots.onAir(Set.copyOf(slotIds));
        if (found.isEmpty()) {
            return Map.of();
        }
        var ids = new TreeSet<String>();
        found.forEach(slot -> ids.add(slot.sessionId()));
        Map<String, Session> of =
                sessions.find(ids).stream().collect(Collectors.toMap(Session::sessionId, Function.identity()));
        var standing = allotments.standing(found.stream().map(Slot::slotId).toList());
        found.forEach(slot -> turns.saw(slot.slotId(), left(standing.getOrDefault(slot.slotId(), List.of()))));
        Instant now = clock.instant();
        return found.stream()
                // What is over is taken off a moment later; nobody buys of it in between.
                .filter(slot -> slot.mayAir(now) && !of.get(slot.sessionId()).over(now))
                .collect(Collectors.toMap(
                        Slot::slotId,
                        slot -> new Offered(
                                of.get(slot.sessionId()).use(slot.slotId()),
                                slot.offerId(),
                                slot.skuCode(),
                                slot.nodeCode(),
                                slot.priceFen(),
                                slot.buyerLimit(),
                                left(standing.getOrDefault(slot.slotId(), List.of())))));
    }

    @Override
    public <T> T inTurn(List<CartLine> cart, Supplier<T> attempt) {
        return turns.inTurn(cart, attempt);
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

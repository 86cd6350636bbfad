package org.cunlu.orders.live;

import io.micronaut.core.annotation.Order;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.cunlu.orders.PlacingRule;
import org.cunlu.orders.live.TakenTable.Wanted;

/** What is bought in a live slot is bought while it is on air, at its price, and by each buyer within the slot's limit. */
@Singleton
@Order(LimitRule.RANK)
class LimitRule implements PlacingRule {
    static final int RANK = 200;

    private final TakenTable taken;

    LimitRule(TakenTable taken) {
        this.taken = taken;
    }

    @Override
    public Answer take(List<Line> lines, Instant now) {
        var wanted = new TreeMap<String, Wanted>();
        for (Line each : lines) {
            if (each.line().live() != null) {
                wanted.merge(
                        each.line().live().slotId(),
                        new Wanted(
                                each.line().live().slotId(),
                                each.pieces(),
                                each.line().unitPriceFen()),
                        (one, more) -> new Wanted(one.slotId(), one.pieces() + more.pieces(), one.priceFen()));
            }
        }
        if (wanted.isEmpty()) {
            return TAKEN;
        }
        String account = lines.getFirst().accountId();
        if (taken.take(account, List.copyOf(wanted.values()), now) == wanted.size()) {
            return TAKEN;
        }
        List<String> over = taken.over(account, wanted.values());
        // What else can be wrong, its price or that it is over, the next quote says by itself.
        return over.isEmpty()
                ? new Answer.Overtaken(LiveRefusals.closed(wanted.firstKey()))
                : new Answer.Refused(LiveRefusals.limit(over.getFirst()));
    }

    /** A live price is not kept for who pays when his order has expired. */
    @Override
    public Answer takeAgain(List<Line> lines, Instant now) {
        return lines.stream()
                .filter(each -> each.line().live() != null)
                .findFirst()
                .<Answer>map(each -> new Answer.Refused(
                        LiveRefusals.closed(each.line().live().slotId())))
                .orElse(TAKEN);
    }

    @Override
    public void giveBack(List<Line> lines) {
        var pieces = new TreeMap<String, TreeMap<String, Integer>>();
        for (Line each : lines) {
            if (each.line().live() != null) {
                pieces.computeIfAbsent(each.line().live().slotId(), _ -> new TreeMap<>())
                        .merge(each.accountId(), each.pieces(), Integer::sum);
            }
        }
        taken.giveBack(pieces);
    }
}

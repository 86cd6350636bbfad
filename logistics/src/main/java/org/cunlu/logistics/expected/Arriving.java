package org.cunlu.logistics.expected;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.ExpectedCame;
import org.cunlu.logistics.ExpectedGone;
import org.cunlu.logistics.ExpectedGone.Reason;
import org.cunlu.logistics.ExpectedGoods;
import org.cunlu.logistics.ExpectedMoved;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.StockLine;
import org.cunlu.logistics.expected.ExpectedTable.Standing;
import org.cunlu.logistics.expected.HoldTable.Hold;
import org.cunlu.logistics.expected.HoldTable.State;

/** Gives what comes to who waits for it, and tells who waits in vain. */
@Singleton
class Arriving implements ExpectedGoods {
    private final ExpectedTable lines;
    private final HoldTable holds;
    private final Stock stock;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Clock clock;

    Arriving(ExpectedTable lines, HoldTable holds, Stock stock, Transactions transactions, Outbox outbox, Clock clock) {
        this.lines = lines;
        this.holds = holds;
        this.stock = stock;
        this.transactions = transactions;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public void announce(Source source, String id, Node node, @Nullable LocalDate on, List<Line> expected) {
        transactions.require();
        lines.insert(source, id, node, on, expected);
    }

    @Override
    public void moved(Source source, String id, LocalDate on) {
        transactions.require();
        List<String> waiting = lines.lock(source, id).stream()
                .filter(line -> line.on() == null || line.on().isBefore(on))
                .flatMap(line -> holds.lockWaiting(line.key()).stream())
                .map(Hold::orderId)
                .distinct()
                .toList();
        Map<String, LocalDate> before = holds.lastDays(waiting);
        lines.move(source, id, on);
        Instant now = clock.instant();
        outbox.appendAll(holds.lastDays(waiting).entrySet().stream()
                .filter(each -> !each.getValue().equals(before.get(each.getKey())))
                .map(each -> new ExpectedMoved(each.getKey(), each.getValue(), now))
                .toList());
    }

    @Override
    public List<Share> came(Source source, String id, Collection<Came> arrived) {
        transactions.require();
        var good = new HashMap<Integer, Long>();
        var left = new HashMap<Integer, Long>();
        for (Came each : arrived) {
            good.merge(each.lineNo(), each.good(), Long::sum);
            // Of several lots of one line the last knows what is left.
            left.put(each.lineNo(), each.left());
        }
        var shares = new ArrayList<Share>();
        for (Standing line : lines.lock(source, id)) {
            int number = line.key().lineNo();
            if (left.containsKey(number)) {
                shares.addAll(settle(line, good.get(number), left.get(number), Reason.SHORT));
            }
        }
        return shares;
    }

    @Override
    public void closed(Source source, String id) {
        transactions.require();
        lines.lock(source, id).forEach(line -> settle(line, 0, 0, Reason.SHORT));
    }

    /** @param line locked @return whose the good pieces are */
    private List<Share> settle(Standing line, long good, long left, Reason reason) {
        var shares = new ArrayList<Share>();
        List<Hold> waiting = new ArrayList<>(holds.lockWaiting(line.key()));
        long toGive = good;
        for (int i = 0; i < waiting.size() && toGive > 0; i++) {
            Hold hold = waiting.get(i);
            long some = Math.min(toGive, hold.outstanding());
            toGive -= some;
            waiting.set(i, arrive(hold, some));
            shares.add(new Share(
                    hold.countyCode(),
                    hold.orderId(),
                    new StockLine(hold.goods().skuCode(), hold.goods().nodeCode(), some),
                    hold.secured()));
        }
        long promised = waiting.stream().mapToLong(Hold::outstanding).sum();
        for (Hold last : waiting.reversed()) {
            if (promised > left && last.outstanding() > 0) {
                promised -= last.outstanding();
                gone(last, reason);
            }
        }
        lines.set(line.key(), left, promised);
        return shares;
    }

    private Hold arrive(Hold hold, long some) {
        long arrived = hold.arrived() + some;
        State state = arrived == hold.pieces() ? State.ARRIVED : State.WAITING;
        expect(holds.move(hold, arrived, state), hold);
        return new Hold(
                hold.orderId(),
                hold.key(),
                hold.countyCode(),
                hold.goods(),
                hold.pieces(),
                arrived,
                state,
                hold.secured());
    }

    private void gone(Hold hold, Reason reason) {
        expect(holds.move(hold, hold.arrived(), State.GONE), hold);
        outbox.append(new ExpectedGone(hold.orderId(), reason, clock.instant()));
    }

    private static void expect(boolean holds, Hold hold) {
        if (!holds) {
            throw new IllegalStateException("a locked hold has changed: order " + hold.orderId());
        }
    }

    @Override
    public void hand(List<Share> shares) {
        transactions.require();
        for (boolean secured : new boolean[] {true, false}) {
            var byCounty = new LinkedHashMap<String, Map<String, List<StockLine>>>();
            shares.stream()
                    .filter(share -> share.secured() == secured)
                    .forEach(share -> byCounty.computeIfAbsent(share.countyCode(), _ -> new LinkedHashMap<>())
                            .computeIfAbsent(share.orderId(), _ -> new ArrayList<>())
                            .add(share.line()));
            byCounty.forEach((county, wanted) -> {
                if (!stock.takeMore(county, wanted, secured)) {
                    throw new IllegalStateException("what came is not there: " + wanted.keySet());
                }
            });
        }
        Set<String> orders = new LinkedHashSet<>();
        shares.forEach(share -> orders.add(share.orderId()));
        Instant now = clock.instant();
        outbox.appendAll(holds.complete(orders).stream()
                .map(order -> new ExpectedCame(order, now))
                .toList());
    }

    @Override
    public int giveUp(int limit) {
        LocalDate today = CountyTime.date(clock.instant());
        int told = 0;
        for (Hold due : holds.overdue(today, limit)) {
            told += transactions.run(() -> giveUp(due)) ? 1 : 0;
        }
        return told;
    }

    private boolean giveUp(Hold due) {
        Standing line = lines.lock(due.key()).orElseThrow();
        for (Hold hold : holds.lockWaiting(due.key())) {
            if (hold.orderId().equals(due.orderId())) {
                lines.set(line.key(), line.expected(), line.promised() - hold.outstanding());
                gone(hold, Reason.TOO_LATE);
                return true;
            }
        }
        return false;
    }
}

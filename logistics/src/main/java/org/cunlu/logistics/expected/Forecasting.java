package org.cunlu.logistics.expected;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.logistics.ExpectedGone;
import org.cunlu.logistics.ExpectedGone.Reason;
import org.cunlu.logistics.ExpectedGoods;
import org.cunlu.logistics.ExpectedGoods.Source;
import org.cunlu.logistics.ForecastSupply;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.StockLine;
import org.cunlu.logistics.expected.ExpectedTable.Key;
import org.cunlu.logistics.expected.ExpectedTable.Standing;
import org.cunlu.logistics.expected.HoldTable.Hold;
import org.cunlu.logistics.expected.HoldTable.State;

/** A forecast is one line that only the orders of its presale hold. */
@Singleton
class Forecasting implements ForecastSupply {
    private static final int LINE = 1;

    private final ExpectedTable lines;
    private final HoldTable holds;
    private final ExpectedGoods goods;
    private final Stock stock;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Clock clock;

    Forecasting(
            ExpectedTable lines,
            HoldTable holds,
            ExpectedGoods goods,
            Stock stock,
            Outbox outbox,
            Transactions transactions,
            Clock clock) {
        this.lines = lines;
        this.holds = holds;
        this.goods = goods;
        this.stock = stock;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    private static Key key(String forecastId) {
        return new Key(Source.HARVEST, forecastId, LINE);
    }

    @Override
    public void announce(String forecastId, Node node, String skuCode, LocalDate on, long pieces) {
        goods.announce(Source.HARVEST, forecastId, node, on, List.of(new ExpectedGoods.Line(LINE, skuCode, pieces)));
    }

    @Override
    public boolean change(String forecastId, long pieces) {
        transactions.require();
        return lines.expect(key(forecastId), pieces);
    }

    @Override
    public long promised(String forecastId) {
        return lines.find(key(forecastId)).map(Standing::promised).orElse(0L);
    }

    @Override
    public boolean hold(String forecastId, String orderId, long pieces, LocalDate giveUpOn) {
        transactions.require();
        Key key = key(forecastId);
        if (!lines.promise(key, pieces)) {
            return false;
        }
        Standing line = lines.find(key).orElseThrow();
        var hold = new Hold(orderId, key, line.countyCode(), line.goods(), pieces, 0, State.WAITING, false);
        holds.insert(List.of(hold), giveUpOn, clock.instant());
        return true;
    }

    @Override
    public void later(String forecastId, LocalDate on, LocalDate giveUpOn) {
        transactions.require();
        lines.lock(key(forecastId)).orElseThrow();
        // Its buyers are told by the presale, in its own words.
        lines.move(Source.HARVEST, forecastId, on);
        holds.waitUntil(key(forecastId), giveUpOn);
    }

    @Override
    public List<Waiter> lock(String forecastId) {
        transactions.require();
        lines.lock(key(forecastId)).orElseThrow();
        return holds.lockByTime(key(forecastId)).stream()
                .map(hold -> new Waiter(hold.orderId(), hold.pieces(), hold.secured()))
                .toList();
    }

    @Override
    public void divide(String forecastId, Map<String, Long> given) {
        transactions.require();
        Key key = key(forecastId);
        lines.lock(key).orElseThrow();
        List<Hold> waiting = holds.lockByTime(key);
        if (!waiting.stream().map(Hold::orderId).collect(Collectors.toSet()).equals(given.keySet())) {
            throw new IllegalArgumentException("shared out among others than wait: " + forecastId);
        }
        // Few numbers differ, however many wait.
        var byShare = new TreeMap<Long, Map<State, List<String>>>();
        for (Hold hold : waiting) {
            long share = given.get(hold.orderId());
            State state = share == hold.pieces() ? State.ARRIVED : State.GONE;
            byShare.computeIfAbsent(share, _ -> new HashMap<>())
                    .computeIfAbsent(state, _ -> new ArrayList<>())
                    .add(hold.orderId());
        }
        byShare.forEach((share, byState) -> byState.forEach((state, orders) -> holds.share(key, orders, share, state)));
        outbox.appendAll(given.entrySet().stream()
                .filter(each -> each.getValue() == 0)
                .map(each -> new ExpectedGone(each.getKey(), Reason.SHORT, clock.instant()))
                .toList());
        lines.set(key, 0, 0);
    }

    @Override
    public void hand(String forecastId, Map<String, Long> given, boolean allocated) {
        transactions.require();
        if (given.isEmpty()) {
            return;
        }
        Standing line = lines.find(key(forecastId)).orElseThrow();
        var byOrder = new TreeMap<String, List<StockLine>>();
        given.forEach((order, pieces) -> byOrder.put(
                order,
                List.of(new StockLine(line.goods().skuCode(), line.goods().nodeCode(), pieces))));
        if (!stock.takeMore(line.countyCode(), byOrder, allocated)) {
            throw new IllegalStateException("what was harvested is not there: " + forecastId);
        }
    }

    @Override
    public void callOff(String forecastId) {
        goods.closed(Source.HARVEST, forecastId);
    }
}

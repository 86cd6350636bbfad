package org.cunlu.orders.aftersales;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.limits.Limits;
import org.cunlu.kernel.limits.Rate;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.GoodsBack;
import org.cunlu.logistics.Workplaces;
import org.cunlu.orders.AfterSales.Act;
import org.cunlu.orders.AfterSales.Part;
import org.cunlu.orders.AfterSales.State;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.ReturnCounter;
import org.cunlu.orders.aftersales.Moves.Held;

/** A keeper takes goods in by the code that their buyer shows; what replaces them is sent then. */
@Singleton
class HandingIn implements ReturnCounter {
    private static final String ACT = "orders.return-handed-in";
    /** A station takes fewer in an hour; whoever tries codes needs more. */
    private static final Rate TRIES = new Rate("after-sales.code", 60, Duration.ofHours(1));

    private final AfterTable table;
    private final AfterLineTable lines;
    private final Moves moves;
    private final Replacing replacing;
    private final GoodsBack goodsBack;
    private final OrderBook book;
    private final Workplaces workplaces;
    private final Limits limits;
    private final Idempotency idempotency;
    private final Trail trail;
    private final Transactions transactions;

    HandingIn(
            AfterTable table,
            AfterLineTable lines,
            Moves moves,
            Replacing replacing,
            GoodsBack goodsBack,
            OrderBook book,
            Workplaces workplaces,
            Limits limits,
            Idempotency idempotency,
            Trail trail,
            Transactions transactions) {
        this.table = table;
        this.lines = lines;
        this.moves = moves;
        this.replacing = replacing;
        this.goodsBack = goodsBack;
        this.book = book;
        this.workplaces = workplaces;
        this.limits = limits;
        this.idempotency = idempotency;
        this.trail = trail;
        this.transactions = transactions;
    }

    @Override
    public Expected look(Caller keeper, Asked asked) {
        workplaces.own(keeper, asked.node(), ACT, Workplaces.HANDS);
        tried(keeper);
        return transactions.read(() -> expected(asked));
    }

    private Expected expected(Asked asked) {
        AfterSale known = table.byCode(asked.code()).orElseThrow(HandingIn::noSuchCode);
        Order order = book.order(known.orderId()).orElseThrow();
        List<Part> parts = lines.of(known.requestId());
        List<OrderLine> bought = book.lines(List.of(order.orderId())).get(order.orderId());
        return new Expected(
                known.reason(),
                parts.stream()
                        .map(part -> new Goods(part.skuCode(), name(bought, part), part.pieces()))
                        .toList(),
                order.fromNode(),
                input(bought, parts));
    }

    private static String name(List<OrderLine> bought, Part part) {
        return bought.stream()
                .filter(line -> line.lineNo() == part.lineNo())
                .map(OrderLine::name)
                .findFirst()
                .orElse(part.skuCode());
    }

    @Override
    public Taken take(Caller keeper, Handed handed, @Nullable String key) {
        workplaces.own(keeper, handed.node(), ACT, Workplaces.HANDS);
        tried(keeper);
        return idempotency.once(keeper.accountId(), ACT, key, handed, Taken.class, () -> taken(keeper, handed));
    }

    private void tried(Caller keeper) {
        long wait = limits.secondsToWait(Map.of(TRIES, keeper.accountId()));
        if (wait > 0) {
            throw ProblemException.of(429, "too-many-guesses", "退货码试得太多 · Too many codes tried", null)
                    .fact(ProblemException.RETRY_AFTER, wait);
        }
    }

    private Taken taken(Caller keeper, Handed handed) {
        AfterSale known = table.byCode(handed.code()).orElseThrow(HandingIn::noSuchCode);
        Held held = moves.locked(known.requestId()).orElseThrow();
        AfterSale before = held.request();
        if (!handed.code().equals(before.dropCode())) {
            throw noSuchCode();
        }
        if (keeper.accountId().equals(before.accountId())) {
            trail.refused(keeper.accountId(), ACT, before.requestId(), "second-person-needed");
            throw ProblemException.of(
                    409,
                    "second-person-needed",
                    "本人的退货须由他人接收 · Somebody else must take in what is your own",
                    "请到别的站点或由同事办理 · Ask a colleague, or another station");
        }
        Order order = held.order();
        List<Part> parts = lines.of(before.requestId());
        checkSealed(order, parts, handed);
        var pieces = new TreeMap<String, Long>();
        parts.forEach(part -> pieces.merge(part.skuCode(), (long) part.pieces(), Long::sum));
        String barcode = goodsBack.handIn(
                keeper,
                new GoodsBack.Coming(
                        before.requestId(),
                        order.countyCode(),
                        order.orderId(),
                        handed.node(),
                        order.fromNode(),
                        order.recipientId(),
                        pieces,
                        handed.weightGrams()));
        moves.step(
                before,
                before.goods(null, barcode, before.replacementId()).to(State.ON_THE_WAY, null),
                Act.HANDED_IN,
                null,
                keeper.accountId());
        if (before.replacementId() != null) {
            replacing.send(order, before.replacementId(), parts);
        }
        return new Taken(before.requestId(), barcode, pieces);
    }

    private void checkSealed(Order order, List<Part> parts, Handed handed) {
        if (Boolean.TRUE.equals(handed.sealed())) {
            return;
        }
        if (input(book.lines(List.of(order.orderId())).get(order.orderId()), parts)) {
            throw ProblemException.of(409, "input-opened", "已开封的农资不收退 · Opened farm inputs do not go back", null);
        }
    }

    private static boolean input(List<OrderLine> bought, List<Part> parts) {
        return bought.stream()
                .anyMatch(line ->
                        line.input() != null && parts.stream().anyMatch(part -> part.lineNo() == line.lineNo()));
    }

    private static ProblemException noSuchCode() {
        return ProblemException.of(404, "return-code-wrong", "退货码不对 · No such return code", null);
    }
}

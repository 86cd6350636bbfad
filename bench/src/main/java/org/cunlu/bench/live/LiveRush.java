package org.cunlu.bench.live;

import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.cunlu.bench.calling.Address;
import org.cunlu.bench.calling.Answer;
import org.cunlu.bench.calling.BrokenOff;
import org.cunlu.bench.calling.Buyer;
import org.cunlu.bench.calling.Market;
import org.cunlu.bench.calling.Market.Shelf;
import org.cunlu.bench.calling.Seller;

/**
 * A slot of N pieces and more buyers than that, all at once, one piece each; again and again with a new session each time. Who got
 * one cancels it afterwards, so that the session's end frees all of it.
 */
public final class LiveRush {
    private static final String PLACED = "placed";
    private static final String SOLD_OUT = "sold-out";
    private static final int PREPARING = 16;

    private final Seller seller;
    private final List<Buyer> buyers;
    private final int pieces;

    private LiveRush(Seller seller, List<Buyer> buyers, int pieces) {
        this.seller = seller;
        this.buyers = buyers;
        this.pieces = pieces;
    }

    /**
     * How a run went.
     * @param drawn pieces that the slot gave out, as its seller is told
     * @param freed pieces that went back at its end, when every order was cancelled
     * @param others answers that were neither: none of them is right
     * @param millis from the start until everybody was answered
     * @param refusedP50 milliseconds until half of the losers knew @param refusedP99 the same of nearly all
     */
    public record Result(
            int pieces,
            int buyers,
            long sold,
            long soldOut,
            long drawn,
            long freed,
            Map<String, Long> others,
            long millis,
            long refusedP50,
            long refusedP99) {
        public boolean exact() {
            return sold == pieces
                    && drawn == pieces
                    && soldOut == buyers - pieces
                    && freed == pieces
                    && others.isEmpty();
        }

        public Map<String, Object> json() {
            var json = new LinkedHashMap<String, Object>();
            json.put("sold", sold);
            json.put("soldOut", soldOut);
            json.put("drawn", drawn);
            json.put("freed", freed);
            json.put("others", others);
            json.put("millis", millis);
            json.put("refusedP50", refusedP50);
            json.put("refusedP99", refusedP99);
            json.put("exact", exact());
            return json;
        }
    }

    private record Attempt(Buyer buyer, String outcome, List<String> orderIds, long millis) {}

    /** @param told hears each run as a line for people */
    public static List<Result> run(Address address, int pieces, int buyers, int runs, Consumer<String> told) {
        if (pieces < 1 || buyers <= pieces || runs < 1) {
            throw new BrokenOff("买家要多于件数 · There must be more buyers than pieces, and one piece and one run at least");
        }
        List<Buyer> people = List.of();
        try (var market = new Market(address);
                var seller = Seller.signIn(address)) {
            people = Buyer.signUp(address, buyers, market.villages());
            told.accept("%d 人已注册 have signed up".formatted(buyers));
            var rush = new LiveRush(seller, people, pieces);
            var results = new ArrayList<Result>();
            for (int i = 1; i <= runs; i++) {
                Result result = rush.once(market);
                results.add(result);
                told.accept("%3d  售出 sold %d，售罄 sold out %d，其他 other %s，%d ms，落选者 losers p50 %d ms p99 %d ms"
                        .formatted(
                                i,
                                result.sold(),
                                result.soldOut(),
                                result.others(),
                                result.millis(),
                                result.refusedP50(),
                                result.refusedP99()));
            }
            return results;
        } catch (IOException e) {
            throw new BrokenOff("应用没有回答 · The app does not answer: " + e.getMessage(), e);
        } finally {
            people.forEach(Buyer::close);
        }
    }

    public static long middle(List<Result> results, ToLongFunction<Result> figure) {
        return results.stream()
                .mapToLong(figure)
                .sorted()
                .skip(results.size() / 2)
                .findFirst()
                .orElse(0);
    }

    private record OnAir(Shelf shelf, String session, String slot) {}

    private Result once(Market market) throws IOException {
        OnAir on = onAir(market);
        List<byte[]> orders = prepared(on);
        long begun = System.nanoTime();
        List<Attempt> attempts = together(buyers.size(), i -> attempt(buyers.get(i), orders.get(i)));
        long millis = (System.nanoTime() - begun) / 1_000_000;
        long drawn = seller.standing(on.session()).getFirst();
        for (Attempt each : attempts) {
            for (String orderId : each.orderIds()) {
                each.buyer().cancel(orderId).must("取消不了 · An order cannot be cancelled");
            }
        }
        seller.act(on.session(), "end").must("结束不了 · The session cannot be ended");
        long freed = seller.standing(on.session()).getLast();
        spread(
                buyers.size(),
                i -> buyers.get(i).takeOutOfCart(on.shelf().goods().offerId()));
        var outcomes = new TreeMap<String, Long>();
        attempts.forEach(each -> outcomes.merge(each.outcome(), 1L, Long::sum));
        Long sold = outcomes.remove(PLACED);
        Long soldOut = outcomes.remove(SOLD_OUT);
        long[] losers = attempts.stream()
                .filter(each -> each.outcome().equals(SOLD_OUT))
                .mapToLong(Attempt::millis)
                .sorted()
                .toArray();
        return new Result(
                pieces,
                buyers.size(),
                sold == null ? 0 : sold,
                soldOut == null ? 0 : soldOut,
                drawn,
                freed,
                outcomes,
                millis,
                losers.length == 0 ? 0 : losers[losers.length / 2],
                losers.length == 0 ? 0 : losers[(int) (losers.length * 0.99)]);
    }

    /** The first of the shop's goods of which there is enough, at a fifth less. */
    private OnAir onAir(Market market) throws IOException {
        Answer last = null;
        for (Shelf shelf : market.shelves(Seller.SHOP)) {
            String session = seller.plan(Seller.SHOP);
            long price = shelf.priceFen() * 4 / 5;
            String slot = seller.add(session, shelf.goods(), shelf.node(), price, pieces)
                    .must("加不了商品 · A slot cannot be added")
                    .json()
                    .get("slotId")
                    .getStringValue();
            last = seller.act(session, "start");
            if (last.done()) {
                seller.act(session, "slots/" + slot + "/on-air").must("上不了架 · It cannot be put on air");
                return new OnAir(shelf, session, slot);
            }
            seller.act(session, "end");
        }
        throw new BrokenOff("没有足够的货 · Nothing of the shop has so many pieces: " + (last == null ? "" : last.code()));
    }

    private List<byte[]> prepared(OnAir on) {
        return spread(buyers.size(), i -> {
            Buyer buyer = buyers.get(i);
            buyer.putInCart(on.shelf().goods().offerId(), on.slot()).must("放不进购物车 · It cannot be put in the cart");
            return buyer.orderBody(buyer.quote()
                    .must("没有报价 · There is no quote")
                    .json()
                    .get("totalFen")
                    .getLongValue());
        });
    }

    private static Attempt attempt(Buyer buyer, byte[] order) {
        long begun = System.nanoTime();
        try {
            Answer answer = buyer.place(order, Buyer.freshKey());
            long millis = (System.nanoTime() - begun) / 1_000_000;
            return answer.done()
                    ? new Attempt(buyer, PLACED, orderIds(answer), millis)
                    : new Attempt(buyer, answer.code(), List.of(), millis);
        } catch (IOException e) {
            return new Attempt(buyer, "lost", List.of(), (System.nanoTime() - begun) / 1_000_000);
        }
    }

    private static List<String> orderIds(Answer placed) {
        var orderIds = new ArrayList<String>();
        for (JsonNode order : placed.json().get("orders").values()) {
            orderIds.add(order.get("orderId").getStringValue());
        }
        return orderIds;
    }

    private interface Work<T> {
        T of(int index) throws IOException;
    }

    /** A few at a time. */
    private static <T> List<T> spread(int count, Work<T> work) {
        try (var threads = Executors.newFixedThreadPool(PREPARING)) {
            var running = new ArrayList<Future<T>>();
            for (int i = 0; i < count; i++) {
                int index = i;
                running.add(threads.submit(() -> work.of(index)));
            }
            return gathered(running);
        }
    }

    /** All at once. */
    private static <T> List<T> together(int count, Work<T> work) {
        var gate = new CyclicBarrier(count);
        try (var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("live-", 1).factory())) {
            var running = new ArrayList<Future<T>>();
            for (int i = 0; i < count; i++) {
                int index = i;
                running.add(threads.submit(() -> {
                    gate.await();
                    return work.of(index);
                }));
            }
            return gathered(running);
        }
    }

    private static <T> List<T> gathered(List<Future<T>> running) {
        var all = new ArrayList<T>();
        try {
            for (Future<T> one : running) {
                all.add(one.get());
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof BrokenOff broken ? broken : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokenOff("中断 · interrupted", e);
        }
        return all;
    }
}

package org.cunlu.bench.rush;

import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cunlu.bench.calling.Address;
import org.cunlu.bench.calling.Answer;
import org.cunlu.bench.calling.BrokenOff;
import org.cunlu.bench.calling.Buyer;
import org.cunlu.bench.calling.Market;
import org.cunlu.bench.calling.Market.Goods;

/**
 * More buyers than pieces, all at once. The pieces are those of the offer with the smallest stock; a buyer who comes before
 * takes what is too many. Afterwards every order is cancelled, and exactly the stock of before must be there again.
 */
public final class Rush {
    private static final String PLACED = "placed";
    private static final String SOLD_OUT = "sold-out";
    private static final String LOST = "lost";
    /** So many pieces too many are soon bought away: then looking on costs more. */
    private static final int TOO_MANY_MAX = 200;

    private final int pieces;
    private final List<Buyer> buyers;
    private final Buyer before;

    private Rush(int pieces, List<Buyer> buyers) {
        this.pieces = pieces;
        this.before = buyers.getFirst();
        this.buyers = buyers.subList(1, buyers.size());
    }

    /**
     * How it went.
     * @param pieces that were to be had
     * @param there what there was of the offer before anybody bought
     * @param left pieces to be had after the rush
     * @param returned what there was when every order was cancelled
     * @param others answers that were neither: none of them is right
     */
    public record Result(
            String offerId,
            String name,
            int pieces,
            int buyers,
            long there,
            long sold,
            long soldOut,
            long left,
            long returned,
            Map<String, Long> others) {
        public boolean exact() {
            return sold == pieces && soldOut == buyers - pieces && left == 0 && returned == there && others.isEmpty();
        }
    }

    private record Wanted(Goods goods, long there) {}

    /** One buyer's try. @param orderIds what he got */
    private record Attempt(Buyer buyer, String outcome, List<String> orderIds) {}

    /** @param pieces to be sold  @param buyers who want one each, more than there are pieces */
    public static Result run(Address address, int pieces, int buyers) {
        if (pieces < 1 || buyers <= pieces) {
            throw new BrokenOff("买家要多于件数 · There must be more buyers than pieces, and one piece at least");
        }
        List<Buyer> people = List.of();
        try (var market = new Market(address)) {
            people = Buyer.signUp(address, buyers + 1, market.villages().subList(0, 1));
            return new Rush(pieces, people).run(market);
        } catch (IOException e) {
            throw new BrokenOff("应用没有回答 · The app does not answer: " + e.getMessage(), e);
        } finally {
            people.forEach(Buyer::close);
        }
    }

    private Result run(Market market) throws IOException {
        Wanted wanted = scarcest(market);
        Goods goods = wanted.goods();
        var held = new ArrayList<Attempt>();
        for (long tooMany = wanted.there() - pieces; tooMany > 0; ) {
            Taken taken = take(goods, (int) Math.min(tooMany, goods.quantityMax()));
            held.add(taken.attempt());
            tooMany -= taken.pieces();
        }
        List<Attempt> attempts = allAtOnce(goods);
        held.addAll(attempts);
        long left = exactly(goods);
        for (Attempt attempt : held) {
            for (String orderId : attempt.orderIds()) {
                attempt.buyer().cancel(orderId).must("取消不了 · An order cannot be cancelled");
            }
        }
        var outcomes = new TreeMap<String, Long>();
        attempts.forEach(attempt -> outcomes.merge(attempt.outcome(), 1L, Long::sum));
        Long sold = outcomes.remove(PLACED);
        Long soldOut = outcomes.remove(SOLD_OUT);
        return new Result(
                goods.offerId(),
                goods.name(),
                pieces,
                buyers.size(),
                wanted.there(),
                sold == null ? 0 : sold,
                soldOut == null ? 0 : soldOut,
                left,
                exactly(goods),
                outcomes);
    }

    /**
     * @return the offer of least stock that is enough, served from one node only, which the first buyer can get; the first
     *     one met that has not many more
     */
    private Wanted scarcest(Market market) throws IOException {
        Wanted scarcest = null;
        for (String direction : List.of("DOWN", "UP")) {
            for (Goods goods : market.goods(direction)) {
                if (goods.nodes() != 1) {
                    continue;
                }
                Market.There there = Market.there(before, goods);
                boolean fits = there.exact() && there.pieces() >= pieces;
                if (fits && (scarcest == null || there.pieces() < scarcest.there()) && reachable(goods)) {
                    scarcest = new Wanted(goods, there.pieces());
                    if (scarcest.there() <= pieces + TOO_MANY_MAX) {
                        return scarcest;
                    }
                }
            }
        }
        if (scarcest == null) {
            throw new BrokenOff("没有合适的商品 · No offer has at least " + pieces
                    + " pieces, at one node, and fewer than an order may ask for");
        }
        return scarcest;
    }

    private boolean reachable(Goods goods) throws IOException {
        boolean quoted = quote(before, goods, 1).done();
        before.takeOutOfCart(goods.offerId()).must("拿不出购物车 · It cannot be taken out of the cart");
        return quoted;
    }

    private record Taken(Attempt attempt, int pieces) {}

    /** Takes this many pieces, or as many of them as one van can carry. */
    private Taken take(Goods goods, int most) throws IOException {
        int quantity = most;
        Answer quote = quote(before, goods, quantity);
        while (quote.code().equals("no-delivery") && quantity > 1) {
            quantity /= 2;
            quote = quote(before, goods, quantity);
        }
        Answer placed =
                before.place(order(before, quote), Buyer.freshKey()).must("多余的买不走 · What is too many cannot be bought");
        return new Taken(new Attempt(before, PLACED, orderIds(placed)), quantity);
    }

    private static Answer quote(Buyer buyer, Goods goods, int quantity) throws IOException {
        buyer.putInCart(goods.offerId(), quantity).must("放不进购物车 · It cannot be put in the cart");
        return buyer.quote();
    }

    private static byte[] order(Buyer buyer, Answer quote) {
        return buyer.orderBody(
                quote.must("没有报价 · There is no quote").json().get("totalFen").getLongValue());
    }

    private List<Attempt> allAtOnce(Goods goods) throws IOException {
        var orders = new ArrayList<byte[]>();
        for (Buyer buyer : buyers) {
            orders.add(order(buyer, quote(buyer, goods, 1)));
        }
        var gate = new CyclicBarrier(buyers.size());
        var attempts = new ArrayList<Attempt>();
        try (var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("rush-", 1).factory())) {
            var running = new ArrayList<Future<Attempt>>();
            for (int i = 0; i < buyers.size(); i++) {
                Buyer buyer = buyers.get(i);
                byte[] order = orders.get(i);
                running.add(threads.submit(() -> {
                    gate.await();
                    return attempt(buyer, order);
                }));
            }
            for (Future<Attempt> one : running) {
                attempts.add(one.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokenOff("中断 · interrupted", e);
        }
        return attempts;
    }

    private static Attempt attempt(Buyer buyer, byte[] order) {
        try {
            Answer answer = buyer.place(order, Buyer.freshKey());
            return answer.done()
                    ? new Attempt(buyer, PLACED, orderIds(answer))
                    : new Attempt(buyer, answer.code(), List.of());
        } catch (IOException e) {
            return new Attempt(buyer, LOST, List.of());
        }
    }

    private static List<String> orderIds(Answer placed) {
        var orderIds = new ArrayList<String>();
        for (JsonNode order : placed.json().get("orders").values()) {
            orderIds.add(order.get("orderId").getStringValue());
        }
        return orderIds;
    }

    private long exactly(Goods goods) {
        return Market.there(before, goods).pieces();
    }
}

package org.cunlu.bench.checkout;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.cunlu.bench.calling.Address;
import org.cunlu.bench.calling.Answer;
import org.cunlu.bench.calling.BrokenOff;
import org.cunlu.bench.calling.Buyer;
import org.cunlu.bench.calling.Market;
import org.cunlu.bench.calling.Market.Goods;
import org.cunlu.bench.measuring.ClosedLoop;
import org.cunlu.bench.measuring.Round;

/**
 * One-line orders as a saturated shop sees them: each buyer puts one piece into his cart and orders it, again and again,
 * over offers and villages spread out. Prices are asked once before; an order whose total moved meanwhile is refused by the
 * app, counted as that, and asked again.
 */
public final class Checkout implements AutoCloseable {
    /** A county's vans and buses hold what the buyers order in so long. */
    private static final Duration SLICE = Duration.ofSeconds(6);

    private final List<Buyer> buyers;
    private final List<OneLineOrders> clients;
    private final List<Goods> goods;
    private final Set<String> gone;

    private Checkout(List<Buyer> buyers, List<OneLineOrders> clients, List<Goods> goods, Set<String> gone) {
        this.buyers = buyers;
        this.clients = clients;
        this.goods = goods;
        this.gone = gone;
    }

    /**
     * Signs the buyers up and asks all prices.
     * @param offers over how many offers the orders are spread, those with most in stock
     */
    public static Checkout prepare(Address address, int clients, int offers) {
        try (var market = new Market(address)) {
            List<Buyer> buyers = Buyer.signUp(address, clients, market.villages());
            List<Goods> goods = plenty(market.goods("DOWN"), buyers.getFirst(), offers);
            Set<String> gone = ConcurrentHashMap.newKeySet();
            var loops = new ArrayList<OneLineOrders>();
            Map<String, Map<String, Long>> totals = new HashMap<>();
            for (int i = 0; i < clients; i++) {
                Buyer buyer = buyers.get(i);
                // Neighbours pay the same: hundreds of buyers need not ask for all prices, each for himself.
                if (!totals.containsKey(buyer.village())) {
                    totals.put(buyer.village(), totals(buyer, goods));
                }
                loops.add(new OneLineOrders(buyer, priced(buyer, totals.get(buyer.village())), i, gone));
            }
            return new Checkout(buyers, loops, goods, gone);
        } catch (IOException e) {
            throw new BrokenOff("应用没有回答 · The app does not answer: " + e.getMessage(), e);
        }
    }

    /** @return the first ones of which there are more than one order may have, then those with most */
    private static List<Goods> plenty(List<Goods> goods, Buyer asking, int offers) {
        Map<Goods, Long> pieces = new LinkedHashMap<>();
        int more = 0;
        for (Goods each : goods) {
            Market.There there = Market.there(asking, each);
            more += there.exact() ? 0 : 1;
            pieces.put(each, there.exact() ? there.pieces() : Long.MAX_VALUE);
            if (more == offers) {
                break;
            }
        }
        return pieces.keySet().stream()
                .filter(each -> pieces.get(each) > 0)
                .sorted(Comparator.comparing(pieces::get, Comparator.reverseOrder()))
                .limit(offers)
                .toList();
    }

    /** @return by offer; only what is to be had where he lives */
    private static Map<String, Long> totals(Buyer buyer, List<Goods> goods) throws IOException {
        var totals = new LinkedHashMap<String, Long>();
        for (Goods each : goods) {
            buyer.putInCart(each.offerId(), 1).must("放不进购物车 · It cannot be put in the cart");
            Answer quote = buyer.quote();
            buyer.takeOutOfCart(each.offerId()).must("拿不出购物车 · It cannot be taken out of the cart");
            if (quote.done()) {
                totals.put(each.offerId(), quote.json().get("totalFen").getLongValue());
            }
        }
        if (totals.isEmpty()) {
            throw new BrokenOff("没有买得到的商品 · Nothing can be bought: is the demo county loaded, is anything left?");
        }
        return totals;
    }

    private static List<OneLineOrders.Ware> priced(Buyer buyer, Map<String, Long> totals) {
        return totals.entrySet().stream()
                .map(total -> new OneLineOrders.Ware(total.getKey(), buyer.orderBody(total.getValue())))
                .toList();
    }

    List<OneLineOrders> clients() {
        return clients;
    }

    public Round round(Duration length) {
        return ClosedLoop.run(clients, length);
    }

    /** Orders for so long without being measured, and gives back what was ordered every few seconds. */
    public void warmUp(Duration length) {
        long end = System.nanoTime() + length.toNanos();
        for (Duration rest = length; rest.isPositive(); rest = Duration.ofNanos(end - System.nanoTime())) {
            round(rest.compareTo(SLICE) < 0 ? rest : SLICE);
            giveBack();
        }
    }

    /**
     * Cancels what was ordered, all buyers at once; the latest order of each stays. Vans and buses have room for a county's
     * day: a bench that kept its orders would soon measure people who are told that no departure has room.
     */
    public void giveBack() {
        giveBack(1);
    }

    private void giveBack(int keep) {
        try (var threads = Executors.newFixedThreadPool(clients.size())) {
            List<Future<?>> running = clients.stream()
                    .<Future<?>>map(client -> threads.submit(() -> client.giveBack(keep)))
                    .toList();
            for (Future<?> client : running) {
                client.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof BrokenOff broken ? broken : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokenOff("中断 · interrupted", e);
        }
    }

    /** @return an order that was placed; from it one can read which rows an order is */
    public Placed sample() {
        return clients.stream()
                .flatMap(client -> client.last().stream())
                .findFirst()
                .orElseThrow(() -> new BrokenOff("一单也没有下成 · Not one order was placed"));
    }

    /** @return offers that were sold out on the way, and of how many */
    public long[] soldOut() {
        return LongStream.of(gone.size(), goods.size()).toArray();
    }

    @Override
    public void close() {
        buyers.forEach(Buyer::close);
    }
}

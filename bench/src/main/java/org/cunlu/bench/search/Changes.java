package org.cunlu.bench.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.cunlu.bench.calling.Address;
import org.cunlu.bench.calling.Answer;
import org.cunlu.bench.calling.BrokenOff;
import org.cunlu.bench.calling.Market.Shelf;
import org.cunlu.bench.calling.Seller;
import org.cunlu.bench.calling.Wire;

/**
 * A seller changes his offers at a steady rate, by the door that sellers have; of some, others look until the new price is found.
 * A change is due at its own moment, however long those before took. A time runs from before the change is sent until an answer of the search,
 * narrowed to just that price, has the offer: so it holds the change itself, and up to a glance of who looks.
 */
final class Changes {
    private static final int HANDS = 8;
    private static final int EYES = 4;
    /** Of so many changes one is looked for: looking is load, too. */
    private static final int WATCHED_EACH = 20;
    /** Of so many changes one is a withdrawal, or its end. */
    private static final int STATUS_EACH = 4;

    private static final int WATCHED_MAX = 300;
    private static final long GLANCE_MILLIS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long MICROS_MAX = TimeUnit.MINUTES.toMicros(2);

    private final Address address;
    private final Seller seller;
    private final BlockingQueue<Watched> free = new LinkedBlockingQueue<>();
    private final List<Shelf> priced;
    private final List<Shelf> comingAndGoing;
    private final ConcurrentLinkedQueue<Pending> pending = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> faults = new ConcurrentSkipListMap<>();
    private final Histogram micros = new Histogram(MICROS_MAX, 3);
    private final AtomicInteger turns = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger changing = new AtomicInteger();

    /** @param offers of the seller's, all on sale, three at least */
    Changes(Address address, Seller seller, List<Shelf> offers) {
        this.address = address;
        this.seller = seller;
        int third = offers.size() / 3;
        if (third == 0) {
            throw new BrokenOff("商品太少 · Too few offers to change");
        }
        offers.stream().limit(Math.min(WATCHED_MAX, third)).forEach(shelf -> free.add(new Watched(shelf, 1)));
        priced = List.copyOf(offers.subList(third, 2 * third));
        comingAndGoing = List.copyOf(offers.subList(2 * third, offers.size()));
    }

    /**
     * @param done changes that were taken @param faults answers that were no success, of changes and of looks, and what was never found
     * @param micros until found
     */
    record Result(int done, Duration took, Map<String, Integer> faults, Histogram micros) {
        double perSecond() {
            return done * 1e9 / took.toNanos();
        }
    }

    /** @param more fen than it cost at first; each time one more, so that no price comes again */
    private record Watched(Shelf shelf, int more) {
        long priceFen() {
            return shelf.priceFen() + more;
        }
    }

    private record Pending(Watched offer, long sent) {}

    /** May be run again; each tells of its own. */
    Result run(int perSecond, Duration length) {
        changing.set(HANDS);
        done.set(0);
        faults.clear();
        micros.reset();
        int first = turns.get();
        int end = first + (int) (perSecond * length.toMillis() / 1000);
        long begun = System.nanoTime();
        var ended = new long[1];
        try (var threads = Executors.newFixedThreadPool(HANDS + EYES)) {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < HANDS; i++) {
                running.add(threads.submit(() -> change(first, end, begun, TimeUnit.SECONDS.toNanos(1) / perSecond)));
            }
            List<Future<?>> hands = List.copyOf(running);
            for (int i = 0; i < EYES; i++) {
                running.add(threads.submit(this::look));
            }
            for (Future<?> hand : hands) {
                hand.get();
            }
            ended[0] = System.nanoTime();
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof BrokenOff broken ? broken : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokenOff("中断 · interrupted", e);
        }
        turns.set(end);
        return new Result(done.get(), Duration.ofNanos(ended[0] - begun), new TreeMap<>(faults), micros.copy());
    }

    private void change(int first, int end, long begun, long apart) {
        try (var own = seller.beside(address)) {
            for (int turn = turns.getAndIncrement(); turn < end; turn = turns.getAndIncrement()) {
                long early = begun + (turn - first) * apart - System.nanoTime();
                if (early > 0) {
                    LockSupport.parkNanos(early);
                }
                Watched watched = turn % WATCHED_EACH == 0 ? free.poll() : null;
                if (watched == null) {
                    other(own, turn);
                } else {
                    watched(own, watched);
                }
            }
        } finally {
            changing.decrementAndGet();
        }
    }

    private void watched(Seller own, Watched offer) {
        long sent = System.nanoTime();
        if (taken(() -> own.price(offer.shelf().goods().offerId(), offer.priceFen()))) {
            pending.add(new Pending(offer, sent));
        }
    }

    private void other(Seller own, int turn) {
        int round = turn / STATUS_EACH;
        if (turn % STATUS_EACH == 0) {
            Shelf shelf = comingAndGoing.get(round % comingAndGoing.size());
            boolean going = round / comingAndGoing.size() % 2 == 0;
            taken(() -> own.offer(shelf.goods().offerId(), going ? "withdraw" : "publish"));
        } else {
            Shelf shelf = priced.get(turn % priced.size());
            // Not the price it has now: rounds add different numbers of fen.
            taken(() -> own.price(shelf.goods().offerId(), shelf.priceFen() + 1 + turn / priced.size() % 97));
        }
    }

    private interface Act {
        Answer send() throws IOException;
    }

    private boolean taken(Act act) {
        try {
            Answer answer = act.send();
            if (answer.done()) {
                done.incrementAndGet();
                return true;
            }
            faults.merge(answer.code(), 1, Integer::sum);
        } catch (IOException e) {
            faults.merge("lost", 1, Integer::sum);
        }
        return false;
    }

    /** Until nobody changes any more and all that was changed is found, or given up. */
    private void look() {
        try (var wire = new Wire(address)) {
            var own = new ArrayList<Pending>();
            while (changing.get() > 0 || !pending.isEmpty() || !own.isEmpty()) {
                Pending more = pending.poll();
                if (more != null) {
                    own.add(more);
                }
                long glance = System.nanoTime();
                own.removeIf(each -> over(wire, each));
                long rest = TimeUnit.MILLISECONDS.toNanos(GLANCE_MILLIS) - (System.nanoTime() - glance);
                if (rest > 0) {
                    LockSupport.parkNanos(rest);
                }
            }
        }
    }

    private boolean over(Wire wire, Pending each) {
        long took;
        boolean there;
        try {
            Answer answer = wire.send("GET", path(each), "", null);
            took = System.nanoTime() - each.sent();
            if (answer.status() != 200) {
                faults.merge("look " + answer.code(), 1, Integer::sum);
                return took > PATIENCE.toNanos();
            }
            String body = new String(answer.body(), StandardCharsets.UTF_8);
            there = body.contains("\"source\":\"INDEX\"")
                    && body.contains('"' + each.offer().shelf().goods().offerId() + '"');
        } catch (IOException e) {
            faults.merge("look lost", 1, Integer::sum);
            return System.nanoTime() - each.sent() > PATIENCE.toNanos();
        }
        if (!there && took <= PATIENCE.toNanos()) {
            return false;
        }
        if (there) {
            synchronized (micros) {
                micros.recordValue(Math.min(took / 1000, MICROS_MAX));
            }
            free.add(new Watched(each.offer().shelf(), each.offer().more() + 1));
        } else {
            faults.merge("never-found", 1, Integer::sum);
        }
        return true;
    }

    private static String path(Pending each) {
        long price = each.offer().priceFen();
        return "/api/shop/offers?together=false&limit=20&q="
                + Questions.encoded(each.offer().shelf().goods().name()) + "&minFen=" + price + "&maxFen=" + price;
    }
}

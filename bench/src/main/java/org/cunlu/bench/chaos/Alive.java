package org.cunlu.bench.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.cunlu.bench.chaos.Buying.Placed;

/** Whether one instance serves: a new order can be placed there, is paid, and is known to be. */
final class Alive implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Caller caller;
    private final Buying buying;
    private final Goods goods;
    private int next;

    /** @param caller that asks this instance alone */
    Alive(Caller caller, Buying buying, Goods goods) {
        this.caller = caller;
        this.buying = buying;
        this.goods = goods;
    }

    /** @return what was ordered and paid; empty when that was not to be had in time */
    Optional<Placed> within(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline) {
            String offer = goods.offers().get(next % goods.offers().size());
            String village = goods.villages().get(next++ % goods.villages().size());
            var placed = buying.quote(List.of(offer), village)
                    .flatMap(total -> buying.place(village, total, Buying.Again.NO));
            if (placed.isPresent() && buying.pay(placed.get().groupId(), Buying.Notice.AT_ONCE)) {
                return paid(placed.get(), deadline) ? placed : Optional.empty();
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return Optional.empty();
    }

    Buying buying() {
        return buying;
    }

    private boolean paid(Placed placed, long deadline) {
        do {
            boolean all = buying.orders().stream()
                    .filter(seen -> seen.groupId().equals(placed.groupId()))
                    .allMatch(seen -> seen.payment().equals("PAID"));
            if (all) {
                return true;
            }
            LockSupport.parkNanos(LOOK.toNanos());
        } while (System.nanoTime() < deadline);
        return false;
    }

    @Override
    public void close() {
        caller.close();
    }
}

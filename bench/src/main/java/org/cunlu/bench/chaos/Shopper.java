package org.cunlu.bench.chaos;

import java.util.List;
import java.util.SplittableRandom;
import org.cunlu.bench.chaos.Buying.Again;
import org.cunlu.bench.chaos.Buying.Notice;

/** One buyer who orders, pays and thinks better of it, again and again; what he does next is drawn from a seed. */
final class Shopper {
    private static final int TWO_LINES = 30;
    private static final int REPEATED = 24;
    private static final int PAID = 70;
    private static final int CANCELLED_PAID = 40;
    private static final int CANCELLED_UNPAID = 90;
    /** Of those who pay and cancel. */
    private static final int AT_ONCE = 40;

    private static final int TOLD_TWICE = 25;
    private static final int TOLD_LATER = 20;
    private static final int LATER_SECONDS = 5;

    private final Buying buying;
    private final Goods goods;
    private final Courier courier;
    private final SplittableRandom random;

    Shopper(Buying buying, Goods goods, Courier courier, SplittableRandom random) {
        this.buying = buying;
        this.goods = goods;
        this.courier = courier;
        this.random = random;
    }

    /** From an empty cart to an order that is paid, cancelled, or left to expire. */
    void turn() {
        String first = goods.offer(random);
        String second = goods.offer(random);
        boolean two = chance(TWO_LINES) && !first.equals(second);
        String village = goods.village(random);
        Again again = chance(REPEATED) ? chance(50) ? Again.BESIDE : Again.AFTER : Again.NO;
        boolean pays = chance(PAID);
        var notice = new Notice(chance(TOLD_TWICE) ? 2 : 1, chance(TOLD_LATER) ? LATER_SECONDS : 0);
        boolean cancels = chance(pays ? CANCELLED_PAID : CANCELLED_UNPAID);
        boolean atOnce = chance(AT_ONCE);
        buying.quote(two ? List.of(first, second) : List.of(first), village)
                .flatMap(total -> buying.place(village, total, again))
                .ifPresent(placed -> {
                    Runnable cancel = () -> placed.orders().forEach(order -> buying.cancel(placed.groupId(), order));
                    Thread beside = pays && cancels && atOnce ? Thread.startVirtualThread(cancel) : null;
                    boolean paid = pays && buying.pay(placed.groupId(), notice);
                    if (beside != null) {
                        join(beside);
                    } else if (cancels) {
                        cancel.run();
                    } else if (paid) {
                        courier.follow(buying, placed);
                    }
                });
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}

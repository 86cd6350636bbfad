package org.cunlu.bench.chaos;

import java.util.List;
import java.util.SplittableRandom;

/** One buyer who orders, pays and thinks better of it, again and again; what he does next is drawn from a seed. */
final class Shopper {
    private static final int TWO_LINES = 30;
    private static final int REPEATED = 20;
    private static final int PAID = 70;
    private static final int CANCELLED_PAID = 40;
    private static final int CANCELLED_UNPAID = 90;
    private static final int TOLD_TWICE = 25;

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
        boolean repeated = chance(REPEATED);
        boolean pays = chance(PAID);
        int times = chance(TOLD_TWICE) ? 2 : 1;
        boolean cancels = chance(pays ? CANCELLED_PAID : CANCELLED_UNPAID);
        buying.quote(two ? List.of(first, second) : List.of(first), village)
                .flatMap(total -> buying.place(village, total, repeated))
                .ifPresent(placed -> {
                    boolean paid = pays && buying.pay(placed.groupId(), times);
                    if (cancels) {
                        placed.orders().forEach(order -> buying.cancel(placed.groupId(), order));
                    } else if (paid) {
                        courier.follow(buying, placed);
                    }
                });
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}

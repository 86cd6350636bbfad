package org.cunlu.search.boosts;

import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Heard;
import org.cunlu.orders.LiveSlotOffAir;
import org.cunlu.orders.LiveSlotOnAir;
import org.cunlu.search.Boosts.Boost;

/** What an operator does about boosts, in a running application. */
public final class Raising {
    private static final Heard HEARD = new Heard("0000000000000", Instant.EPOCH, 1);

    private Raising() {}

    public static Boost put(ApplicationContext context, Caller operator, Boost wanted) {
        return context.getBean(BoostKeeping.class).put(operator, wanted);
    }

    /** As the news of a live slot say it. */
    public static void onAir(ApplicationContext context, String slotId, String offerId, Instant at) {
        var news = context.getBean(OnAirNews.class);
        heard(context, () -> news.on(new LiveSlotOnAir("SESSION000001", slotId, offerId, 100, at), HEARD));
    }

    public static void offAir(ApplicationContext context, String slotId, String offerId, Instant at) {
        var news = context.getBean(OffAirNews.class);
        heard(context, () -> news.on(new LiveSlotOffAir("SESSION000001", slotId, offerId, at), HEARD));
    }

    private static void heard(ApplicationContext context, Runnable news) {
        context.getBean(Transactions.class).run(news);
    }
}

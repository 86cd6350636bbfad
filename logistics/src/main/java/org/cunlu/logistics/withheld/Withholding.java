package org.cunlu.logistics.withheld;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.catalog.Lot;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Allotments;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.Standing;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts on hold what has expired or is called back. What orders hold stays until they are settled: nobody picks it, and its order goes
 * with another lot or without.
 */
@Singleton
class Withholding {
    static final String SYSTEM = "system";
    private static final Logger LOG = LoggerFactory.getLogger(Withholding.class);
    private static final int KEYS_MAX = 200;

    private final StockBook book;
    private final Allotments allotments;
    private final Network network;
    private final Transactions transactions;
    private final Clock clock;

    Withholding(StockBook book, Allotments allotments, Network network, Transactions transactions, Clock clock) {
        this.book = book;
        this.allotments = allotments;
        this.network = network;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** All that is unfit now; what cannot be held yet is tried the next time. @return pieces that were put on hold */
    long sweep() {
        long held = 0;
        for (SkuAtNode key : book.unfit(CountyTime.date(clock.instant()), KEYS_MAX)) {
            try {
                held += transactions.run(() -> {
                    allotments.lock(List.of(key));
                    return holdAlsoApart(key, SYSTEM);
                });
            } catch (ProblemException e) {
                // Somebody took the pieces meanwhile, or counts them.
                LOG.debug("{} is held later: {}", key, e.code());
            }
        }
        return held;
    }

    /** The same, and what is kept apart for a live slot goes before an order is picked short. @return pieces that were put on hold */
    long holdAlsoApart(SkuAtNode key, String actor) {
        long held = hold(key, actor);
        LocalDate today = CountyTime.date(clock.instant());
        long bound = book.lock(List.of(key)).stream()
                .filter(each -> (each.calledBack() || Lot.expired(each.expiresOn(), today))
                        && each.part().status().sellable()
                        && !each.part().apart()
                        && !each.part().owner().reserve())
                .mapToLong(Standing::pieces)
                .sum();
        String county = network.node(key.nodeCode()).orElseThrow().countyCode();
        return bound > 0 && allotments.cut(county, key, bound, actor) > 0 ? held + hold(key, actor) : held;
    }

    /** Joins the caller's transaction. @return pieces that were put on hold */
    long hold(SkuAtNode key, String actor) {
        Node node = network.node(key.nodeCode()).orElseThrow();
        LocalDate today = CountyTime.date(clock.instant());
        var standing = book.lock(List.of(key));
        long free = Math.max(0, book.free(key));
        var expired = new ArrayList<Change>();
        var called = new ArrayList<Change>();
        for (Standing each : standing) {
            boolean old = Lot.expired(each.expiresOn(), today);
            // What is set aside or missing is the pickers', and of those who sign.
            if (!each.part().status().sellable() || each.part().apart() || !(old || each.calledBack())) {
                continue;
            }
            boolean reserve = each.part().owner().reserve();
            long some = reserve ? each.pieces() : Math.min(free, each.pieces());
            if (some > 0) {
                free -= reserve ? 0 : some;
                add(each.calledBack() ? called : expired, each.part(), some);
            }
        }
        return post(node, "召回 · called back", called, actor) + post(node, "过期 · expired", expired, actor);
    }

    private static void add(List<Change> changes, StockPart part, long pieces) {
        changes.add(new Change(part, -pieces));
        changes.add(new Change(part.with(StockStatus.ON_HOLD), pieces));
    }

    private long post(Node node, String reason, List<Change> changes, String actor) {
        if (changes.isEmpty()) {
            return 0;
        }
        book.post(new Act(What.HELD, node.countyCode(), node.code(), reason, actor, null, null, null), changes);
        return changes.stream()
                .filter(change -> change.pieces() > 0)
                .mapToLong(Change::pieces)
                .sum();
    }
}

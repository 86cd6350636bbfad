package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/**
 * Purchase orders and transfers tell here what is to come, and ask whose it is when it comes. All methods join the caller's
 * transaction, in which he has locked the document, and come before those of {@link StockBook} but for {@link #hand}.
 */
public interface ExpectedGoods {
    /** What kind of document it is expected by. */
    enum Source {
        PURCHASE,
        TRANSFER,
        /** A forecast ({@link ForecastSupply}), of which no backorder is promised anything. */
        HARVEST
    }

    /** @param pieces above 0 */
    record Line(int lineNo, String skuCode, long pieces) {}

    /** @param good pieces that can be sold @param left still to come on this line */
    record Came(int lineNo, long good, long left) {}

    /** Pieces that came and are an order's. @param secured whether it is paid */
    record Share(String countyCode, String orderId, StockLine line, boolean secured) {}

    /** @param on null when nothing was agreed */
    void announce(Source source, String id, Node node, @Nullable LocalDate on, List<Line> lines);

    /** It is expected on another day. */
    void moved(Source source, String id, LocalDate on);

    /**
     * Pieces came. They go to the orders that wait for this line: those that are paid first, then in the order of their
     * placing. Orders for which what is left is too little, the last first, hear that it will not come ({@link ExpectedGone}).
     * Lines that are not expected are left out.
     * @return whose the pieces are, for {@link #hand}
     */
    List<Share> came(Source source, String id, Collection<Came> lines);

    /** Nothing more comes: who still waits hears it. */
    void closed(Source source, String id);

    /** Ends the waiting whose last day is over. In transactions of its own. @return how many holds were ended */
    int giveUp(int limit);

    /** Once the pieces are in stock: they become their orders' before anybody else sees them. Comes last. */
    void hand(List<Share> shares);
}

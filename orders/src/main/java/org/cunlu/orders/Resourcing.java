package org.cunlu.orders;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.logistics.SlipReason;

/**
 * Pieces that an order was to have and that are served from another node instead: by a sister, an order of its own in the same
 * group, with its own parcel and promise. What they cost is moved to it; the buyer pays nothing anew.
 */
public interface Resourcing {
    /** @param pieces by line of the first order, above 0 @param fen what of its goods, less discounts, is the sisters' now */
    record Served(Map<OrderLine, Integer> pieces, long fen) {
        public static final Served NOTHING = new Served(Map.of(), 0);

        public Served {
            pieces = Map.copyOf(pieces);
        }
    }

    /**
     * Serves as many of the pieces as others have. Joins the caller's transaction, in which the group is locked, and leaves the
     * first order's own row to the caller.
     * @param order open
     * @param lacking by line, above 0
     * @param whole whether nothing is left of the order: then its carriage goes with them
     * @param why they are missing, as the buyer and the parcel's slips tell it
     */
    Served serve(Order order, Map<OrderLine, Integer> lacking, boolean whole, String shortId, SlipReason why);

    /** @return ids of orders that serve a part of this one, in order */
    List<String> sisters(String orderId);

    /** @return the order of which this one serves a part */
    Optional<String> original(String sisterId);
}

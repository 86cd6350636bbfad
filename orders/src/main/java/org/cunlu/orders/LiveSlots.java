package org.cunlu.orders;

import java.util.Collection;
import java.util.Map;

/** What is on air now, for carts and quotes. */
public interface LiveSlots {
    /** @return of these slots those that are on air, by id; nothing is sent to the database for none */
    Map<String, Offered> onAir(Collection<String> slotIds);

    /** A buyer has it in his cart: from now on what he takes of it is counted. Repeating it changes nothing. */
    void enter(String slotId, String accountId);

    /** What a villager's old record took is his own account's from now on. Joins the caller's transaction. */
    void handOver(String fromAccountId, String intoAccountId);

    /**
     * What a slot offers.
     * @param nodeCode where its pieces lie
     * @param buyerLimit pieces that one buyer may have
     * @param left pieces that nobody has
     */
    record Offered(
            LiveUse use, String offerId, String skuCode, String nodeCode, long priceFen, int buyerLimit, long left) {}
}

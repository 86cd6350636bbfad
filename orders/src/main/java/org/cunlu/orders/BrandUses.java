package org.cunlu.orders;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What orders take of the quotas of regional brands. All join the caller's transaction and come before stock, so that
 * whoever wants both waits for them in one order. Where nothing is sold by authorisation nothing is sent to the database.
 */
public interface BrandUses {
    /** @return false when one of the authorisations is not valid any more or has too little left: nothing may be kept then */
    boolean take(List<OrderLine> lines);

    /** Takes again what orders gave back; as {@link #take}. */
    boolean takeAgain(Collection<String> orderIds);

    /** Gives back all that open orders still hold: they are about to be over without a delivery. */
    void giveBack(Collection<String> orderIds);

    /** Gives back what is counted for pieces that an open order goes without. @param pieces by line, above 0 */
    void giveBack(Map<OrderLine, Integer> pieces);
}

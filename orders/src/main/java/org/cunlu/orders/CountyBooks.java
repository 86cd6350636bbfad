package org.cunlu.orders;

import java.util.List;
import org.cunlu.kernel.caller.Caller;

/** How a county's books stand, for who runs all of it. */
public interface CountyBooks {
    /**
     * All accounts of a kind together.
     * @param kind what stands before the colon of their codes, as docs/ledger.md names it
     * @param fen above 0 debit (is there, or is owed to the county), below 0 credit (the county owes)
     */
    record Standing(String kind, long fen) {}

    /** @return kinds whose sum is not 0, by kind; none for who runs no whole county */
    List<Standing> standing(Caller operator);
}

package org.cunlu.logistics;

import java.util.Collection;
import java.util.Map;
import org.cunlu.kernel.problem.ProblemException;

/** The book of the county's lines. Each change makes a new version of the network, which all instances see within two seconds. */
public interface LineBook {
    /** Joins the caller's transaction; rivals wait until that ends. @return all lines as they are now, by code */
    Map<String, Line> lock();

    /**
     * Joins the caller's transaction, which holds the {@link #lock}. A line of a code that is there takes its place.
     * @throws ProblemException 400 {@code carrier-stops}, {@code stops-missing}, {@code node-unknown}, {@code node-closed}, {@code
     *     stop-repeated}, {@code times-go-backwards}, for stops that are not as they were
     */
    void put(Collection<Line> lines);

    /** This instance sees at once what was changed; not within a transaction. */
    void takeEffect();
}

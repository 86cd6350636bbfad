package org.cunlu.orders;

import java.time.Instant;

/** What goods cost that will go from a node later. Reads only; no room is held, for nobody knows the day yet. */
public interface QuotesAhead {
    /**
     * @param wish of an offer, checked as for an order
     * @param from node from which it will go
     * @param readyAt when it is expected to be ready
     * @return its promise is the way as it is in the timetable now: what it will be is told when the goods are there
     * @throws org.cunlu.kernel.problem.ProblemException as {@link Quotes#quote}, but for what is on shelves
     */
    Quote.Shipment ahead(Wish wish, String from, Destination destination, Instant readyAt);
}

package org.cunlu.orders.intruder;

import org.cunlu.kernel.moment.Rival;

/** Runs between two steps of somebody else, as only a test may. */
public class Meddler {
    public Rival<String> between() {
        return Rival.at("placing.held", () -> "mine");
    }
}

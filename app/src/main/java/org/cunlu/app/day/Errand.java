package org.cunlu.app.day;

import java.util.Map;
import java.util.TreeMap;

/**
 * One visit of a buyer to the shop.
 * @param minute of the day at which he comes, in the county's time
 * @param wants pieces by offer id
 * @param village where he collects; null when it goes out of the county
 * @param province where it goes to outside; null for a village
 * @param cash whether he pays at the pickup
 * @param recipient number that makes his name and phone
 */
record Errand(
        Way way,
        int minute,
        int buyer,
        Map<String, Integer> wants,
        String village,
        String province,
        boolean cash,
        int recipient) {
    Errand {
        wants = new TreeMap<>(wants);
    }

    /** Which way it goes. */
    enum Way {
        DOWN,
        UP,
        ACROSS
    }
}

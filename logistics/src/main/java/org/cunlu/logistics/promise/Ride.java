package org.cunlu.logistics.promise;

import org.cunlu.logistics.Load;

/**
 * A line as arrays, for the search.
 * @param firstDay days since 1970 @param lastDay days since 1970
 * @param node index of the node of each stop
 * @param arrive minutes after the midnight at which the service day begins
 */
record Ride(
        int index,
        String code,
        boolean[] weekdays,
        long firstDay,
        long lastDay,
        long weightGrams,
        long volumeCm3,
        int[] node,
        int[] arrive,
        int[] depart) {
    boolean runsOn(int day) {
        return weekdays[Minutes.weekday(day)] && day >= firstDay && day <= lastDay;
    }

    boolean carries(Load load) {
        return load == null || load.weightGrams() <= weightGrams && load.volumeCm3() <= volumeCm3;
    }
}

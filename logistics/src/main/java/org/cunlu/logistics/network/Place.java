package org.cunlu.logistics.network;

import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.Set;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Opening;

/** A node with its hours, as one row of {@code log_node}. */
record Place(Node node, Opening opening) {
    String code() {
        return node.code();
    }

    /** @return bit 0 for Monday to bit 6 for Sunday */
    static int mask(Set<DayOfWeek> days) {
        return days.stream().mapToInt(day -> 1 << day.ordinal()).sum();
    }

    static Set<DayOfWeek> days(int mask) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if ((mask & 1 << day.ordinal()) != 0) {
                days.add(day);
            }
        }
        return days;
    }
}

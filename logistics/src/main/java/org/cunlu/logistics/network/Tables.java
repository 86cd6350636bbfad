package org.cunlu.logistics.network;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.SupplyLine;

/**
 * Content of the network's tables, keyed as they are. Maps can be changed, which is how a file is laid over what is
 * there.
 * @param leads days by gateway, then province
 * @param plan stations by township, then year
 * @param supply by {@link SupplyLine#key}
 */
record Tables(
        Map<String, Place> places,
        Map<String, Served> villages,
        Map<String, Line> lines,
        Map<String, Map<String, Integer>> leads,
        Map<String, Map<Integer, Integer>> plan,
        Map<String, SupplyLine> supply) {
    static Tables empty() {
        return new Tables(
                new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    Tables copy() {
        var copy = empty();
        copy.places.putAll(places);
        copy.villages.putAll(villages);
        copy.lines.putAll(lines);
        leads.forEach((gateway, days) -> copy.leads.put(gateway, new LinkedHashMap<>(days)));
        plan.forEach((township, years) -> copy.plan.put(township, new TreeMap<>(years)));
        copy.supply.putAll(supply);
        return copy;
    }
}

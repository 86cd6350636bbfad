package org.cunlu.logistics;

import java.util.List;
import java.util.Map;

/**
 * The whole network as it was at one moment: nodes, their hours, lines and carriers' lead times belong together.
 * @param version rises with each change of the network
 * @param openings by node code, one for each node
 * @param leads lead times by gateway code, then by province; {@link #ANYWHERE} for all others
 * @param closures what is closed for a while, or may have been of late
 */
public record NetworkMap(
        long version,
        Map<String, Node> nodes,
        Map<String, Opening> openings,
        List<Line> lines,
        Map<String, Map<String, Integer>> leads,
        List<Closure> closures) {
    /** Key of the lead time that holds where no province is named. */
    public static final String ANYWHERE = "*";

    public NetworkMap {
        nodes = Map.copyOf(nodes);
        openings = Map.copyOf(openings);
        lines = List.copyOf(lines);
        leads = Map.copyOf(leads);
        closures = List.copyOf(closures);
    }

    /** With nothing closed. */
    public NetworkMap(
            long version,
            Map<String, Node> nodes,
            Map<String, Opening> openings,
            List<Line> lines,
            Map<String, Map<String, Integer>> leads) {
        this(version, nodes, openings, lines, leads, List.of());
    }
}

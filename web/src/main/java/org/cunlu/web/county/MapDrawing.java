package org.cunlu.web.county;

import java.util.List;
import java.util.Map;
import org.cunlu.logistics.NetworkBuildOut;
import org.cunlu.logistics.Node;

/** Our own drawing of the county's townships: no map of anybody else's is asked for. */
public final class MapDrawing {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 460;
    private static final int EDGE = 40;

    private MapDrawing() {}

    /** A township in the drawing, which is 840 wide and 540 high. */
    public record Spot(NetworkBuildOut.Township township, long x, long y) {}

    /** @return those whose place is known, the north above */
    static List<Spot> spots(List<NetworkBuildOut.Township> townships, Map<String, Node> nodes) {
        List<NetworkBuildOut.Township> known = townships.stream()
                .filter(each -> nodes.containsKey(each.code()))
                .toList();
        var east = known.stream()
                .mapToDouble(each -> nodes.get(each.code()).longitude())
                .summaryStatistics();
        var north = known.stream()
                .mapToDouble(each -> nodes.get(each.code()).latitude())
                .summaryStatistics();
        double wide = Math.max(0.000_001, east.getMax() - east.getMin());
        double high = Math.max(0.000_001, north.getMax() - north.getMin());
        return known.stream()
                .map(each -> {
                    Node node = nodes.get(each.code());
                    return new Spot(
                            each,
                            EDGE + Math.round((node.longitude() - east.getMin()) / wide * WIDTH),
                            EDGE + Math.round((north.getMax() - node.latitude()) / high * HEIGHT));
                })
                .toList();
    }
}

package org.cunlu.web.station;

import java.util.List;
import org.cunlu.logistics.Node;

/**
 * Where somebody works now.
 * @param all nodes among which he may choose
 * @param wayOut whether he works at the gateway too, or it is this node
 */
public record Spot(Node node, List<Node> all, boolean wayOut) {
    public String code() {
        return node.code();
    }

    public boolean station() {
        return node.tier() == Node.Tier.VILLAGE;
    }
}

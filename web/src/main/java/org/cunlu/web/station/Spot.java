package org.cunlu.web.station;

import java.util.List;
import org.cunlu.logistics.Node;

/** Where somebody works now. @param all nodes among which he may choose */
public record Spot(Node node, List<Node> all) {
    public String code() {
        return node.code();
    }

    public boolean station() {
        return node.tier() == Node.Tier.VILLAGE;
    }
}

package org.cunlu.logistics.network;

import java.util.Optional;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.SupplyLine;

/** What is wrong with a supply line, whether a file or somebody brings it. */
enum SupplyRules {
    NODE_UNKNOWN("node-unknown", "没有此节点 · No such node"),
    NODE_CLOSED("node-closed", "节点已关闭 · The node is closed"),
    GATEWAY("gateway-supplies-nobody", "出县口不参与供货 · A gateway neither supplies nor is supplied"),
    ITSELF("supplies-itself", "不能给自己供货 · A node does not supply itself"),
    BACKWARDS("ends-before-it-begins", "止日早于起日 · Ends before it begins"),
    CIRCLE("supply-circle", "供货关系成环 · The supply lines form a circle");

    private final String code;
    private final String title;

    SupplyRules(String code, String title) {
        this.code = code;
        this.title = title;
    }

    String code() {
        return code;
    }

    String title() {
        return title;
    }

    /** @param tables into which it is to come; it may stand there already with another end */
    static Optional<SupplyRules> broken(SupplyLine line, Tables tables) {
        Place supplier = tables.places().get(line.supplier());
        Place supplied = tables.places().get(line.supplied());
        if (supplier == null || supplied == null) {
            return Optional.of(NODE_UNKNOWN);
        }
        if (line.supplier().equals(line.supplied())) {
            return Optional.of(ITSELF);
        }
        if (supplier.node().tier() == Node.Tier.GATEWAY || supplied.node().tier() == Node.Tier.GATEWAY) {
            return Optional.of(GATEWAY);
        }
        if (line.validTo() != null && line.validTo().isBefore(line.validFrom())) {
            return Optional.of(BACKWARDS);
        }
        // A line that ends may do so whatever became of its nodes.
        boolean known = tables.supply().containsKey(line.key());
        if (!known && (closed(supplier) || closed(supplied))) {
            return Optional.of(NODE_CLOSED);
        }
        return SupplyMap.circle(tables.supply().values(), line) ? Optional.of(CIRCLE) : Optional.empty();
    }

    private static boolean closed(Place place) {
        return place.node().status() == Node.Status.CLOSED;
    }
}

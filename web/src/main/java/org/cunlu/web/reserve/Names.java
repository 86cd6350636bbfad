package org.cunlu.web.reserve;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Skus;
import org.cunlu.logistics.Network;

/** What people call places and goods. */
@Singleton
class Names {
    private final Network network;
    private final Skus skus;

    Names(Network network, Skus skus) {
        this.network = network;
        this.skus = skus;
    }

    /** @return by code; one that is unknown is called by it */
    Map<String, String> of(Collection<String> nodeCodes, Collection<String> skuCodes) {
        var names = new HashMap<String, String>();
        nodeCodes.forEach(code -> names.put(code, code));
        skuCodes.forEach(code -> names.put(code, code));
        network.nodes(nodeCodes).forEach((code, node) -> names.put(code, node.name()));
        skus.find(List.copyOf(skuCodes)).forEach((code, sku) -> names.put(code, sku.name()));
        return names;
    }
}

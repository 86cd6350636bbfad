package org.cunlu.logistics.epcis;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.Node;

/** How nodes are named outside: by their GLN as GS1 Digital Link where they have one, else by a name of ours. */
@Singleton
class Places {
    /** Application identifier 414 is that of a physical location. */
    private static final String GLN = "https://id.gs1.org/414/";

    private final NetworkMaps maps;

    Places(NetworkMaps maps) {
        this.maps = maps;
    }

    String of(String nodeCode) {
        Node node = maps.current().nodes().get(nodeCode);
        return node == null || node.profile().gln() == null
                ? Names.node(nodeCode)
                : GLN + node.profile().gln();
    }

    /** @return code of the node that is named in either way */
    Optional<String> nodeOf(String place) {
        if (!place.startsWith(GLN)) {
            return Names.nodeOf(place);
        }
        String gln = place.substring(GLN.length());
        return maps.current().nodes().values().stream()
                .filter(node -> gln.equals(node.profile().gln()))
                .map(Node::code)
                .findFirst();
    }
}

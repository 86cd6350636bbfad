package org.cunlu.logistics.network;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.cunlu.catalog.StorageClass;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;

/** Answers from the snapshot in memory. */
@Singleton
class CountyNetwork implements Network {
    private final NetworkWatch watch;

    CountyNetwork(NetworkWatch watch) {
        this.watch = watch;
    }

    @Override
    public Optional<Node> node(String code) {
        return code == null ? Optional.empty() : Optional.ofNullable(nodes().get(code));
    }

    @Override
    public Map<String, Node> nodes(Collection<String> codes) {
        var found = new HashMap<String, Node>();
        Map<String, Node> nodes = nodes();
        for (String code : codes) {
            Node node = nodes.get(code);
            if (node != null) {
                found.put(code, node);
            }
        }
        return found;
    }

    @Override
    public Optional<Node> stationOf(String villageCode) {
        if (villageCode == null) {
            return Optional.empty();
        }
        Snapshot now = watch.snapshot();
        return Optional.ofNullable(now.villages().get(villageCode))
                .map(village -> now.map().nodes().get(village.stationCode()));
    }

    @Override
    public Optional<Node> instead(String stationCode, StorageClass goods, Instant at) {
        return watch.snapshot().nearest(stationCode, goods, at);
    }

    @Override
    public Optional<Node> gateway(String countyCode) {
        return nodes().values().stream()
                .filter(node -> node.tier() == Node.Tier.GATEWAY && node.open())
                .filter(node -> node.countyCode().equals(countyCode))
                .min(Comparator.comparing(Node::code));
    }

    @Override
    public List<Village> villages(String words, int limit) {
        String[] all = words == null
                ? new String[0]
                : words.strip().toUpperCase(Locale.ROOT).split("\\s+");
        return watch.snapshot().byCode().stream()
                .filter(village -> holds(village, all))
                .limit(limit)
                .toList();
    }

    @Override
    public boolean within(String nodeCode, String scopeNodeCode) {
        Map<String, Node> nodes = nodes();
        return nodeCode != null
                && scopeNodeCode != null
                && nodes.containsKey(scopeNodeCode)
                && nodes.containsKey(nodeCode)
                && nodes.get(nodeCode).within(scopeNodeCode);
    }

    private Map<String, Node> nodes() {
        return watch.current().nodes();
    }

    /** The township counts as well: people write 马灌 双石. */
    private static boolean holds(Village village, String[] words) {
        for (String word : words) {
            if (!village.name().contains(word)
                    && !village.code().contains(word)
                    && !village.townshipName().contains(word)) {
                return false;
            }
        }
        return true;
    }
}

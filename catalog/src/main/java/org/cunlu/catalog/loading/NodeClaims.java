package org.cunlu.catalog.loading;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cunlu.catalog.loading.CatalogRow.Key;
import org.cunlu.catalog.loading.Standing.KeptOffer;
import org.cunlu.kernel.bulk.Faults;

/**
 * No two offers of one SKU share a node. A row's nodes replace those its offer has; a row that is refused leaves its offer
 * the old ones, which may then stand in another row's way.
 */
final class NodeClaims {
    private final Map<Key, KeptOffer> kept;
    private final Faults faults;
    private final Map<Place, Holder> claims = new HashMap<>();
    private final Deque<CatalogRow> pushedOut = new ArrayDeque<>();

    /** A SKU at a node. */
    private record Place(String skuCode, String nodeCode) {}

    /** @param row null when it is an offer as the database has it */
    private record Holder(String sellerCode, @Nullable CatalogRow row) {
        String said() {
            return row == null ? sellerCode : sellerCode + " (" + row.line() + ")";
        }
    }

    NodeClaims(Map<Key, KeptOffer> kept, Faults faults) {
        this.kept = kept;
        this.faults = faults;
    }

    /** @return the rows whose nodes are free for them, in their order */
    List<CatalogRow> free(List<CatalogRow> rows) {
        var replaced = new HashSet<Key>();
        rows.forEach(row -> replaced.add(row.offer().key()));
        kept.values().stream()
                .filter(offer -> !replaced.contains(offer.listing().key()))
                .forEach(this::restore);
        Set<Key> refused = new HashSet<>();
        for (CatalogRow row : rows) {
            claim(row);
            while (!pushedOut.isEmpty()) {
                CatalogRow out = pushedOut.pop();
                if (refused.add(out.offer().key())) {
                    withdraw(out);
                }
            }
        }
        var free = new ArrayList<>(rows);
        free.removeIf(row -> refused.contains(row.offer().key()));
        return free;
    }

    private void claim(CatalogRow row) {
        for (String node : row.offer().nodes()) {
            Holder holder = claims.get(place(row, node));
            if (holder != null) {
                refuse(row, node, holder);
                return;
            }
        }
        var holder = new Holder(row.seller().code(), row);
        row.offer().nodes().forEach(node -> claims.put(place(row, node), holder));
    }

    private void refuse(CatalogRow row, String node, Holder holder) {
        faults.add(
                row.line(),
                "source_nodes",
                "node-taken",
                "该 SKU 在节点 " + node + " 已由 " + holder.said() + " 供货 · This SKU is offered at " + node + " by "
                        + holder.said());
        pushedOut.push(row);
    }

    private void withdraw(CatalogRow row) {
        row.offer()
                .nodes()
                .forEach(node -> claims.computeIfPresent(
                        place(row, node), (place, holder) -> holder.row() == row ? null : holder));
        KeptOffer before = kept.get(row.offer().key());
        if (before != null) {
            restore(before);
        }
    }

    private void restore(KeptOffer offer) {
        Key key = offer.listing().key();
        var holder = new Holder(key.sellerCode(), null);
        for (String node : offer.listing().nodes()) {
            Holder other = claims.put(new Place(key.skuCode(), node), holder);
            if (other != null && other.row() != null) {
                refuse(other.row(), node, holder);
            }
        }
    }

    private static Place place(CatalogRow row, String node) {
        return new Place(row.sku().code(), node);
    }
}

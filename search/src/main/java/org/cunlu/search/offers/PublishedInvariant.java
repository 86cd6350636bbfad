package org.cunlu.search.offers;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.kernel.audit.Finding;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.search.offers.Published.Kept;

/**
 * The index holds what is on sale, under its present version, and nothing else. Offers changed within the last 30 seconds do
 * not count. An index that cannot be reached is a violation: nobody can say that it holds.
 */
@Singleton
class PublishedInvariant implements Invariant {
    private final Offers offers;
    private final @Nullable OfferIndex index;

    PublishedInvariant(Offers offers, @Nullable OfferIndex index) {
        this.offers = offers;
        this.index = index;
    }

    @Override
    public String name() {
        return "search = published";
    }

    @Override
    public Finding check(Connection snapshot) throws SQLException {
        if (index == null) {
            return new Finding(0, 0, List.of("no index is configured (cunlu.es.url); the database answers"));
        }
        Map<String, Kept> kept = Published.in(snapshot);
        long onSale = kept.values().stream().filter(Kept::onSale).count();
        try {
            TreeSet<String> suspects = suspects(kept, index.versions());
            List<String> wrong = suspects.isEmpty() ? List.of() : stillWrong(suspects, kept);
            return new Finding(onSale, wrong.size(), wrong);
        } catch (IndexAway e) {
            return new Finding(onSale, 1, List.of("index not reachable"));
        }
    }

    private static boolean agrees(Kept kept, @Nullable Long indexed) {
        if (!kept.settled()) {
            return true;
        }
        return kept.onSale() ? indexed != null && indexed == kept.version() : indexed == null;
    }

    private static TreeSet<String> suspects(Map<String, Kept> kept, TreeMap<String, Long> indexed) {
        var suspects = new TreeSet<String>();
        kept.forEach((id, offer) -> {
            if (!agrees(offer, indexed.get(id))) {
                suspects.add(id);
            }
        });
        indexed.keySet().stream().filter(id -> !kept.containsKey(id)).forEach(suspects::add);
        return suspects;
    }

    /**
     * The index is read later than the snapshot was taken. So look again, and count only offers that are still as they were
     * then; what has changed since is not settled.
     */
    private List<String> stillWrong(TreeSet<String> suspects, Map<String, Kept> kept) {
        Map<String, Offer> now = offers.find(suspects);
        TreeMap<String, Long> indexed = index.versions();
        var wrong = new ArrayList<String>();
        for (String id : suspects) {
            Offer offer = now.get(id);
            Kept before = kept.get(id);
            Long found = indexed.get(id);
            boolean unchanged = offer == null
                    ? before == null
                    : before != null && before.version() == offer.version() && before.onSale() == offer.onSale();
            boolean agrees = before == null ? found == null : agrees(before, found);
            if (unchanged && !agrees) {
                Long published = before != null && before.onSale() ? Long.valueOf(before.version()) : null;
                wrong.add("offer " + id + ": published " + said(published) + ", indexed " + said(found));
            }
        }
        return wrong;
    }

    private static String said(@Nullable Long version) {
        return version == null ? "not" : "version " + version;
    }
}

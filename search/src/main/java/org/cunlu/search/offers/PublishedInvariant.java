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
import org.cunlu.search.offers.OfferIndex.Indexed;
import org.cunlu.search.offers.Published.Kept;

/**
 * The index holds what is on sale, under its present version and with the checksum of what is told of it, and nothing else. Offers changed within the last 30 seconds do
 * not count. An index that cannot be reached is a violation: nobody can say that it holds.
 */
@Singleton
class PublishedInvariant implements Invariant {
    private static final int BATCH = 500;

    private final Offers offers;
    private final Documents documents;
    private final Refusals refusals;
    private final @Nullable OfferIndex index;

    PublishedInvariant(Offers offers, Documents documents, Refusals refusals, @Nullable OfferIndex index) {
        this.offers = offers;
        this.documents = documents;
        this.refusals = refusals;
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
            TreeMap<String, Indexed> indexed = index.all();
            TreeSet<String> suspects = suspects(kept, indexed);
            var wrong = new ArrayList<String>();
            if (!suspects.isEmpty()) {
                wrong.addAll(stillWrong(suspects, kept));
            }
            wrong.addAll(toldOtherwise(kept, indexed));
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

    private static TreeSet<String> suspects(Map<String, Kept> kept, TreeMap<String, Indexed> indexed) {
        var suspects = new TreeSet<String>();
        kept.forEach((id, offer) -> {
            if (!agrees(offer, version(indexed.get(id)))) {
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
        TreeMap<String, Indexed> indexed = index.all();
        Map<String, Long> refused = refusals.standing();
        var wrong = new ArrayList<String>();
        for (String id : suspects) {
            Offer offer = now.get(id);
            Kept before = kept.get(id);
            Long found = version(indexed.get(id));
            boolean unchanged = offer == null
                    ? before == null
                    : before != null && before.version() == offer.version() && before.onSale() == offer.onSale();
            boolean agrees = before == null ? found == null : agrees(before, found);
            if (unchanged && !agrees) {
                Long published = before != null && before.onSale() ? Long.valueOf(before.version()) : null;
                wrong.add("offer " + id + ": published " + said(published) + ", indexed " + said(found)
                        + (refused.containsKey(id) ? ", refused by the index" : ""));
            }
        }
        return wrong;
    }

    /** What is of the right version and tells of something else, by its checksum: as when a category was renamed. */
    private List<String> toldOtherwise(Map<String, Kept> kept, TreeMap<String, Indexed> indexed) {
        Documents.Maker maker = documents.maker();
        List<String> ids = kept.entrySet().stream()
                .filter(each -> each.getValue().onSale() && each.getValue().settled())
                .map(Map.Entry::getKey)
                .toList();
        var wrong = new ArrayList<String>();
        for (int from = 0; from < ids.size(); from += BATCH) {
            Map<String, Offer> some = offers.find(ids.subList(from, Math.min(ids.size(), from + BATCH)));
            for (OfferDocument document : maker.all(some.values())) {
                Indexed found = indexed.get(document.offer().id());
                if (found != null
                        && found.offerVersion() == document.offer().version()
                        && found.facts() != document.facts()) {
                    wrong.add("offer " + document.offer().id() + ": the index tells of it otherwise");
                }
            }
        }
        return wrong;
    }

    private static @Nullable Long version(@Nullable Indexed indexed) {
        return indexed == null ? null : indexed.offerVersion();
    }

    private static String said(@Nullable Long version) {
        return version == null ? "not" : "version " + version;
    }
}

package org.cunlu.search.offers;

import co.elastic.clients.elasticsearch.core.explain.Explanation;
import co.elastic.clients.elasticsearch.core.explain.ExplanationDetail;
import co.elastic.clients.elasticsearch.core.search.Hit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.search.Search.Explained;

/** Why offers are where they are, as the index reckons it. */
final class Reasons {
    private static final int DEPTH_MAX = 8;

    private Reasons() {}

    /** @return by offer, of those that were explained */
    static Map<String, Explained> of(List<Hit<Void>> hits) {
        return hits.stream()
                .filter(hit -> hit.explanation() != null)
                .collect(Collectors.toMap(Hit::id, hit -> told(hit.explanation())));
    }

    private static Explained told(Explanation explanation) {
        return new Explained(explanation.value(), explanation.description(), details(explanation.details(), DEPTH_MAX));
    }

    private static List<Explained> details(List<ExplanationDetail> details, int depth) {
        return depth == 0
                ? List.of()
                : details.stream()
                        .map(each ->
                                new Explained(each.value(), each.description(), details(each.details(), depth - 1)))
                        .toList();
    }
}

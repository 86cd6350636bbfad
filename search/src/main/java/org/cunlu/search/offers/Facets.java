package org.cunlu.search.offers;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.StringTermsBucket;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cunlu.search.Search;

/** Counts what there is of each field, each as if it were not narrowed itself. */
final class Facets {
    private static final int CHOICES_MAX = 50;
    private static final Set<Search.Field> LABELLED =
            Set.of(Search.Field.CATEGORY, Search.Field.BRAND, Search.Field.SELLER);

    private Facets() {}

    static void ask(SearchRequest.Builder request, Map<Search.Field, Query> narrowings) {
        for (Search.Field field : Search.Field.values()) {
            List<Query> others = narrowings.entrySet().stream()
                    .filter(each -> each.getKey() != field)
                    .map(Map.Entry::getValue)
                    .toList();
            request.aggregations(
                    field.name(),
                    Aggregation.of(outer -> outer.filter(filter -> filter.bool(bool -> bool.filter(others)))
                            .aggregations(
                                    "choices",
                                    choices -> choices.terms(
                                            terms -> terms.field(counted(field)).size(CHOICES_MAX)))));
        }
    }

    static List<Search.Facet> of(SearchResponse<Void> answer) {
        var facets = new ArrayList<Search.Facet>();
        for (Search.Field field : Search.Field.values()) {
            List<Search.Choice> choices = answer
                    .aggregations()
                    .get(field.name())
                    .filter()
                    .aggregations()
                    .get("choices")
                    .sterms()
                    .buckets()
                    .array()
                    .stream()
                    .map(Facets::choice)
                    .toList();
            facets.add(new Search.Facet(field, choices));
        }
        return facets;
    }

    private static String counted(Search.Field field) {
        String name = Questions.field(field);
        return LABELLED.contains(field) ? name + OfferDocument.LABEL : name;
    }

    private static Search.Choice choice(StringTermsBucket bucket) {
        String key = bucket.key().stringValue();
        int mark = key.indexOf(OfferDocument.LABEL_MARK);
        return mark < 0
                ? new Search.Choice(key, key, bucket.docCount())
                : new Search.Choice(key.substring(0, mark), key.substring(mark + 1), bucket.docCount());
    }
}

package org.cunlu.search.offers;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.elasticsearch.core.search.HitsMetadata;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.search.Search;
import org.cunlu.search.Words;

/** Asks the index, with a searcher's patience. */
@Singleton
@Requires(property = "cunlu.es.url")
class Asking {
    private static final int SUGGESTIONS_EACH = 8;

    private final Elastic elastic;
    private final OfferIndex index;
    private final Words words;

    Asking(Elastic elastic, OfferIndex index, Words words) {
        this.elastic = elastic;
        this.index = index;
        this.words = words;
    }

    /** @param next null at the end @param total up to 10,000 */
    record Answer(List<String> offerIds, @Nullable Place next, long total) {}

    /** @throws IndexAway when it does not answer in time */
    void probe() {
        find(new Search.Query("橙", null, null, null, null, 1), null);
    }

    /** @throws IndexAway when it does not answer in time */
    Answer find(Search.Query asked, @Nullable Place after) {
        String text = asked.words() == null ? "" : asked.words();
        if (text.isBlank()) {
            return answer(ask(Questions.everything(asked), null, after, asked.limit()), null, asked.limit());
        }
        Question question = Question.of(text, words);
        if (question.words().isEmpty()) {
            return new Answer(List.of(), null, 0);
        }
        if (after != null && after.mode() != null) {
            return answer(
                    ask(Questions.of(question, after.mode(), asked), after.mode(), after, asked.limit()),
                    after.mode(),
                    asked.limit());
        }
        for (Place.Mode mode : Questions.modes(question)) {
            var hits = ask(Questions.of(question, mode, asked), mode, after, asked.limit());
            if (!hits.hits().isEmpty()) {
                return answer(hits, mode, asked.limit());
            }
        }
        return new Answer(List.of(), null, 0);
    }

    /** @return names that begin so, brands before categories before products */
    List<Search.Suggestion> suggest(String typed) {
        var request =
                new SearchRequest.Builder().index(index.alias()).size(0).trackTotalHits(total -> total.enabled(false));
        for (var each : OfferDocument.SUGGESTED) {
            request.aggregations(
                    each.name(),
                    aggregation -> aggregation
                            .filter(filter -> filter.term(
                                    term -> term.field(each.beginnings()).value(typed)))
                            .aggregations(
                                    "names",
                                    names -> names.terms(
                                            terms -> terms.field(each.name()).size(SUGGESTIONS_EACH))));
        }
        SearchRequest built = request.build();
        var answer = elastic.hurriedly(client -> client.search(built, Void.class));
        var suggestions = new ArrayList<Search.Suggestion>();
        for (int i = 0; i < OfferDocument.SUGGESTED.size(); i++) {
            Search.Kind kind = Search.Kind.values()[i];
            answer.aggregations()
                    .get(OfferDocument.SUGGESTED.get(i).name())
                    .filter()
                    .aggregations()
                    .get("names")
                    .sterms()
                    .buckets()
                    .array()
                    .forEach(bucket ->
                            suggestions.add(new Search.Suggestion(bucket.key().stringValue(), kind)));
        }
        return suggestions;
    }

    private HitsMetadata<Void> ask(Query query, @Nullable Place.Mode mode, @Nullable Place after, int limit) {
        var request =
                new SearchRequest.Builder().index(index.alias()).query(query).size(limit + 1);
        if (mode != null) {
            request.sort(SortOptions.of(sort -> sort.score(score -> score.order(SortOrder.Desc))));
        }
        request.sort(SortOptions.of(
                sort -> sort.field(field -> field.field(OfferDocument.ID).order(SortOrder.Asc))));
        if (after != null) {
            if (mode != null) {
                request.searchAfter(FieldValue.of(after.score()));
            }
            request.searchAfter(FieldValue.of(after.offerId()));
        }
        SearchRequest built = request.build();
        return elastic.hurriedly(client -> client.search(built, Void.class)).hits();
    }

    private static Answer answer(HitsMetadata<Void> hits, @Nullable Place.Mode mode, int limit) {
        List<String> ids = hits.hits().stream().limit(limit).map(Hit::id).toList();
        Place next = null;
        if (hits.hits().size() > limit) {
            Hit<Void> last = hits.hits().get(limit - 1);
            next = mode == null
                    ? Place.after(last.id())
                    : new Place(mode, last.sort().getFirst().doubleValue(), last.id());
        }
        return new Answer(
                ids, next, hits.total() == null ? ids.size() : hits.total().value());
    }
}

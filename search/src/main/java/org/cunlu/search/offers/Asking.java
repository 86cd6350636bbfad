package org.cunlu.search.offers;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.elasticsearch.core.search.HitsMetadata;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.cunlu.search.Search;
import org.cunlu.search.Words;

/** Asks the index, with a searcher's patience. */
@Singleton
@Requires(property = "cunlu.es.url")
class Asking {
    /** What a shard may work on one question; a searcher waits no longer anyway. */
    private static final String SERVER_TIME = "1s";

    private final Elastic elastic;
    private final OfferIndex index;
    private final Words words;

    Asking(Elastic elastic, OfferIndex index, Words words) {
        this.elastic = elastic;
        this.index = index;
        this.words = words;
    }

    /** @param next null at the end @param total up to 10,000 @param facets of the first piece */
    record Answer(List<String> offerIds, @Nullable Place next, long total, List<Search.Facet> facets) {
        static final Answer NOTHING = new Answer(List.of(), null, 0, List.of());
    }

    /** @throws IndexAway when it does not answer in time */
    void probe() {
        find(new Search.Query("橙", null, null, null, null, 1), null);
    }

    /** @throws IndexAway when it does not answer in one searcher's patience, in however many ways it is asked */
    Answer find(Search.Query asked, @Nullable Place after) {
        return elastic.inOnePatience(() -> found(asked, after));
    }

    private Answer found(Search.Query asked, @Nullable Place after) {
        String text = asked.words() == null ? "" : asked.words();
        if (text.isBlank()) {
            return ask(Questions.everything(asked), asked.sort() == null ? null : Place.Mode.EVERYTHING, asked, after);
        }
        Question question = Question.of(text, words);
        if (question.words().isEmpty()) {
            return Answer.NOTHING;
        }
        if (after != null && after.mode() != null && after.mode() != Place.Mode.EVERYTHING) {
            return ask(Questions.of(question, after.mode(), asked), after.mode(), asked, after);
        }
        Answer answer = Answer.NOTHING;
        for (Place.Mode mode : Questions.modes(question)) {
            answer = ask(Questions.of(question, mode, asked), mode, asked, null);
            // What was only narrowed away was found: another way of asking would bring what was not asked for.
            if (!answer.offerIds().isEmpty()
                    || !answer.facets().stream().allMatch(each -> each.choices().isEmpty())) {
                return answer;
            }
        }
        return answer;
    }

    private Answer ask(Query query, @Nullable Place.Mode mode, Search.Query asked, @Nullable Place after) {
        Map<Search.Field, Query> narrowings = Questions.narrowings(asked);
        var request = new SearchRequest.Builder()
                .index(index.alias())
                .query(query)
                .size(asked.limit() + 1)
                .timeout(SERVER_TIME);
        if (!narrowings.isEmpty()) {
            request.postFilter(Query.of(filter -> filter.bool(bool -> bool.filter(List.copyOf(narrowings.values())))));
        }
        if (after == null) {
            Facets.ask(request, narrowings);
        }
        sort(request, mode, asked.sort());
        if (after != null) {
            if (mode != null) {
                request.searchAfter(FieldValue.of(after.value()));
            }
            request.searchAfter(FieldValue.of(after.offerId()));
        }
        SearchRequest built = request.build();
        SearchResponse<Void> answer = elastic.hurriedly(client -> client.search(built, Void.class));
        return answer(answer.hits(), mode, asked.limit(), after == null ? Facets.of(answer) : List.of());
    }

    private static void sort(SearchRequest.Builder request, @Nullable Place.Mode mode, Search.@Nullable Sort sort) {
        if (sort != null) {
            SortOrder order = sort == Search.Sort.CHEAPEST ? SortOrder.Asc : SortOrder.Desc;
            request.sort(SortOptions.of(
                    by -> by.field(field -> field.field(OfferDocument.PRICE).order(order))));
        } else if (mode != null) {
            request.sort(SortOptions.of(by -> by.score(score -> score.order(SortOrder.Desc))));
        }
        request.sort(SortOptions.of(
                by -> by.field(field -> field.field(OfferDocument.ID).order(SortOrder.Asc))));
    }

    private static Answer answer(
            HitsMetadata<Void> hits, @Nullable Place.Mode mode, int limit, List<Search.Facet> facets) {
        List<String> ids = hits.hits().stream().limit(limit).map(Hit::id).toList();
        Place next = null;
        if (hits.hits().size() > limit) {
            Hit<Void> last = hits.hits().get(limit - 1);
            next = mode == null
                    ? Place.after(last.id())
                    : new Place(mode, number(last.sort().getFirst()), last.id());
        }
        return new Answer(
                ids, next, hits.total() == null ? ids.size() : hits.total().value(), facets);
    }

    private static double number(FieldValue value) {
        return value.isLong() ? value.longValue() : value.doubleValue();
    }
}

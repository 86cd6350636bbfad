package org.cunlu.search.offers;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.MsearchRequest;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.msearch.MultiSearchResponseItem;
import co.elastic.clients.elasticsearch.core.search.Hit;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.search.Boosts;
import org.cunlu.search.Deliveries;
import org.cunlu.search.Search;
import org.cunlu.search.Words;

/** Asks the index, with a searcher's patience. */
@Singleton
@Requires(property = "cunlu.es.url")
class Asking {
    /** What a shard may work on one question; a searcher waits no longer anyway. */
    private static final String SERVER_TIME = "1s";
    /** Documents that a shard looks at for one question; a county has fewer. */
    private static final long LOOKED_AT_MAX = 1_000_000;

    private static final Duration LONGEST_IN_LINE = Duration.ofSeconds(2);
    /** Nobody reads further in a list that is counted, and the server would not let him. */
    private static final int PLACES_MAX = 10_000;

    private final Elastic elastic;
    private final OfferIndex index;
    private final Words words;
    private final Theres theres;
    private final Boosts boosts;
    private final Clock clock;
    private final Admission admission;

    Asking(
            Elastic elastic,
            OfferIndex index,
            Words words,
            Theres theres,
            Boosts boosts,
            Clock clock,
            EsSettings settings) {
        this.elastic = elastic;
        this.index = index;
        this.words = words;
        this.theres = theres;
        this.boosts = boosts;
        this.clock = clock;
        this.admission = new Admission(settings.questionsAtOnce(), LONGEST_IN_LINE);
    }

    /** @param next null at the end @param total up to 10,000 @param facets of the first piece
     * @param explained why, by offer, when it was asked */
    record Answer(
            List<String> offerIds,
            @Nullable Place next,
            long total,
            List<Search.Facet> facets,
            Map<String, Search.Explained> explained) {
        static final Answer NOTHING = new Answer(List.of(), null, 0, List.of(), Map.of());
    }

    /** @throws IndexAway when it does not answer in time */
    void probe() {
        var query = new Search.Query("橙", null, null, null, null, 1);
        elastic.inOnePatience(() -> found(query, null, null));
    }

    /**
     * @param there where it is to be delivered; null when nobody said
     * @throws IndexAway when it does not answer in one searcher's patience, in however many ways it is asked
     * @throws ProblemException 503 when more ask than can be answered
     */
    Answer find(Search.Query asked, @Nullable Place after, Deliveries.@Nullable Place there) {
        return admission.inTurn(() -> elastic.inOnePatience(() -> found(asked, after, there)));
    }

    private Answer found(Search.Query asked, @Nullable Place after, Deliveries.@Nullable Place there) {
        // What only shows when things come needs no list of all ways.
        There reached = there != null && decides(asked) ? theres.at(there) : null;
        String text = asked.words() == null ? "" : asked.words();
        if (text.isBlank()) {
            boolean byId = asked.sort() == null && !asked.manner().together();
            return ask(Questions.everything(), byId ? null : Place.Mode.EVERYTHING, asked, after, reached);
        }
        Question question = Question.of(text, words);
        if (question.words().isEmpty()) {
            return Answer.NOTHING;
        }
        if (after != null && after.mode() != null && after.mode() != Place.Mode.EVERYTHING) {
            return ask(Questions.of(question, after.mode()), after.mode(), asked, after, reached);
        }
        List<Place.Mode> modes = Questions.modes(question);
        Answer answer = ask(Questions.of(question, modes.getFirst()), modes.getFirst(), asked, null, reached);
        if (something(answer)) {
            return answer;
        }
        for (Place.Mode mode : finding(question, modes.subList(1, modes.size()), asked, reached)) {
            answer = ask(Questions.of(question, mode), mode, asked, null, reached);
            if (something(answer)) {
                return answer;
            }
        }
        return answer;
    }

    /** What was only narrowed away was found: another way of asking would bring what was not asked for. */
    private static boolean something(Answer answer) {
        return !answer.offerIds().isEmpty()
                || !answer.facets().stream().allMatch(each -> each.choices().isEmpty());
    }

    /** Asked all at once whether they find anything, without a list or a count: those that do are then asked in full. */
    private List<Place.Mode> finding(
            Question question, List<Place.Mode> modes, Search.Query asked, @Nullable There there) {
        if (modes.isEmpty()) {
            return List.of();
        }
        Narrowed narrowed = Narrowed.of(asked);
        var request = new MsearchRequest.Builder();
        for (Place.Mode mode : modes) {
            Query query = among(reaching(Questions.of(question, mode), asked, there), narrowed);
            request.searches(item -> item.header(header -> header.index(index.alias()))
                    .body(body -> body.query(query)
                            .size(0)
                            .terminateAfter(1L)
                            .timeout(SERVER_TIME)
                            .trackTotalHits(total -> total.enabled(true))));
        }
        MsearchRequest built = request.build();
        List<MultiSearchResponseItem<Void>> answers =
                elastic.hurriedly(client -> client.msearch(built, Void.class)).responses();
        var finding = new ArrayList<Place.Mode>();
        for (int i = 0; i < answers.size(); i++) {
            // What is refused here is asked in full, and its refusal is heard there.
            boolean nothing = answers.get(i).isResult()
                    && answers.get(i).result().hits().total().value() == 0;
            if (!nothing) {
                finding.add(modes.get(i));
            }
        }
        return finding;
    }

    /** @return without what can be neither in the list nor in a count */
    private static Query among(Query query, Narrowed narrowed) {
        return narrowed.allButOne()
                .map(some ->
                        Query.of(outer -> outer.bool(bool -> bool.must(query).filter(some))))
                .orElse(query);
    }

    /** @return ids of offers, one of a product, that are most like these of one product */
    List<String> similar(List<Offer> ofProduct, int many) {
        Query query = Questions.like(ofProduct);
        var request = new SearchRequest.Builder()
                .index(index.alias())
                .query(query)
                .size(many)
                .timeout(SERVER_TIME)
                .trackTotalHits(total -> total.enabled(false))
                .collapse(collapse -> collapse.field(Beside.PRODUCT));
        Order.best(request);
        SearchRequest built = request.build();
        return elastic.hurriedly(client -> client.search(built, Void.class)).hits().hits().stream()
                .map(Hit::id)
                .toList();
    }

    private Answer ask(
            Query query, Place.@Nullable Mode mode, Search.Query asked, @Nullable Place after, @Nullable There there) {
        Narrowed narrowed = Narrowed.of(asked);
        boolean together = asked.manner().together();
        var request = new SearchRequest.Builder()
                .index(index.alias())
                .query(among(wanted(query, asked, there), narrowed))
                .size(asked.limit() + 1)
                .timeout(SERVER_TIME)
                .terminateAfter(LOOKED_AT_MAX)
                // Products are counted by themselves.
                .trackTotalHits(total -> together ? total.enabled(false) : total.count(PLACES_MAX))
                .explain(asked.manner().explained());
        if (!narrowed.isEmpty()) {
            request.postFilter(Query.of(filter -> filter.bool(bool -> bool.filter(narrowed.all()))));
        }
        if (after == null) {
            Facets.ask(request, narrowed, together);
        }
        Order.ask(request, mode, asked);
        int before = 0;
        if (together) {
            before = before(after, asked.limit());
            request.collapse(collapse -> collapse.field(Beside.PRODUCT)).from(before);
        } else if (after != null) {
            if (mode != null) {
                request.searchAfter(FieldValue.of(after.value()));
            }
            request.searchAfter(FieldValue.of(after.offerId()));
        }
        SearchRequest built = request.build();
        SearchResponse<Void> answer = elastic.hurriedly(client -> client.search(built, Void.class));
        List<Hit<Void>> hits = answer.hits().hits();
        return new Answer(
                hits.stream().limit(asked.limit()).map(Hit::id).toList(),
                hits.size() > asked.limit() ? next(hits, mode, asked, before) : null,
                together ? (after == null ? Facets.products(answer) : 0) : total(answer),
                after == null ? Facets.of(answer, narrowed) : List.of(),
                Reasons.of(hits));
    }

    private Query wanted(Query query, Search.Query asked, @Nullable There there) {
        return asked.sort() == null ? raised(reaching(query, asked, there)) : reaching(query, asked, there);
    }

    /** What the county wants to be found sooner today is worth more; nothing is found by that alone. */
    private Query raised(Query query) {
        List<Query> raised = boosts.today().stream().map(Questions::boost).toList();
        return raised.isEmpty()
                ? query
                : Query.of(outer -> outer.bool(bool -> bool.must(query).should(raised)));
    }

    /** @return whether where it is to be delivered decides what is found or in which order */
    private static boolean decides(Search.Query asked) {
        Search.Destination to = asked.manner().to();
        return to != null
                && (to.reachable() || asked.sort() == Search.Sort.SOONEST || asked.sort() == Search.Sort.NEAREST);
    }

    private Query reaching(Query query, Search.Query asked, @Nullable There there) {
        if (there == null) {
            return query;
        }
        Search.Destination to = asked.manner().to();
        boolean bySpeed = asked.sort() == Search.Sort.SOONEST;
        boolean byWay = asked.sort() == Search.Sort.NEAREST;
        return Query.of(outer -> outer.bool(bool -> {
            if (to.reachable()) {
                bool.filter(there.reachable(to.by()));
            }
            if (bySpeed || byWay) {
                // What is found is found as before; only the order is another.
                return bool.filter(query).should(bySpeed ? there.sooner(clock.instant()) : there.nearer());
            }
            return bool.must(query);
        }));
    }

    private static int before(@Nullable Place after, int limit) {
        if (after == null) {
            return 0;
        }
        if (!after.counted() || after.value() + limit >= PLACES_MAX) {
            throw Place.invalid();
        }
        return (int) after.value();
    }

    private static @Nullable Place next(
            List<Hit<Void>> hits, Place.@Nullable Mode mode, Search.Query asked, int before) {
        if (asked.manner().together()) {
            int read = before + asked.limit();
            return read + asked.limit() >= PLACES_MAX ? null : Place.behind(mode, read);
        }
        Hit<Void> last = hits.get(asked.limit() - 1);
        return mode == null
                ? Place.after(last.id())
                : new Place(mode, number(last.sort().getFirst()), last.id());
    }

    private static long total(SearchResponse<Void> answer) {
        return answer.hits().total() == null
                ? answer.hits().hits().size()
                : answer.hits().total().value();
    }

    private static double number(FieldValue value) {
        return value.isLong() ? value.longValue() : value.doubleValue();
    }
}

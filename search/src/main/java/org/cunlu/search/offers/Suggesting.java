package org.cunlu.search.offers;

import co.elastic.clients.elasticsearch._types.aggregations.StringTermsBucket;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.search.Search.Kind;
import org.cunlu.search.Search.Suggestion;

/**
 * Names that begin as somebody has typed: in characters, pinyin or initials, else in a mixture of them or as they sound, else with
 * one letter wrong. Each names something that is on sale now, by the database.
 */
@Singleton
@Requires(property = "cunlu.es.url")
class Suggesting {
    private static final int SUGGESTIONS_MAX = 8;
    /** Of each kind but products, so that one kind does not push out the others. */
    private static final int EACH_MAX = 2;
    /** Looked at, since some may be on sale no more. */
    private static final int NAMES_MAX = 12;

    private static final int OFFERS_EACH = 3;
    private static final int SLIPPED_MIN = 4;

    private final Elastic elastic;
    private final OfferIndex index;
    private final Offers offers;

    Suggesting(Elastic elastic, OfferIndex index, Offers offers) {
        this.elastic = elastic;
        this.index = index;
        this.offers = offers;
    }

    /** A name and some of the offers that have it. */
    private record Named(Suggestion suggestion, List<String> offerIds) {}

    /**
     * @return at most 8
     * @throws IndexAway when it does not answer in time
     */
    List<Suggestion> suggest(String typed) {
        return elastic.inOnePatience(() -> {
            List<Suggestion> exact = beginning(List.of(typed));
            return exact.isEmpty() ? likely(typed) : exact;
        });
    }

    /** What somebody may have meant who has typed this wrongly. @throws IndexAway when it does not answer in time */
    List<Suggestion> meant(String typed) {
        return elastic.inOnePatience(() -> likely(typed).stream()
                .filter(suggestion -> !Tokens.typed(suggestion.text()).equals(typed))
                .toList());
    }

    private List<Suggestion> likely(String typed) {
        Set<String> spoken = spoken(typed);
        List<Suggestion> sounding = spoken.isEmpty() ? List.of() : beginning(List.copyOf(spoken));
        if (!sounding.isEmpty()) {
            return sounding;
        }
        var slipped = new LinkedHashSet<>(spoken);
        slipped.add(typed);
        slipped.removeIf(word -> word.length() < SLIPPED_MIN || !word.chars().allMatch(c -> c >= 'a' && c <= 'z'));
        return slipped.isEmpty() ? List.of() : slipped(slipped);
    }

    /** @return as it sounds when some of it is in characters: zhong橙 as zhongcheng, z橙 as zc */
    private static Set<String> spoken(String typed) {
        List<Text.Run> runs = Text.runs(typed);
        var spoken = new LinkedHashSet<String>();
        if (runs.stream().anyMatch(Text.Run::chinese)) {
            spoken.add(joined(runs, run -> String.join("", Pinyin.likely(run.text()))));
            if (runs.stream().anyMatch(run -> !run.chinese())) {
                spoken.add(joined(
                        runs,
                        run -> Pinyin.likely(run.text()).stream()
                                .map(syllable -> syllable.substring(0, 1))
                                .collect(Collectors.joining())));
            }
        }
        spoken.removeIf(word -> word.length() > Tokens.BEGINNING_MAX);
        return spoken;
    }

    private static String joined(List<Text.Run> runs, Function<Text.Run, String> sound) {
        return runs.stream()
                .map(run -> run.chinese() ? sound.apply(run) : run.text())
                .collect(Collectors.joining());
    }

    private List<Suggestion> beginning(List<String> beginnings) {
        return suggest(field -> either(beginnings.stream()
                .map(typed ->
                        Query.of(query -> query.term(term -> term.field(field).value(typed))))
                .toList()));
    }

    private List<Suggestion> slipped(Set<String> words) {
        return suggest(field -> either(
                words.stream().map(typed -> Questions.oneWrong(field, typed)).toList()));
    }

    private static Query either(List<Query> ways) {
        return Query.of(query -> query.bool(bool -> bool.should(ways)));
    }

    private List<Suggestion> suggest(Function<String, Query> of) {
        // Only what has one of the names is looked at.
        Query any = either(OfferDocument.SUGGESTED.stream()
                .map(each -> of.apply(each.beginnings()))
                .toList());
        var request = new SearchRequest.Builder()
                .index(index.alias())
                .size(0)
                .query(any)
                .trackTotalHits(total -> total.enabled(false));
        for (var each : OfferDocument.SUGGESTED) {
            request.aggregations(
                    each.name(),
                    aggregation -> aggregation
                            .filter(of.apply(each.beginnings()))
                            .aggregations(
                                    "names",
                                    names -> names.terms(terms ->
                                                    terms.field(each.name()).size(SUGGESTIONS_MAX))
                                            .aggregations(
                                                    "offers",
                                                    some -> some.topHits(hits -> hits.size(OFFERS_EACH)
                                                            .source(source -> source.fetch(false))
                                                            .sort(sort -> sort.doc(doc -> doc))))));
        }
        SearchRequest built = request.build();
        return buyable(chosen(elastic.hurriedly(client -> client.search(built, Void.class))));
    }

    /** Two of each kind, and as many products as there is room for, brands first and shops last. */
    private static List<Named> chosen(SearchResponse<Void> answer) {
        var chosen = new ArrayList<Named>();
        var texts = new HashSet<String>();
        for (int i = 0; i < OfferDocument.SUGGESTED.size(); i++) {
            Kind kind = Kind.values()[i];
            long most = kind == Kind.PRODUCT ? SUGGESTIONS_MAX : EACH_MAX;
            answer
                    .aggregations()
                    .get(OfferDocument.SUGGESTED.get(i).name())
                    .filter()
                    .aggregations()
                    .get("names")
                    .sterms()
                    .buckets()
                    .array()
                    .stream()
                    .filter(bucket -> texts.add(bucket.key().stringValue()))
                    .limit(most)
                    .map(bucket -> named(bucket, kind))
                    .forEach(chosen::add);
        }
        long others = chosen.stream()
                .filter(named -> named.suggestion().kind() == Kind.SHOP)
                .count();
        // Shops come last and still have their place.
        while (chosen.size() > NAMES_MAX && chosen.size() > others) {
            chosen.remove((int) (chosen.size() - others - 1));
        }
        return chosen;
    }

    private static Named named(StringTermsBucket bucket, Kind kind) {
        List<String> ids = bucket.aggregations().get("offers").topHits().hits().hits().stream()
                .map(Hit::id)
                .toList();
        return new Named(new Suggestion(bucket.key().stringValue(), kind), ids);
    }

    private Set<String> onSale(Stream<String> ids) {
        List<String> asked = ids.distinct().toList();
        return (asked.isEmpty() ? Map.<String, Offer>of() : offers.find(asked))
                .values().stream().filter(Offer::onSale).map(Offer::id).collect(Collectors.toCollection(HashSet::new));
    }

    /** The index may be a second behind: a name under which nothing is on sale any more leads nowhere. */
    private List<Suggestion> buyable(List<Named> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        // Mostly the first of each is on sale, and the others need not be read.
        Set<String> onSale = onSale(names.stream().map(named -> named.offerIds().getFirst()));
        onSale.addAll(onSale(names.stream()
                .filter(named -> !onSale.contains(named.offerIds().getFirst()))
                .flatMap(named -> named.offerIds().stream().skip(1))));
        List<Suggestion> leading = names.stream()
                .filter(named -> named.offerIds().stream().anyMatch(onSale::contains))
                .map(Named::suggestion)
                .toList();
        List<Suggestion> shops =
                leading.stream().filter(each -> each.kind() == Kind.SHOP).toList();
        return leading.stream()
                .filter(each -> each.kind() != Kind.SHOP)
                .limit(SUGGESTIONS_MAX - shops.size())
                .collect(Collectors.collectingAndThen(Collectors.toList(), goods -> {
                    goods.addAll(shops);
                    goods.sort(Comparator.comparing(Suggestion::kind));
                    return List.copyOf(goods);
                }));
    }
}

package org.cunlu.search.offers;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cunlu.catalog.Offer;
import org.cunlu.search.Deliveries;
import org.cunlu.search.Deliveries.Arriving;
import org.cunlu.search.Way;

/**
 * What of the ways of all offers leads to the place that a question names, and when: reckoned once, then a matter of terms.
 * @param arrivals by way, of those that lead there
 * @param metres by node
 */
record There(Deliveries.Place place, Map<Way, Arriving> arrivals, Map<String, Long> metres) {
    /** Above all minutes and hectometres that a list is sorted by, and exact as a float. */
    private static final long MOST = 1_000_000;

    private static final long HECTOMETRE = 100;

    /** @param by day on which it must be there at the latest; null for any */
    Query reachable(@Nullable LocalDate by) {
        List<Way> ways = arrivals.entrySet().stream()
                .filter(each -> inTime(each.getValue(), by))
                .map(Map.Entry::getKey)
                .toList();
        return Query.of(outer -> outer.bool(bool -> bool.filter(from(ways), delivered())));
    }

    /** What is there sooner counts more; what cannot be had there counts nothing. */
    Query sooner(Instant now) {
        var ways = new TreeMap<Long, List<Way>>();
        arrivals.forEach((way, arriving) -> ways.computeIfAbsent(
                        MOST
                                - Math.clamp(
                                        Duration.between(now, arriving.availableAt())
                                                .toMinutes(),
                                        0,
                                        MOST - 1),
                        _ -> new ArrayList<>())
                .add(way));
        return best(ways);
    }

    /** What stands nearer counts more. */
    Query nearer() {
        var ways = new TreeMap<Long, List<Way>>();
        arrivals.keySet().stream()
                .filter(way -> metres.containsKey(way.nodeCode()))
                .forEach(way -> ways.computeIfAbsent(
                                MOST - Math.clamp(metres.get(way.nodeCode()) / HECTOMETRE, 0, MOST - 1),
                                _ -> new ArrayList<>())
                        .add(way));
        return best(ways);
    }

    /** @return how an offer is there first; empty when it cannot be had there */
    Optional<Arriving> first(Offer offer, Collection<Way> ways, @Nullable LocalDate by) {
        List<String> subtrees = offer.delivery().subtrees();
        boolean delivered = subtrees.isEmpty() || subtrees.stream().anyMatch(place.within()::contains);
        return ways.stream()
                .filter(_ -> delivered)
                .map(arrivals::get)
                .filter(arriving -> arriving != null && inTime(arriving, by))
                .min(java.util.Comparator.comparing(Arriving::availableAt).thenComparing(Arriving::from));
    }

    private static boolean inTime(Arriving arriving, @Nullable LocalDate by) {
        return by == null || !arriving.arrival().date().isAfter(by);
    }

    private Query best(Map<Long, List<Way>> waysByWorth) {
        List<Query> ways = waysByWorth.entrySet().stream()
                .map(each -> Query.of(query -> query.constantScore(
                        constant -> constant.filter(from(each.getValue())).boost((float) each.getKey()))))
                .toList();
        return ways.isEmpty()
                ? Query.of(query -> query.matchNone(none -> none))
                : Query.of(query -> query.bool(bool -> bool.must(must -> must.disMax(best -> best.queries(ways)))
                        .filter(delivered())));
    }

    private static Query from(List<Way> ways) {
        return terms(Beside.WAYS, ways.stream().map(Way::token).toList());
    }

    private Query delivered() {
        var codes = new ArrayList<>(place.within());
        codes.add(Beside.EVERYWHERE);
        return terms(Beside.DELIVERS, codes);
    }

    private static Query terms(String field, List<String> values) {
        return Query.of(query -> query.terms(terms -> terms.field(field)
                .terms(any -> any.value(values.stream().map(FieldValue::of).toList()))));
    }
}

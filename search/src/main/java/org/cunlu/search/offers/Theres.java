package org.cunlu.search.offers;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.cunlu.search.Deliveries;
import org.cunlu.search.Way;

/** Reckons what leads to a place, of all the ways that the index knows. */
@Singleton
@Requires(property = "cunlu.es.url")
class Theres {
    /** Nodes of a county, times the few classes, sizes and lead times of what stands there. */
    private static final int WAYS_MAX = 5_000;

    private static final long BELIEVABLE_NANOS = 1_000_000_000;

    private final Elastic elastic;
    private final OfferIndex index;
    private final Deliveries deliveries;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Known known = new Known(System.nanoTime() - BELIEVABLE_NANOS, List.of());

    Theres(Elastic elastic, OfferIndex index, Deliveries deliveries) {
        this.elastic = elastic;
        this.index = index;
        this.deliveries = deliveries;
    }

    private record Known(long askedNanos, List<Way> ways) {}

    /** @throws IndexAway when it does not answer in time */
    There at(Deliveries.Place place) {
        return at(deliveries, place, ways());
    }

    static There at(Deliveries deliveries, Deliveries.Place place, Collection<Way> ways) {
        return new There(
                place,
                deliveries.arrivals(place, ways),
                deliveries.metres(place, ways.stream().map(Way::nodeCode).collect(Collectors.toSet())));
    }

    private List<Way> ways() {
        Known last = known;
        if (System.nanoTime() - last.askedNanos() < BELIEVABLE_NANOS) {
            return last.ways();
        }
        // Whoever comes while another asks takes what was known a moment ago.
        boolean mine = asking.tryLock();
        if (!mine && !last.ways().isEmpty()) {
            return last.ways();
        }
        try {
            last = new Known(System.nanoTime(), asked());
            known = last;
            return last.ways();
        } finally {
            if (mine) {
                asking.unlock();
            }
        }
    }

    private List<Way> asked() {
        return elastic
                .hurriedly(client -> client.search(
                        search -> search.index(index.alias())
                                .size(0)
                                .trackTotalHits(total -> total.enabled(false))
                                .aggregations(
                                        "ways",
                                        all -> all.terms(terms ->
                                                terms.field(Beside.WAYS).size(WAYS_MAX))),
                        Void.class))
                .aggregations()
                .get("ways")
                .sterms()
                .buckets()
                .array()
                .stream()
                .flatMap(bucket -> Way.of(bucket.key().stringValue()).stream())
                .toList();
    }
}

package org.cunlu.orders.quoting;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Arrival;
import org.cunlu.logistics.ExpectedSupply;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Stock.Shelf;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.orders.Sources;
import org.cunlu.orders.Sources.Choice;
import org.cunlu.orders.Sources.Wanted;
import org.cunlu.orders.Wish;

/**
 * What no shelf holds may be waited for, where the county's policy for the trade says so: of what is on its way to a node, less
 * what is promised of it. All of one order's goods come; where the trade is not served from several nodes, what is there waits
 * with what is not. The goods are ready the day after the last of them is expected, for that day is for taking them in.
 */
@Singleton
class Backordering {
    private static final int WHY_MAX = 200;

    private final Sources sources;
    private final ExpectedSupply expected;
    private final Clock clock;

    Backordering(Sources sources, ExpectedSupply expected, Clock clock) {
        this.sources = sources;
        this.expected = expected;
        this.clock = clock;
    }

    /** A shipment. @param expectedOn when the last of its goods is expected; null when they are there */
    record Served(Sources.Source source, @Nullable LocalDate expectedOn) {}

    /** When a load can be there that is ready at its node at the beginning of a day. */
    @FunctionalInterface
    interface Ways {
        Promise from(String nodeCode, Load load, LocalDate day);
    }

    /**
     * @param wanted with one wish for each offer
     * @param nodes codes of open ones
     * @param may leaves out what may not be sent to the place
     * @return shipments of all that is wanted; empty when it cannot be had so either
     */
    Optional<List<Served>> serve(
            Wanted wanted, Set<String> nodes, UnaryOperator<Map<SkuAtNode, Shelf>> may, Ways ways) {
        if (!sources.backorders(wanted.trade())) {
            return Optional.empty();
        }
        boolean splits = sources.splits(wanted.trade());
        Map<Boolean, List<Wish>> byThere =
                wanted.wishes().stream().collect(Collectors.partitioningBy(wish -> there(wish, wanted.shelves())));
        if (byThere.get(false).isEmpty()) {
            return Optional.empty();
        }
        List<Wish> now = splits ? byThere.get(true) : List.of();
        List<Wish> later = splits ? byThere.get(false) : wanted.wishes();
        var served = new ArrayList<Served>();
        if (!now.isEmpty()) {
            if (!(sources.choose(new Wanted(wanted.trade(), now, wanted.shelves(), wanted.ways()))
                    instanceof Choice.Chosen(List<Sources.Source> chosen))) {
                return Optional.empty();
            }
            chosen.forEach(source -> served.add(new Served(source, null)));
        }
        return expected(wanted, later, nodes, may, ways).map(waiting -> {
            served.addAll(waiting);
            return served;
        });
    }

    private static boolean there(Wish wish, Map<SkuAtNode, Shelf> shelves) {
        long all = wish.offer().sourceNodes().stream()
                .map(node -> shelves.get(new SkuAtNode(wish.skuCode(), node)))
                .mapToLong(shelf -> shelf == null ? 0 : Math.max(0, shelf.available()))
                .sum();
        return all >= wish.quantity();
    }

    private Optional<List<Served>> expected(
            Wanted wanted, List<Wish> later, Set<String> nodes, UnaryOperator<Map<SkuAtNode, Shelf>> may, Ways ways) {
        LocalDate today = CountyTime.date(clock.instant());
        var coming = expected.coming(later.stream().map(Wish::skuCode).collect(Collectors.toSet()), nodes, today);
        if (coming.isEmpty()) {
            return Optional.empty();
        }
        var shelves = new HashMap<SkuAtNode, Shelf>();
        coming.forEach(each -> shelves.merge(
                new SkuAtNode(each.skuCode(), each.nodeCode()),
                new Shelf(each.free(), null),
                (one, more) -> new Shelf(Math.addExact(one.available(), more.available()), null)));
        Map<String, LocalDate> days = days(later, coming);
        Choice choice = sources.choose(new Wanted(
                wanted.trade(),
                later,
                may.apply(shelves),
                (node, load) -> ways.from(node, load, days.get(node).plusDays(1))));
        return choice instanceof Choice.Chosen(List<Sources.Source> chosen)
                ? Optional.of(chosen.stream()
                        .map(source -> told(source, days.get(source.nodeCode())))
                        .toList())
                : Optional.empty();
    }

    /** @return by node, the day on which enough of each SKU will have come, or all that comes of it */
    private static Map<String, LocalDate> days(List<Wish> wishes, List<ExpectedSupply.Coming> coming) {
        Map<String, Integer> wanted =
                wishes.stream().collect(Collectors.toMap(Wish::skuCode, Wish::quantity, Math::addExact));
        var come = new HashMap<SkuAtNode, Long>();
        var days = new HashMap<String, LocalDate>();
        for (ExpectedSupply.Coming each : coming) {
            var key = new SkuAtNode(each.skuCode(), each.nodeCode());
            long before = come.getOrDefault(key, 0L);
            if (before < wanted.get(each.skuCode())) {
                // The earliest first: so the last day that is needed stays.
                days.merge(each.nodeCode(), each.on(), (one, other) -> one.isAfter(other) ? one : other);
            }
            come.put(key, before + each.free());
        }
        return days;
    }

    private static Served told(Sources.Source source, LocalDate expectedOn) {
        Arrival arrival = source.promise().arrival();
        String why =
                "预订，货预计 " + expectedOn + " 到 · Backorder, goods expected from " + expectedOn + "; " + arrival.why();
        var promise = new Promise.Kept(
                source.promise().legs(),
                source.promise().availableAt(),
                new Arrival(
                        arrival.date(),
                        arrival.from(),
                        arrival.until(),
                        why.substring(0, Math.min(WHY_MAX, why.length()))));
        return new Served(new Sources.Source(source.nodeCode(), source.wishes(), promise), expectedOn);
    }

    /** @return when goods are ready that are there at the beginning of a day */
    static Instant ready(LocalDate day) {
        return CountyTime.instant(day, LocalTime.MIDNIGHT);
    }
}

package org.cunlu.orders.sourcing;

import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cunlu.catalog.Direction;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Arrival;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Stock.Shelf;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.orders.ServingRules.By;
import org.cunlu.orders.ServingRules.Split;
import org.cunlu.orders.Sources.Choice;
import org.cunlu.orders.Sources.Source;
import org.cunlu.orders.Wish;

/** A made-up county: nodes with hours, prices and limits, and what stands there. A piece weighs 500 g. */
final class Shelves {
    static final Instant START = Instant.parse("2026-11-23T00:00:00Z");
    static final LocalDate TODAY = CountyTime.date(START);

    final Map<SkuAtNode, Shelf> stock = new HashMap<>();
    final Map<String, Way> ways = new TreeMap<>();
    final Set<String> asked = new HashSet<>();
    int questions;

    /**
     * The way from a node.
     * @param slowAbove grams beyond which it takes a day more
     * @param most grams beyond which nothing takes it
     * @param parcel cost of each parcel
     * @param gram cost of each gram
     */
    record Way(int hours, long slowAbove, long most, long parcel, long gram) {
        Way(int hours) {
            this(hours, Long.MAX_VALUE, Long.MAX_VALUE, 10, 1);
        }

        Way costing(long forParcel, long forGram) {
            return new Way(hours, slowAbove, most, forParcel, forGram);
        }

        /** @return null when nothing takes it */
        @Nullable
        Integer hoursFor(long grams) {
            return grams > most ? null : grams > slowAbove ? hours + 24 : hours;
        }
    }

    Shelves node(String code, Way way) {
        ways.put(code, way);
        return this;
    }

    Shelves nodes(Map<String, Integer> hours) {
        hours.forEach((code, hour) -> node(code, new Way(hour)));
        return this;
    }

    Wish wish(String name, int quantity, Map<String, Long> held) {
        return wish(name, "SKU-" + name, quantity, held);
    }

    Wish wish(String name, String sku, int quantity, Map<String, Long> held) {
        held.forEach((node, pieces) -> stock.put(new SkuAtNode(sku, node), new Shelf(pieces, null)));
        return new Wish(
                new Offer(
                        name,
                        new Sku(sku, name, 500, 800, StorageClass.DRY, true),
                        "P-" + name,
                        name,
                        "S",
                        "S",
                        null,
                        null,
                        "grain",
                        Direction.DOWN,
                        100,
                        held.keySet().stream().sorted().toList(),
                        true,
                        1,
                        9_999,
                        1),
                quantity);
    }

    void expires(String name, String node, int days) {
        stock.computeIfPresent(
                new SkuAtNode("SKU-" + name, node), (_, shelf) -> new Shelf(shelf.available(), TODAY.plusDays(days)));
    }

    Promise from(String node, Load load) {
        questions++;
        asked.add(node);
        Way way = ways.get(node);
        Integer hours = way == null ? null : way.hoursFor(load.weightGrams());
        if (hours == null) {
            return new Promise.Refused(way == null ? Promise.Reason.NO_CONNECTION : Promise.Reason.TOO_LARGE);
        }
        Instant at = START.plus(Duration.ofHours(hours));
        return new Promise.Kept(
                List.of(new Leg(node, "TO", node, TODAY, START, at)),
                at,
                new Arrival(CountyTime.date(at), null, null, "here"));
    }

    long cost(List<Leg> legs, Load load) {
        Way way = ways.get(legs.getFirst().fromNode());
        return way.parcel() + way.gram() * load.weightGrams();
    }

    Choice choose(List<By> rules, Split split, List<Wish> wishes) {
        return new SourceSearch(new SourcePolicy(rules, split), new Shipping(stock, this::from, this::cost, TODAY))
                .choose(wishes);
    }

    Choice choose(Wish... wishes) {
        return choose(List.of(By.ARRIVAL, By.COST, By.SHIPMENTS, By.AGE), Split.IF_NEEDED, List.of(wishes));
    }

    /** @return offers with their pieces, by node */
    static Map<String, Map<String, Integer>> served(Choice choice) {
        var served = new TreeMap<String, Map<String, Integer>>();
        for (Source source : ((Choice.Chosen) choice).sources()) {
            served.put(
                    source.nodeCode(),
                    source.wishes().stream()
                            .collect(Collectors.toMap(wish -> wish.offer().id(), Wish::quantity)));
        }
        return served;
    }
}

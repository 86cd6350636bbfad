package org.cunlu.orders.sourcing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Stock.Shelf;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.orders.ServingRules.By;
import org.cunlu.orders.ServingRules.Split;
import org.cunlu.orders.Sources.Choice;
import org.cunlu.orders.Wish;
import org.cunlu.orders.sourcing.Shelves.Way;
import org.junit.jupiter.api.Test;

/** On random counties nothing that could be thought of is better by the rules than what is chosen. */
class AgainstBruteForceTest {
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    private Shelves shelves;
    private List<By> rules;
    private Split split;

    /** Lines are served whole here; loads decide how quick a way is and whether there is one. */
    @Test
    void noDivisionOfWholeLinesIsBetter() {
        System.out.println("seed " + seed);
        int chosen = 0;
        int divided = 0;
        for (int round = 0; round < 2_000; round++) {
            county(true);
            var wishes = new ArrayList<Wish>();
            int lines = 1 + random.nextInt(4);
            for (int i = 0; i < lines; i++) {
                int quantity = 1 + random.nextInt(3);
                // Sometimes two offers are of one SKU, and compete for its pieces.
                String sku = "SKU-w" + (i > 0 && random.nextInt(4) == 0 ? i - 1 : i);
                wishes.add(shelves.wish("w" + i, sku, quantity, wholeOrNothing(sku, quantity)));
            }
            spoil();
            Choice choice = shelves.choose(rules, split, wishes);
            chosen += choice instanceof Choice.Chosen ? 1 : 0;
            divided += choice instanceof Choice.Chosen(var sources) && sources.size() > 1 ? 1 : 0;
            assertSame(round, choice, wholes(wishes), wishes);
        }
        assertThat(chosen).isGreaterThan(500);
        assertThat(divided).isGreaterThan(50);
    }

    /** Lines may have to be cut; a way is as quick for one piece as for many. */
    @Test
    void noWayToCutLinesIsBetter() {
        System.out.println("seed " + seed);
        int cut = 0;
        for (int round = 0; round < 1_000; round++) {
            county(false);
            var wishes = new ArrayList<Wish>();
            for (int i = 0; i < 1 + random.nextInt(2); i++) {
                var held = new HashMap<String, Long>();
                nodes().forEach(node -> held.put(node, (long) random.nextInt(5)));
                wishes.add(shelves.wish("w" + i, 1 + random.nextInt(6), held));
            }
            spoil();
            Choice choice = shelves.choose(rules, split, wishes);
            cut += choice instanceof Choice.Chosen(var sources)
                            && sources.stream()
                                            .mapToLong(s -> s.wishes().size())
                                            .sum()
                                    > wishes.size()
                    ? 1
                    : 0;
            assertSame(round, choice, cuts(wishes), wishes);
        }
        assertThat(cut).isGreaterThan(100);
    }

    private void county(boolean loadsMatter) {
        shelves = new Shelves();
        int count = 1 + random.nextInt(4);
        for (int n = 0; n < count; n++) {
            if (random.nextInt(8) > 0) {
                shelves.node(
                        "N" + n,
                        new Way(
                                1 + random.nextInt(4),
                                loadsMatter && random.nextBoolean() ? 500L * random.nextInt(6) : Long.MAX_VALUE,
                                loadsMatter && random.nextInt(3) == 0 ? 500L * (1 + random.nextInt(6)) : Long.MAX_VALUE,
                                random.nextInt(2_000),
                                random.nextInt(3)));
            }
        }
        var all = new ArrayList<>(List.of(By.values()));
        Collections.shuffle(all, random);
        rules = all.subList(0, 1 + random.nextInt(4));
        split = Split.values()[random.nextInt(3)];
    }

    private List<String> nodes() {
        return List.of("N0", "N1", "N2", "N3");
    }

    /** A shelf is full enough for the line, or bare: so no line is ever cut. */
    private Map<String, Long> wholeOrNothing(String sku, int quantity) {
        var held = new HashMap<String, Long>();
        for (String node : nodes()) {
            Shelf known = shelves.stock.get(new SkuAtNode(sku, node));
            long pieces = known != null ? known.available() : random.nextBoolean() ? quantity + random.nextInt(3) : 0;
            if (pieces >= quantity) {
                held.put(node, pieces);
            }
        }
        return held;
    }

    private void spoil() {
        shelves.stock.replaceAll((_, shelf) ->
                new Shelf(shelf.available(), random.nextBoolean() ? Shelves.TODAY.plusDays(random.nextInt(6)) : null));
    }

    private void assertSame(int round, Choice choice, List<List<Map<String, Integer>>> options, List<Wish> wishes) {
        long[] best = best(options, wishes);
        var told = "seed %d round %d %s %s".formatted(seed, round, rules, split);
        if (best == null) {
            assertThat(choice).as(told).isNotInstanceOf(Choice.Chosen.class);
            return;
        }
        assertThat(choice).as(told).isInstanceOf(Choice.Chosen.class);
        var plan = new HashMap<String, Map<String, Integer>>();
        Shelves.served(choice).forEach(plan::put);
        for (Wish wish : wishes) {
            assertThat(plan.values().stream()
                            .mapToInt(part -> part.getOrDefault(wish.offer().id(), 0))
                            .sum())
                    .as(told)
                    .isEqualTo(wish.quantity());
        }
        assertThat(value(plan, wishes)).as(told).isEqualTo(best);
    }

    /** @return for each line every node that has it whole */
    private List<List<Map<String, Integer>>> wholes(List<Wish> wishes) {
        return wishes.stream()
                .map(wish -> wish.offer().sourceNodes().stream()
                        .map(node -> Map.of(node, wish.quantity()))
                        .toList())
                .toList();
    }

    /** @return for each line every division of its pieces: whole where a node can; else as few nodes as can be */
    private List<List<Map<String, Integer>>> cuts(List<Wish> wishes) {
        return wishes.stream().map(this::cuts).toList();
    }

    private List<Map<String, Integer>> cuts(Wish wish) {
        var all = new ArrayList<Map<String, Integer>>();
        divisions(wish, 0, wish.quantity(), new HashMap<>(), all);
        int fewest = all.stream().mapToInt(Map::size).min().orElse(0);
        return all.stream().filter(division -> division.size() == fewest).toList();
    }

    private void divisions(Wish wish, int n, int left, Map<String, Integer> so, List<Map<String, Integer>> all) {
        if (left == 0) {
            all.add(Map.copyOf(so));
            return;
        }
        if (n == nodes().size()) {
            return;
        }
        String node = nodes().get(n);
        long has = shelves.ways.containsKey(node)
                ? shelves.stock.get(new SkuAtNode(wish.skuCode(), node)).available()
                : 0;
        for (int pieces = 0; pieces <= Math.min(left, has); pieces++) {
            if (pieces > 0) {
                so.put(node, pieces);
            }
            divisions(wish, n + 1, left - pieces, so, all);
            so.remove(node);
        }
    }

    private long @Nullable [] best(List<List<Map<String, Integer>>> options, List<Wish> wishes) {
        var singles = new ArrayList<long[]>();
        var others = new ArrayList<long[]>();
        combine(options, 0, new HashMap<>(), wishes, singles, others);
        var candidates = switch (split) {
            case NEVER -> singles;
            case IF_NEEDED -> singles.isEmpty() ? others : singles;
            case IF_BETTER -> {
                var both = new ArrayList<>(singles);
                both.addAll(others);
                yield both;
            }
        };
        return candidates.stream().min(Arrays::compare).orElse(null);
    }

    private void combine(
            List<List<Map<String, Integer>>> options,
            int line,
            Map<String, Map<String, Integer>> plan,
            List<Wish> wishes,
            List<long[]> singles,
            List<long[]> others) {
        if (line == options.size()) {
            long[] value = value(plan, wishes);
            if (value != null) {
                (plan.size() == 1 ? singles : others).add(value);
            }
            return;
        }
        String id = wishes.get(line).offer().id();
        for (Map<String, Integer> option : options.get(line)) {
            var grown = new HashMap<String, Map<String, Integer>>();
            plan.forEach((node, part) -> grown.put(node, new HashMap<>(part)));
            option.forEach((node, pieces) ->
                    grown.computeIfAbsent(node, _ -> new HashMap<>()).put(id, pieces));
            combine(options, line + 1, grown, wishes, singles, others);
        }
    }

    /** @return by the rules in their order; null for what cannot be */
    private long @Nullable [] value(Map<String, Map<String, Integer>> plan, List<Wish> wishes) {
        long latest = 0;
        long cost = 0;
        long age = 0;
        for (var part : plan.entrySet()) {
            var bySku = new HashMap<String, Integer>();
            int pieces = 0;
            for (Wish wish : wishes) {
                int some = part.getValue().getOrDefault(wish.offer().id(), 0);
                bySku.merge(wish.skuCode(), some, Integer::sum);
                pieces += some;
            }
            for (var sku : bySku.entrySet()) {
                if (sku.getValue() > 0
                        && shelves.stock
                                        .get(new SkuAtNode(sku.getKey(), part.getKey()))
                                        .available()
                                < sku.getValue()) {
                    return null;
                }
            }
            Way way = shelves.ways.get(part.getKey());
            Integer hours = way == null ? null : way.hoursFor(500L * pieces);
            if (hours == null) {
                return null;
            }
            latest = Math.max(latest, hours);
            cost += way.parcel() + way.gram() * 500L * pieces;
            for (var sku : bySku.entrySet()) {
                age += sku.getValue() == 0
                        ? 0
                        : sku.getValue() * good(shelves.stock.get(new SkuAtNode(sku.getKey(), part.getKey())), hours);
            }
        }
        var values = Map.of(By.ARRIVAL, latest, By.COST, cost, By.SHIPMENTS, (long) plan.size(), By.AGE, age);
        return rules.stream().mapToLong(values::get).toArray();
    }

    private static long good(Shelf shelf, int hours) {
        if (shelf.oldest() == null) {
            return 3_650;
        }
        return shelf.oldest().isBefore(CountyTime.date(Shelves.START.plus(Duration.ofHours(hours))))
                ? 36_500
                : ChronoUnit.DAYS.between(Shelves.TODAY, shelf.oldest());
    }
}

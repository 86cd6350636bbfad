package org.cunlu.orders.quoting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Arrival;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.orders.quoting.SourceChoice.Choice;
import org.cunlu.orders.quoting.SourceChoice.Source;
import org.cunlu.orders.standin.StandInOffers;
import org.junit.jupiter.api.Test;

class SourceChoiceTest {
    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");

    private final Map<SkuAtNode, Long> stock = new HashMap<>();
    private final Map<String, Integer> hours = new HashMap<>();

    @Test
    void oneNodeForAllIsBetterThanTwoThatAreQuicker() {
        nodes(Map.of("SLOW", 50, "A", 1, "B", 2));
        Wish rice = wish("rice", 5, Map.of("SLOW", 5L, "A", 9L));
        Wish oil = wish("oil", 1, Map.of("SLOW", 1L, "B", 9L));
        assertThat(served(rice, oil)).isEqualTo(Map.of("SLOW", List.of("rice", "oil")));
    }

    @Test
    void ofNodesThatServeAllTheEarliestIsTaken() {
        nodes(Map.of("A", 9, "B", 8, "C", 10));
        Wish rice = wish("rice", 1, Map.of("A", 1L, "B", 1L, "C", 1L));
        assertThat(served(rice)).isEqualTo(Map.of("B", List.of("rice")));
    }

    @Test
    void ofEquallyEarlyNodesTheFirstByCodeIsTaken() {
        nodes(Map.of("A", 9, "B", 9));
        Wish rice = wish("rice", 1, Map.of("A", 1L, "B", 1L));
        assertThat(served(rice)).isEqualTo(Map.of("A", List.of("rice")));
    }

    @Test
    void splitShipmentsAreAsFewAsTheLatestOfThemAllows() {
        nodes(Map.of("A", 1, "B", 2, "C", 3, "D", 9));
        Wish rice = wish("rice", 1, Map.of("A", 1L, "C", 1L));
        Wish oil = wish("oil", 1, Map.of("B", 1L, "C", 1L));
        // Only D has it, at the ninth hour: so rice and oil may as well come together from C.
        Wish salt = wish("salt", 1, Map.of("D", 1L));
        assertThat(served(rice, oil, salt)).isEqualTo(Map.of("C", List.of("rice", "oil"), "D", List.of("salt")));
    }

    @Test
    void fewerShipmentsNeverMakeTheLastOneLater() {
        nodes(Map.of("A", 1, "B", 2, "D", 9, "E", 1));
        Wish rice = wish("rice", 1, Map.of("A", 1L, "D", 1L));
        Wish oil = wish("oil", 1, Map.of("B", 1L, "D", 1L));
        Wish salt = wish("salt", 1, Map.of("E", 1L));
        assertThat(served(rice, oil, salt).keySet()).containsExactlyInAnyOrder("A", "B", "E");
    }

    @Test
    void aNodeThatHoldsOnePieceTooFewServesNothing() {
        nodes(Map.of("A", 1, "B", 2));
        Wish five = wish("rice", 5, Map.of("A", 4L, "B", 5L));
        assertThat(served(five)).isEqualTo(Map.of("B", List.of("rice")));
        Wish six = wish("rice", 6, Map.of("A", 4L, "B", 5L));
        assertThat(choose(six)).isEqualTo(new Choice.SoldOut(six, 5));
    }

    @Test
    void whatNoNodeHoldsIsSoldOutWithNothing() {
        nodes(Map.of("A", 1));
        Wish wish = wish("rice", 1, Map.of());
        assertThat(choose(wish)).isEqualTo(new Choice.SoldOut(wish, 0));
    }

    @Test
    void aNodeWithoutAWayIsPassedOverAndNoWayAtAllIsToldWithItsReason() {
        nodes(Map.of("B", 7));
        Wish both = wish("rice", 1, Map.of("A", 1L, "B", 1L));
        assertThat(served(both)).isEqualTo(Map.of("B", List.of("rice")));
        Wish lost = wish("oil", 1, Map.of("A", 1L));
        assertThat(choose(lost)).isEqualTo(new Choice.Unreachable(lost, Promise.Reason.NO_CONNECTION));
    }

    /** Against trying all nodes one by one: every line served, by who holds it, no later and in no more shipments. */
    @Test
    void onRandomCountiesNoOtherChoiceIsBetter() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            stock.clear();
            hours.clear();
            int nodeCount = 1 + random.nextInt(5);
            for (int n = 0; n < nodeCount; n++) {
                hours.put("N" + n, 1 + random.nextInt(5));
            }
            var wishes = new ArrayList<Wish>();
            for (int i = 0; i < 1 + random.nextInt(4); i++) {
                var held = new HashMap<String, Long>();
                for (int n = 0; n < nodeCount; n++) {
                    if (random.nextBoolean()) {
                        held.put("N" + n, (long) random.nextInt(4));
                    }
                }
                wishes.add(wish("w" + i, 1 + random.nextInt(2), held));
            }
            Choice choice = choose(wishes.toArray(Wish[]::new));
            int[] best = best(wishes, nodeCount);
            if (best == null) {
                assertThat(choice).isInstanceOf(Choice.SoldOut.class);
            } else {
                assertThat(choice).isInstanceOf(Choice.Chosen.class);
                var sources = ((Choice.Chosen) choice).sources();
                int latest = sources.stream()
                        .mapToInt(source -> hours.get(source.nodeCode()))
                        .max()
                        .orElseThrow();
                assertThat(new int[] {sources.size() == 1 ? 0 : 1, latest, sources.size()})
                        .as("seed %d round %d", seed, round)
                        .isEqualTo(best);
                assertThat(sources.stream().flatMap(source -> source.wishes().stream()))
                        .containsExactlyInAnyOrderElementsOf(wishes);
            }
        }
    }

    /** @return more than one node?, latest hour, shipments of the best choice of nodes; null when none serves all */
    private int[] best(List<Wish> wishes, int nodeCount) {
        int[] best = null;
        int[] assignment = new int[wishes.size()];
        int all = (int) Math.pow(nodeCount, wishes.size());
        for (int code = 0; code < all; code++) {
            int rest = code;
            boolean can = true;
            int latest = 0;
            int used = 0;
            for (int i = 0; i < assignment.length; i++) {
                int node = rest % nodeCount;
                rest /= nodeCount;
                Wish wish = wishes.get(i);
                can &= stock.getOrDefault(new SkuAtNode(wish.skuCode(), "N" + node), 0L) >= wish.quantity();
                latest = Math.max(latest, hours.get("N" + node));
                used |= 1 << node;
            }
            if (can) {
                int shipments = Integer.bitCount(used);
                int[] found = {shipments == 1 ? 0 : 1, latest, shipments};
                best = best == null || java.util.Arrays.compare(found, best) < 0 ? found : best;
            }
        }
        return best;
    }

    private void nodes(Map<String, Integer> arrivalHours) {
        hours.putAll(arrivalHours);
    }

    private Wish wish(String name, int quantity, Map<String, Long> held) {
        held.forEach((node, pieces) -> stock.put(new SkuAtNode("SKU-" + name, node), pieces));
        return new Wish(
                StandInOffers.offer(
                        name, "S", 100, held.keySet().stream().sorted().toList()),
                quantity);
    }

    private Choice choose(Wish... wishes) {
        return new SourceChoice(
                        stock,
                        (node, load) -> hours.containsKey(node)
                                ? kept(START.plus(Duration.ofHours(hours.get(node))))
                                : new Promise.Refused(Promise.Reason.NO_CONNECTION))
                .choose(List.of(wishes));
    }

    private Map<String, List<String>> served(Wish... wishes) {
        var served = new HashMap<String, List<String>>();
        for (Source source : ((Choice.Chosen) choose(wishes)).sources()) {
            served.put(
                    source.nodeCode(),
                    source.wishes().stream().map(wish -> wish.offer().id()).toList());
        }
        return served;
    }

    private static Promise.Kept kept(Instant at) {
        return new Promise.Kept(List.of(), at, new Arrival(CountyTime.date(at), null, null, "here"));
    }
}

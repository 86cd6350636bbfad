package org.cunlu.orders.sourcing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.orders.sourcing.Shelves.served;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.logistics.Promise;
import org.cunlu.orders.ServingRules.By;
import org.cunlu.orders.ServingRules.Split;
import org.cunlu.orders.Sources.Choice;
import org.cunlu.orders.Wish;
import org.cunlu.orders.sourcing.Shelves.Way;
import org.junit.jupiter.api.Test;

/** Each rule, splitting, and where greedy would fail. */
class SourceSearchTest {
    private static final List<By> USUAL = List.of(By.ARRIVAL, By.COST, By.SHIPMENTS, By.AGE);

    private final Shelves shelves = new Shelves();

    @Test
    void oneNodeForAllIsBetterThanTwoThatAreQuickerUnlessTheTradeSplitsForBetter() {
        shelves.nodes(Map.of("SLOW", 50, "A", 1, "B", 2));
        Wish rice = shelves.wish("rice", 5, Map.of("SLOW", 5L, "A", 9L));
        Wish oil = shelves.wish("oil", 1, Map.of("SLOW", 1L, "B", 9L));
        var together = Map.of("SLOW", Map.of("rice", 5, "oil", 1));
        assertThat(served(shelves.choose(USUAL, Split.IF_NEEDED, List.of(rice, oil))))
                .isEqualTo(together);
        assertThat(served(shelves.choose(USUAL, Split.NEVER, List.of(rice, oil))))
                .isEqualTo(together);
        assertThat(served(shelves.choose(USUAL, Split.IF_BETTER, List.of(rice, oil))))
                .isEqualTo(Map.of("A", Map.of("rice", 5), "B", Map.of("oil", 1)));
        assertThat(served(shelves.choose(List.of(By.SHIPMENTS), Split.IF_BETTER, List.of(rice, oil))))
                .isEqualTo(together);
    }

    @Test
    void theEarlierArrivalDecidesBeforeTheCost() {
        shelves.node("A", new Way(9).costing(1, 1)).node("B", new Way(8).costing(99, 9));
        Wish rice = shelves.wish("rice", 1, Map.of("A", 1L, "B", 1L));
        assertThat(served(shelves.choose(rice)).keySet()).containsExactly("B");
        assertThat(served(shelves.choose(List.of(By.COST, By.ARRIVAL), Split.NEVER, List.of(rice)))
                        .keySet())
                .containsExactly("A");
    }

    @Test
    void ofEquallyEarlyNodesTheCheaperWayDecides() {
        shelves.node("A", new Way(9).costing(10, 3)).node("B", new Way(9).costing(900, 1));
        // 500 g: 1,510 against 1,400; below 445 g it would be the other way round.
        Wish rice = shelves.wish("rice", 1, Map.of("A", 1L, "B", 1L));
        assertThat(served(shelves.choose(rice)).keySet()).containsExactly("B");
    }

    @Test
    void fewerShipmentsDecideWhereTheyAreAskedFor() {
        shelves.node("A", new Way(1).costing(1, 1)).node("B", new Way(1).costing(1, 1));
        shelves.node("C", new Way(9).costing(500, 9)).node("D", new Way(9).costing(500, 9));
        Wish rice = shelves.wish("rice", 1, Map.of("A", 1L, "C", 1L));
        Wish oil = shelves.wish("oil", 1, Map.of("B", 1L, "C", 1L));
        Wish salt = shelves.wish("salt", 1, Map.of("D", 1L));
        var all = List.of(rice, oil, salt);
        assertThat(served(shelves.choose(List.of(By.SHIPMENTS), Split.IF_NEEDED, all))
                        .keySet())
                .containsExactly("C", "D");
        assertThat(served(shelves.choose(List.of(By.COST), Split.IF_NEEDED, all))
                        .keySet())
                .containsExactly("A", "B", "D");
    }

    @Test
    void theLotThatSpoilsFirstGoesFirstButNoneThatWouldBeSpoiltOnArrival() {
        shelves.nodes(Map.of("A", 9, "B", 9, "C", 9, "D", 100));
        Wish milk = shelves.wish("milk", 2, Map.of("A", 2L, "B", 2L, "C", 2L));
        shelves.expires("milk", "A", 20);
        shelves.expires("milk", "B", 10);
        assertThat(served(shelves.choose(milk)).keySet()).containsExactly("B");
        // To D's buyers it takes four days: what is good for three is no good.
        Wish cream = shelves.wish("cream", 2, Map.of("D", 2L));
        shelves.expires("cream", "D", 3);
        assertThat(served(shelves.choose(cream)).keySet()).containsExactly("D");
        shelves.nodes(Map.of("E", 100));
        Wish both = shelves.wish("cream", 2, Map.of("D", 2L, "E", 2L));
        shelves.expires("cream", "D", 3);
        shelves.expires("cream", "E", 4);
        assertThat(served(shelves.choose(both)).keySet()).containsExactly("E");
    }

    @Test
    void whereNoRuleTellsNodesApartTheFirstByCodeIsTaken() {
        shelves.nodes(Map.of("A", 9, "B", 9));
        Wish rice = shelves.wish("rice", 1, Map.of("A", 1L, "B", 1L));
        assertThat(served(shelves.choose(rice)).keySet()).containsExactly("A");
    }

    /** The widest first, then the next: three shipments. Two would do. */
    @Test
    void whoeverTakesTheWidestNodeFirstSendsOneParcelTooMany() {
        shelves.nodes(Map.of("WIDE", 1, "X", 1, "Y", 1));
        var holders = Map.of(
                "a", List.of("WIDE", "X"),
                "b", List.of("WIDE", "X"),
                "c", List.of("WIDE", "Y"),
                "d", List.of("WIDE", "Y"),
                "e", List.of("X"),
                "f", List.of("Y"));
        var wishes = new ArrayList<Wish>();
        holders.forEach((name, nodes) -> {
            var held = new HashMap<String, Long>();
            nodes.forEach(node -> held.put(node, 1L));
            wishes.add(shelves.wish(name, 1, held));
        });
        assertThat(served(shelves.choose(List.of(By.SHIPMENTS), Split.IF_NEEDED, wishes))
                        .keySet())
                .containsExactly("X", "Y");
    }

    @Test
    void aLineThatNoNodeHoldsWholeIsCutOnlyWhereSplittingIsAllowed() {
        shelves.nodes(Map.of("A", 1, "B", 2));
        Wish rice = shelves.wish("rice", 6, Map.of("A", 4L, "B", 5L));
        assertThat(shelves.choose(USUAL, Split.NEVER, List.of(rice))).isEqualTo(new Choice.NotSplit(rice, 5));
        Map<String, Map<String, Integer>> cut = served(shelves.choose(rice));
        assertThat(cut.values().stream().mapToInt(part -> part.get("rice")).sum())
                .isEqualTo(6);
        assertThat(cut.keySet()).containsExactly("A", "B");
        Wish nine = shelves.wish("rice", 9, Map.of("A", 4L, "B", 5L));
        assertThat(served(shelves.choose(nine))).isEqualTo(Map.of("A", Map.of("rice", 4), "B", Map.of("rice", 5)));
        Wish ten = shelves.wish("rice", 10, Map.of("A", 4L, "B", 5L));
        assertThat(shelves.choose(ten)).isEqualTo(new Choice.SoldOut(ten, 9));
    }

    @Test
    void linesThatNoSingleNodeHoldsTogetherAreRefusedWhereNothingIsSplit() {
        shelves.nodes(Map.of("A", 1, "B", 2));
        Wish rice = shelves.wish("rice", 1, Map.of("A", 1L));
        Wish oil = shelves.wish("oil", 1, Map.of("B", 1L));
        assertThat(shelves.choose(USUAL, Split.NEVER, List.of(rice, oil))).isEqualTo(new Choice.NotSplit(oil, 1));
        assertThat(served(shelves.choose(rice, oil)).keySet()).containsExactly("A", "B");
    }

    @Test
    void theDemandOfASkuIsSummedOverItsLines() {
        shelves.nodes(Map.of("A", 1, "B", 50));
        Wish three = shelves.wish("rice", 3, Map.of("A", 5L, "B", 6L));
        // A holds three, twice, but not six.
        assertThat(served(shelves.choose(three, three))).isEqualTo(Map.of("B", Map.of("rice", 6)));
        Wish other = shelves.wish("same rice", "SKU-rice", 3, Map.of("A", 5L, "B", 6L));
        assertThat(served(shelves.choose(three, other)).keySet()).containsExactly("B");
    }

    @Test
    void aNodeThatHoldsOnePieceTooFewServesNothingAlone() {
        shelves.nodes(Map.of("A", 1, "B", 2));
        Wish five = shelves.wish("rice", 5, Map.of("A", 4L, "B", 5L));
        assertThat(served(shelves.choose(five))).isEqualTo(Map.of("B", Map.of("rice", 5)));
    }

    @Test
    void whatNoNodeHoldsIsSoldOutWithNothing() {
        shelves.nodes(Map.of("A", 1));
        Wish wish = shelves.wish("rice", 1, Map.of());
        assertThat(shelves.choose(wish)).isEqualTo(new Choice.SoldOut(wish, 0));
        Wish overdrawn = shelves.wish("oil", 1, Map.of("A", -3L));
        assertThat(shelves.choose(overdrawn)).isEqualTo(new Choice.SoldOut(overdrawn, 0));
    }

    @Test
    void aNodeWithoutAWayIsPassedOverAndNoWayAtAllIsToldWithItsReason() {
        shelves.nodes(Map.of("B", 7));
        Wish both = shelves.wish("rice", 1, Map.of("A", 1L, "B", 1L));
        assertThat(served(shelves.choose(both)).keySet()).containsExactly("B");
        Wish lost = shelves.wish("oil", 1, Map.of("A", 1L));
        assertThat(shelves.choose(lost)).isEqualTo(new Choice.Unreachable(lost, Promise.Reason.NO_CONNECTION));
    }

    @Test
    void whatIsTooLargeForOneVehicleGoesFromTwoNodes() {
        shelves.node("A", new Way(1, Long.MAX_VALUE, 700, 1, 1)).node("B", new Way(9));
        Wish rice = shelves.wish("rice", 1, Map.of("A", 1L));
        Wish oil = shelves.wish("oil", 1, Map.of("A", 1L, "B", 1L));
        assertThat(served(shelves.choose(rice, oil))).isEqualTo(Map.of("A", Map.of("rice", 1), "B", Map.of("oil", 1)));
        Wish two = shelves.wish("rice", 2, Map.of("A", 2L));
        assertThat(shelves.choose(two)).isEqualTo(new Choice.Unreachable(two, Promise.Reason.TOO_LARGE));
    }

    @Test
    void aSingleNodeIsFoundWithOneQuestionForEachThatHoldsAll() {
        shelves.nodes(Map.of("A", 1, "B", 2, "C", 3));
        Wish rice = shelves.wish("rice", 1, Map.of("A", 1L, "B", 1L, "C", 1L));
        Wish oil = shelves.wish("oil", 1, Map.of("A", 1L, "B", 1L));
        shelves.choose(rice, oil);
        assertThat(shelves.questions).isEqualTo(2);
    }

    /** A hundred lines, each at eight nodes and none at all of them: more ways to divide them than can be walked. */
    @Test
    void theSearchEndsInBoundedTimeWithAnAnswer() {
        var wishes = new ArrayList<Wish>();
        for (int n = 0; n < 9; n++) {
            shelves.node("N" + n, new Way(1 + n % 3).costing(10 + n, 1 + n % 4));
        }
        for (int i = 0; i < 100; i++) {
            var held = new HashMap<String, Long>();
            for (int n = 0; n < 9; n++) {
                if (n != i % 9) {
                    held.put("N" + n, 5L);
                }
            }
            wishes.add(shelves.wish("w" + i, 1 + i % 3, held));
        }
        long before = System.nanoTime();
        Choice choice = shelves.choose(List.of(By.COST, By.ARRIVAL), Split.IF_NEEDED, wishes);
        long millis = (System.nanoTime() - before) / 1_000_000;
        assertThat(served(choice).values().stream().mapToInt(Map::size).sum()).isEqualTo(100);
        assertThat(shelves.questions).isLessThanOrEqualTo(SourceSearch.ASKED_MAX + 9);
        assertThat(millis).isLessThan(2_000);
    }
}

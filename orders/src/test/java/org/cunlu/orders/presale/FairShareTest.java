package org.cunlu.orders.presale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cunlu.orders.presale.FairShare.Wanted;
import org.junit.jupiter.api.Test;

class FairShareTest {
    @Test
    void everybodyHasOnePieceAndTheRestGoesInProportion() {
        assertThat(of(CutRule.PROPORTIONAL, 10, 5, 3, 2)).containsExactly(5L, 3L, 2L);
        assertThat(of(CutRule.PROPORTIONAL, 11, 5, 3, 2)).containsExactly(5L, 3L, 2L);
        assertThat(of(CutRule.PROPORTIONAL, 9, 5, 3, 2)).containsExactly(4L, 3L, 2L);
        // 1 + 2/7 × (4, 2, 1): remainders 1, 4, 2.
        assertThat(of(CutRule.PROPORTIONAL, 5, 5, 3, 2)).containsExactly(2L, 2L, 1L);
        assertThat(of(CutRule.PROPORTIONAL, 3, 5, 3, 2)).containsExactly(1L, 1L, 1L);
    }

    @Test
    void whereNotEverybodyCanHaveOneWhoOrderedMoreComesFirstAndThenWhoWasFirst() {
        assertThat(of(CutRule.PROPORTIONAL, 2, 2, 5, 2)).containsExactly(1L, 1L, 0L);
        assertThat(of(CutRule.PROPORTIONAL, 1, 1, 1, 1)).containsExactly(1L, 0L, 0L);
        assertThat(of(CutRule.PROPORTIONAL, 0, 5, 3)).containsExactly(0L, 0L);
    }

    @Test
    void whoOrderedFirstIsServedFirst() {
        assertThat(of(CutRule.FIRST_COME, 6, 5, 3, 2)).containsExactly(5L, 1L, 0L);
        assertThat(of(CutRule.FIRST_COME, 0, 5, 3, 2)).containsExactly(0L, 0L, 0L);
    }

    @Test
    void equalRemaindersGoToWhoWasFirst() {
        assertThat(of(CutRule.PROPORTIONAL, 5, 3, 3, 3)).containsExactly(2L, 2L, 1L);
    }

    @Test
    void thereIsNoShareOfLessThanNothing() {
        assertThatThrownBy(() -> of(CutRule.PROPORTIONAL, -1, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Wanted("A", 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whateverIsOrderedAndHarvestedTheSumIsExactAndNobodyIsWronged() {
        long seed = System.nanoTime();
        System.out.println("seed of the fair shares: " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            var wanted = new ArrayList<Wanted>();
            int most = 1 + random.nextInt(random.nextBoolean() ? 5 : 9_999);
            for (int i = 0; i <= random.nextInt(40); i++) {
                wanted.add(new Wanted(String.format("%04d", i), 1 + random.nextInt(most)));
            }
            long ordered = wanted.stream().mapToLong(Wanted::pieces).sum();
            long harvested = random.nextLong(ordered + 3);
            for (CutRule rule : CutRule.values()) {
                check(rule, wanted, harvested, ordered, seed);
            }
        }
    }

    private static void check(CutRule rule, List<Wanted> wanted, long harvested, long ordered, long seed) {
        Map<String, Long> shares = FairShare.of(rule, wanted, harvested);
        String told = "seed " + seed + ": " + rule + " " + harvested + " of " + wanted + ": " + shares;
        assertThat(shares.values().stream().mapToLong(share -> share).sum())
                .as(told)
                .isEqualTo(Math.min(harvested, ordered));
        assertThat(FairShare.of(rule, wanted, harvested)).as(told).isEqualTo(shares);
        for (int i = 0; i < wanted.size(); i++) {
            Wanted one = wanted.get(i);
            long share = shares.get(one.orderId());
            assertThat(share).as(told).isBetween(0L, one.pieces());
            if (rule == CutRule.PROPORTIONAL && harvested >= wanted.size()) {
                assertThat(share).as(told).isPositive();
            }
            for (int j = i + 1; j < wanted.size(); j++) {
                Wanted later = wanted.get(j);
                long other = shares.get(later.orderId());
                if (rule == CutRule.PROPORTIONAL && one.pieces() >= later.pieces()) {
                    assertThat(share).as(told).isGreaterThanOrEqualTo(other);
                }
                if (rule == CutRule.PROPORTIONAL && one.pieces() < later.pieces()) {
                    assertThat(share).as(told).isLessThanOrEqualTo(other);
                }
                if (rule == CutRule.FIRST_COME && other > 0) {
                    assertThat(share).as(told).isEqualTo(one.pieces());
                }
            }
        }
    }

    private static List<Long> of(CutRule rule, long harvested, long... pieces) {
        var wanted = new ArrayList<Wanted>();
        for (long each : pieces) {
            wanted.add(new Wanted("O" + wanted.size(), each));
        }
        return List.copyOf(FairShare.of(rule, wanted, harvested).values());
    }
}

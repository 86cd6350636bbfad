package org.cunlu.orders.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.cunlu.orders.Apportion;
import org.cunlu.orders.LineShare;
import org.cunlu.orders.LineStep;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.Payer;
import org.cunlu.orders.WeightUse;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SharesTest {
    @Test
    void theLargestRemaindersGetTheLastFenAndAmongEqualOnesTheFirst() {
        assertThat(Apportion.by(100, List.of(1L, 1L, 1L))).containsExactly(34L, 33L, 33L);
        assertThat(Apportion.by(10, List.of(333L, 333L, 334L))).containsExactly(3L, 3L, 4L);
        assertThat(Apportion.by(2, List.of(5L, 5L, 5L))).containsExactly(1L, 1L, 0L);
        assertThat(Apportion.by(7, List.of(0L, 0L))).containsExactly(4L, 3L);
        assertThat(Apportion.by(0, List.of())).isEmpty();
    }

    @Test
    void whatCannotBeSharedIsRefused() {
        assertThatThrownBy(() -> Apportion.by(-1, List.of(1L))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Apportion.by(1, List.of(-1L))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Apportion.by(1, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theLargestAmountsDoNotOverflow() {
        assertThat(Apportion.by(Long.MAX_VALUE, List.of(Long.MAX_VALUE, Long.MAX_VALUE)))
                .containsExactly(Long.MAX_VALUE / 2 + 1, Long.MAX_VALUE / 2);
        assertThat(Apportion.part(Long.MAX_VALUE, 9_998, 9_999)).isPositive();
    }

    @RepeatedTest(20)
    void noFenIsLostAndNobodyGetsMoreThanHisWeight() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            List<Long> weights = LongStream.range(0, 1 + random.nextInt(12))
                    .map(_ -> random.nextInt(4) == 0 ? 0 : random.nextLong(1, 1L << random.nextInt(1, 50)))
                    .boxed()
                    .toList();
            long sum = weights.stream().mapToLong(Long::longValue).sum();
            long fen = sum == 0 ? 0 : random.nextLong(sum + 1);
            List<Long> shares = Apportion.by(fen, weights);
            assertThat(shares.stream().mapToLong(Long::longValue).sum())
                    .as("seed %s", seed)
                    .isEqualTo(fen);
            for (int at = 0; at < weights.size(); at++) {
                assertThat(shares.get(at)).as("seed %s", seed).isBetween(0L, weights.get(at));
            }
            assertThat(Apportion.by(fen, weights)).as("seed %s", seed).isEqualTo(shares);
        }
    }

    @RepeatedTest(20)
    void whateverALineWeighsAndLacksItsBuyerPaysNoFenTwiceAndNeverLessThanNothing() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            OrderLine line = line(random).with(new WeightUse(500, 1 + random.nextInt(3_000), null, null));
            long pays = line.netFen();
            for (int step = 0; step < 4 && line.shortQuantity() < line.quantity(); step++) {
                int pieces = line.quantity() - line.shortQuantity();
                OrderLine next = !line.weighed() && random.nextBoolean()
                        ? line.with(
                                line.weight().got(random.nextLong(line.weight().mostEach() * pieces + 1), pieces))
                        : line.without(1 + random.nextInt(pieces));
                long less = LineShare.netUntil(line, next.unitsGone()) - LineShare.netUntil(line, line.unitsGone());
                assertThat(less).as("seed %s", seed).isBetween(0L, pays);
                pays -= less;
                LineShare kept = LineShare.kept(next);
                assertThat(kept.netFen()).as("seed %s", seed).isEqualTo(pays);
                kept.steps()
                        .forEach(each -> assertThat(each.kind().discount() && each.fen() > 0)
                                .as("seed %s", seed)
                                .isFalse());
                line = next;
            }
        }
    }

    @RepeatedTest(20)
    void whateverPartsALineGoesBackInTheyAddUpExactlyToItsSteps() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            OrderLine line = line(random);
            var sums = new long[line.steps().size()];
            int gone = 0;
            while (gone < line.quantity()) {
                int pieces = 1 + random.nextInt(line.quantity() - gone);
                LineShare share = LineShare.of(line, gone, pieces);
                assertThat(share.netFen()).as("seed %s", seed).isBetween(0L, line.unitPriceFen() * pieces);
                assertThat(share.amountFen()).as("seed %s", seed).isEqualTo(line.unitPriceFen() * pieces);
                for (int at = 0; at < sums.length; at++) {
                    long fen = share.steps().get(at).fen();
                    if (line.steps().get(at).kind().discount()) {
                        assertThat(fen).as("seed %s", seed).isLessThanOrEqualTo(0);
                    }
                    sums[at] += fen;
                }
                gone += pieces;
            }
            assertThat(LongStream.of(sums).boxed().toList())
                    .as("seed %s", seed)
                    .isEqualTo(line.steps().stream().map(LineStep::fen).toList());
        }
    }

    @Test
    void piecesThatAreNotThereAreRefused() {
        OrderLine line = line(new Random(1));
        assertThatThrownBy(() -> LineShare.of(line, line.quantity(), 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LineShare.of(line, -1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(LineShare.netFen(line, line.quantity(), 0)).isZero();
    }

    /** With a price list and up to four discounts that may take all of it. */
    private static OrderLine line(Random random) {
        int quantity = 1 + random.nextInt(12);
        long unit = 1 + random.nextInt(50);
        var ruled = new ArrayList<LineStep>();
        if (random.nextBoolean()) {
            ruled.add(new LineStep(LineStep.Kind.PRICE_LIST, -(long) random.nextInt(5) * quantity, "L", null));
        }
        long left = unit * quantity;
        for (int i = random.nextInt(5); i > 0; i--) {
            long fen = random.nextLong(left + 1);
            left -= fen;
            ruled.add(new LineStep(LineStep.Kind.COUPON, -fen, "C" + i, Payer.fund("F" + i)));
        }
        var plain = new OrderLine("O", 1, "F", "K", "橙", quantity, 0, unit, unit * quantity, null, null, null);
        return OrderLine.of(plain, random.nextInt(700), ruled);
    }
}

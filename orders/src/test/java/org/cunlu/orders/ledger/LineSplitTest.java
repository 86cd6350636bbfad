package org.cunlu.orders.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.cunlu.orders.LineTerms;
import org.cunlu.orders.LiveUse;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.Trade;
import org.junit.jupiter.api.Test;

class LineSplitTest {
    @Test
    void aLineIsTheSellersButForWhatOthersHaveOfIt() {
        var line = line(1, 2, 1_000, new LineTerms("RICE", Trade.CONSUMER_GOODS, 3, 1, 100, 6), live());
        var split = LineSplit.of(order(2_000), List.of(line)).getFirst();
        assertThat(split.netFen()).isEqualTo(2_000);
        assertThat(split.others())
                .containsEntry("platform-revenue", 94L)
                .containsEntry("tax-on-fees", 6L)
                .containsEntry("live-host-payable:H", 200L)
                .hasSize(3);
        assertThat(split.dueFen()).isEqualTo(1_700);
    }

    @Test
    void withoutAnAgreementOfTheLineTheOrdersCommissionIsSharedByWhatLinesCost() {
        var order = Samples.order("O", "S", 1_000, 0, 0, 50, 0, false);
        var splits = LineSplit.of(
                order, List.of(line(1, 1, 333, null, null), line(2, 1, 333, null, null), line(3, 1, 334, null, null)));
        assertThat(LineSplit.sum(splits)).containsExactly(java.util.Map.entry("platform-revenue", 50L));
    }

    @Test
    void partsThatAreTakenBackAddUpToTheWholeToTheFen() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            int quantity = 1 + random.nextInt(9);
            long price = 1 + random.nextLong(100_000);
            long commission = random.nextLong(price * quantity + 1);
            var terms = new LineTerms("RICE", Trade.CONSUMER_GOODS, 1, 1, commission, commission * 6 / 106);
            var line = line(1, quantity, price, terms, random.nextBoolean() ? live() : null);
            var split = LineSplit.of(order(price * quantity), List.of(line)).getFirst();
            var sum = new TreeMap<String, Long>();
            long gone = 0;
            while (gone < split.netFen()) {
                long part = Math.min(split.netFen() - gone, 1 + random.nextLong(split.netFen()));
                split.back(gone, gone + part, 0, 0)
                        .forEach((account, fen) -> sum.merge(account, fen, Math::addExact));
                gone += part;
            }
            sum.values().removeIf(fen -> fen == 0);
            assertThat(sum).as("seed %d", seed).isEqualTo(split.others());
        }
    }

    @Test
    void aSumThatIsTooLargeIsRefused() {
        var line = line(1, 9_999, Long.MAX_VALUE / 9, null, null);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> LineSplit.of(order(1), List.of(line)))
                .isInstanceOf(ArithmeticException.class);
    }

    private static LiveUse live() {
        return new LiveUse("LS", "SLOT", "H", 1_000, null, 0);
    }

    private static OrderLine line(int no, int quantity, long price, LineTerms terms, LiveUse live) {
        return new OrderLine(
                "O", no, "F", "SKU", "货", quantity, 0, price, price > Long.MAX_VALUE / 10_000 ? price : price * quantity,
                null, live, null, terms);
    }

    private static Order order(long goods) {
        return Samples.order("O", "S", goods, 0, 0, 0, 0, false);
    }
}

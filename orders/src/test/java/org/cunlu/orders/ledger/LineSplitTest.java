package org.cunlu.orders.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.cunlu.orders.LineStep;
import org.cunlu.orders.LineTerms;
import org.cunlu.orders.LiveUse;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.Payer;
import org.cunlu.orders.TakenBack;
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
    void ofPiecesThatWereNotToBeHadNobodyHasAnything() {
        var terms = new LineTerms("RICE", Trade.CONSUMER_GOODS, 3, 1, 150, 9);
        var split = LineSplit.of(
                        order(2_000), List.of(line(1, 3, 1_000, terms, live()).without(1)))
                .getFirst();
        assertThat(split.pieces()).isEqualTo(2);
        assertThat(split.netFen()).isEqualTo(2_000);
        assertThat(split.others())
                .containsEntry("platform-revenue", 94L)
                .containsEntry("tax-on-fees", 6L)
                .containsEntry("live-host-payable:H", 200L);
    }

    @Test
    void withoutAnAgreementOfTheLineTheOrdersCommissionIsSharedByWhatLinesCost() {
        var order = Samples.order("O", "S", 1_000, 0, 0, 50, 0, false);
        var splits = LineSplit.of(
                order, List.of(line(1, 1, 333, null, null), line(2, 1, 333, null, null), line(3, 1, 334, null, null)));
        assertThat(LineSplit.sum(splits)).containsExactly(Map.entry("platform-revenue", 50L));
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
                split.back(new TakenBack(1, split.netFen(), gone, gone + part, quantity, 0, 0))
                        .forEach((account, fen) -> sum.merge(account, fen, Math::addExact));
                gone += part;
            }
            sum.values().removeIf(fen -> fen == 0);
            assertThat(sum).as("seed %d", seed).isEqualTo(split.others());
        }
    }

    @Test
    void whoPaysForADiscountOwesItAndTheSellerHasHisPart() {
        var plain = line(1, 2, 1_000, new LineTerms("RICE", Trade.CONSUMER_GOODS, 1, 1, 90, 5), null);
        var line = OrderLine.of(
                plain,
                0,
                List.of(
                        new LineStep(LineStep.Kind.ITEM_PROMOTION, -200, "P", Payer.seller("S")),
                        new LineStep(LineStep.Kind.COUPON, -100, "C", Payer.PLATFORM),
                        new LineStep(LineStep.Kind.COUPON, -50, "C", Payer.brand("B")),
                        new LineStep(LineStep.Kind.SUBSIDY, -150, "F", Payer.fund("F1"))));
        var split = LineSplit.of(Samples.order("O", "S", 2_000, 0, 500, 90, 0, false), List.of(line))
                .getFirst();
        assertThat(split.netFen()).isEqualTo(1_500);
        assertThat(split.others())
                .containsEntry("discounts-given", -100L)
                .containsEntry("brand-receivable:B", -50L)
                .containsEntry("subsidy-receivable:F1", -150L);
        assertThat(split.dueFen())
                .as("1,500 of the buyer, 300 of others, less 90")
                .isEqualTo(1_710);
    }

    private static LiveUse live() {
        return new LiveUse("LS", "SLOT", "H", 1_000, null, 0);
    }

    private static OrderLine line(int no, int quantity, long price, LineTerms terms, LiveUse live) {
        return new OrderLine("O", no, "F", "SKU", "货", quantity, 0, price, price * quantity, null, live, null)
                .with(terms);
    }

    private static Order order(long goods) {
        return Samples.order("O", "S", goods, 0, 0, 0, 0, false);
    }
}

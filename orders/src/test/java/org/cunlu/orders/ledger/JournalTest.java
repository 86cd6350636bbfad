package org.cunlu.orders.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cunlu.kernel.money.Fen;
import org.cunlu.logistics.CashSettled;
import org.cunlu.logistics.ReleaseTook;
import org.cunlu.logistics.ReliefPaid;
import org.cunlu.orders.ledger.Journal.Kind;
import org.junit.jupiter.api.Test;

class JournalTest {
    @Test
    void aJournalThatDoesNotBalanceDoesNotExist() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> journal(new Posting("a", null, 100), new Posting("b", null, -99)));
        assertThatIllegalArgumentException().isThrownBy(() -> journal(new Posting("a", null, 100)));
        assertThatIllegalArgumentException().isThrownBy(() -> journal());
        assertThat(journal(new Posting("a", null, 100), new Posting("b", null, -100))
                        .postings())
                .hasSize(2);
    }

    @Test
    void aPostingOfNothingDoesNotExistAndIsLeftOut() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Posting("a", null, 0));
        var journal = Journal.of(Kind.CASH_TAKEN, "500233", "O")
                .debit("a", "O", 5)
                .debit("b", "O", 0)
                .credit("c", "O", 5)
                .balanced();
        assertThat(journal.postings()).hasSize(2);
    }

    @Test
    void whatIsSettledOfADifferenceLeavesItsAccountForWhereItWent() {
        assertThat(Journals.cashSettled(settled(true, CashSettled.Ending.PAID_IN, 50))
                        .postings())
                .containsExactly(new Posting("cash-held:HUB", null, 50), new Posting("cash-difference:V1", null, -50));
        assertThat(Journals.cashSettled(settled(false, CashSettled.Ending.WRITTEN_OFF, -10))
                        .postings())
                .containsExactly(new Posting("cash-over-short", null, -10), new Posting("cash-difference:H", null, 10));
        assertThat(Journals.cashSettled(settled(true, CashSettled.Ending.MISCOUNTED, 7))
                        .postings())
                .containsExactly(new Posting("cash-miscounted", null, 7), new Posting("cash-difference:V1", null, -7));
        assertThat(Journals.cashSettled(settled(true, CashSettled.Ending.PAID_IN, 50))
                        .cause())
                .isEqualTo("H:CARRIED");
    }

    private static CashSettled settled(boolean ofStation, CashSettled.Ending ending, long fen) {
        return new CashSettled("H", "500233", "CARRIED", "V1", ofStation, ending, fen, "HUB", Instant.EPOCH);
    }

    @Test
    void aReleasesLevelOwesWhoseStockItTookAndHasWhatItsVillagesPay() {
        var parts = List.of(new ReleaseTook.Part("S1", 18_000), new ReleaseTook.Part(null, 600));
        assertThat(ReliefJournals.took(new ReleaseTook("R", "500233", "CITY", parts, Instant.EPOCH))
                        .postings())
                .containsExactly(
                        new Posting("reserve-receivable:CITY", null, 18_600),
                        new Posting("seller-released:S1", null, -18_000),
                        new Posting("released-goods", null, -600));
        assertThat(ReliefJournals.paid(new ReliefPaid("H", "R", "500233", "CITY", "V1", 3_750, Instant.EPOCH))
                        .postings())
                .containsExactly(
                        new Posting("cash-held:V1", null, 3_750), new Posting("relief-proceeds:CITY", null, -3_750));
    }

    @Test
    void cashThatIsHandedOnLeavesNothingBehindButADifference() {
        assertThat(Journals.cashHanded("500233", "H", "V1", null, 2_200, 2_150).postings())
                .containsExactly(
                        new Posting("cash-in-transit:H", null, 2_150),
                        new Posting("cash-difference:V1", null, 50),
                        new Posting("cash-held:V1", null, -2_200));
        assertThat(Journals.cashHanded("500233", "H", null, "HUB", 2_150, 2_160).postings())
                .containsExactly(
                        new Posting("cash-held:HUB", null, 2_160),
                        new Posting("cash-difference:H", null, -10),
                        new Posting("cash-in-transit:H", null, -2_150));
        assertThat(Journals.cashHanded("500233", "H", "V1", "HUB", 2_200, 2_200).postings())
                .containsExactly(new Posting("cash-held:HUB", null, 2_200), new Posting("cash-held:V1", null, -2_200));
    }

    @Test
    void aSumThatOverflowsIsRefused() {
        assertThatThrownBy(() -> journal(
                        new Posting("a", null, Long.MAX_VALUE),
                        new Posting("b", null, Long.MAX_VALUE),
                        new Posting("c", null, 2)))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void everyDeliveryBalancesWhateverTheAmountsAre() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            long goods = 1 + random.nextLong(100_000_000);
            long discount = random.nextLong(goods);
            long freight = random.nextLong(10_000);
            long commission = Fen.share(goods - discount, random.nextInt(10_001));
            var order = Samples.order("O" + i, "S", goods, freight, discount, commission, random.nextLong(200), false);
            assertThat(Journals.delivered(order, order.toNode(), Collections.emptySortedMap()).postings().stream()
                            .mapToLong(Posting::amountFen)
                            .sum())
                    .as("seed %d", seed)
                    .isZero();
            Journals.cashTaken(order, "V", random.nextLong(2 * goods));
        }
        Journals.captured("500233", "SANDBOX", "P", Map.of("O1", 1L, "O2", 2L));
    }

    private static Journal journal(Posting... postings) {
        return new Journal(Kind.PAYMENT_CAPTURED, "500233", "P", List.of(postings));
    }
}

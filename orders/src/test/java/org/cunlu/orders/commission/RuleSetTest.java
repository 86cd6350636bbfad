package org.cunlu.orders.commission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.List;
import org.cunlu.orders.Commissions.Item;
import org.cunlu.orders.LineTerms;
import org.cunlu.orders.Trade;
import org.junit.jupiter.api.Test;

class RuleSetTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final Rule ORDINARY = new Rule(null, null, null, 500, 0, 0, null, null, null);

    @Test
    void theFirstRuleThatFitsDecides() {
        var set = new RuleSet(
                4,
                List.of(
                        new Rule("RICE", "S1", null, 300, 0, 0, null, null, null),
                        new Rule("RICE", null, null, 400, 0, 0, null, null, null),
                        new Rule(null, null, Trade.FARM_INPUTS, 100, 0, 0, null, null, null)));
        assertThat(terms(set, "S1", item("RICE", 10_000)).getFirst())
                .isEqualTo(new LineTerms("RICE", Trade.CONSUMER_GOODS, 4, 1, 300, 17));
        assertThat(terms(set, "S2", item("RICE", 10_000)).getFirst().ruleNo()).isEqualTo(2);
        assertThat(terms(set, "S2", new Item("SEED", Trade.FARM_INPUTS, 10_000))
                        .getFirst()
                        .commissionFen())
                .isEqualTo(100);
        assertThat(terms(set, "S2", item("TEA", 10_000)).getFirst())
                .isEqualTo(new LineTerms("TEA", Trade.CONSUMER_GOODS, 4, 0, 500, 28));
    }

    @Test
    void aFloorAndACapHoldOnBothSides() {
        var rule = new Rule(null, null, null, 1_000, 0, 100, 500L, null, null);
        assertThat(rule.fen(999)).isEqualTo(100);
        assertThat(rule.fen(1_010)).isEqualTo(101);
        assertThat(rule.fen(4_990)).isEqualTo(499);
        assertThat(rule.fen(5_010)).isEqualTo(500);
        assertThat(rule.fen(60)).as("never more than there is").isEqualTo(60);
        assertThat(rule.fen(0)).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rule(null, null, null, 1_000, 0, 100, 99L, null, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rule(null, null, null, 10_001, 0, 0, null, null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Rule(null, null, null, -1, 0, 0, null, null, null));
    }

    @Test
    void whatIsAskedByTheParcelIsAskedOnceAndSharedByItsLines() {
        var set = new RuleSet(1, List.of(new Rule(null, null, null, 0, 100, 0, null, null, null)));
        var terms = terms(set, "S", item("A", 1_000), item("B", 1_000), item("C", 1_000));
        assertThat(terms).extracting(LineTerms::commissionFen).containsExactly(33L, 34L, 33L);
    }

    @Test
    void aRuleHoldsFromItsFirstDayToItsLast() {
        var rule = new Rule(null, null, null, 100, 0, 0, null, DAY, DAY.plusDays(1));
        assertThat(List.of(-1, 0, 1, 2))
                .extracting(day -> rule.fits("S", "A", Trade.CONSUMER_GOODS, DAY.plusDays(day)))
                .containsExactly(false, true, true, false);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rule(null, null, null, 100, 0, 0, null, DAY, DAY.minusDays(1)));
    }

    private static Item item(String category, long fen) {
        return new Item(category, Trade.CONSUMER_GOODS, fen);
    }

    private static List<LineTerms> terms(RuleSet set, String seller, Item... items) {
        return set.terms(seller, List.of(items), DAY, ORDINARY, 600);
    }
}

package org.cunlu.logistics.replenish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.cunlu.logistics.StockHistory.Day;
import org.cunlu.logistics.replenish.PolicyTable.Policy;
import org.junit.jupiter.api.Test;

/** What a node needs, worked by hand. */
class NeedTest {
    private static final Policy PLAIN = new Policy("N", "S", 5L, 10L, 40L, null);

    @Test
    void daysWithoutStockAreNotTakenForDaysWithoutDemand() {
        // 14 of 28 days in stock, two pieces on each: four weeks in stock would have sold 56.
        var need = Need.of(PLAIN, 0, 0, 0, 0, days(14, 2, 14));
        assertThat(need.sold()).isEqualTo(28);
        assertThat(need.outDays()).isEqualTo(14);
        assertThat(need.demand()).isEqualTo(56);
        // 1 of 3 in stock, one piece: rounded up.
        assertThat(Need.of(PLAIN, 0, 0, 0, 0, days(3, 1, 4)).demand()).isEqualTo(7);
        assertThat(Need.of(PLAIN, 0, 0, 0, 0, days(0, 0, 28)).demand()).isZero();
    }

    @Test
    void moreIsProposedAtTheReorderPointAndNotAboveIt() {
        assertThat(Need.of(PLAIN, 10, 0, 0, 0, days(28, 1, 0)).propose()).isEqualTo(30);
        assertThat(Need.of(PLAIN, 11, 0, 0, 0, days(28, 1, 0)).propose()).isZero();
        assertThat(Need.of(PLAIN, 5, 0, 0, 0, days(28, 1, 0)).urgent()).isFalse();
        assertThat(Need.of(PLAIN, 4, 0, 0, 0, days(28, 1, 0)).urgent()).isTrue();
    }

    @Test
    void whatIsOnItsWayOrOrderedCounts() {
        assertThat(Need.of(PLAIN, 2, 3, 4, 0, days(28, 1, 0)).propose()).isEqualTo(31);
        assertThat(Need.of(PLAIN, 2, 5, 4, 0, days(28, 1, 0)).propose()).isZero();
        // What backorders wait for is no supply.
        assertThat(Need.of(PLAIN, 2, 5, 4, 2, days(28, 1, 0)).propose()).isEqualTo(31);
    }

    @Test
    void daysOfStockSetTheTargetWithinReorderPointAndMaximum() {
        assertThat(Need.of(covering(14), 0, 0, 0, 0, days(28, 2, 0)).propose()).isEqualTo(28);
        assertThat(Need.of(covering(1), 0, 0, 0, 0, days(28, 2, 0)).propose()).isEqualTo(10);
        assertThat(Need.of(covering(60), 0, 0, 0, 0, days(28, 2, 0)).propose()).isEqualTo(40);
    }

    private static Policy covering(int days) {
        return new Policy("N", "S", 5L, 10L, 40L, days);
    }

    private static List<Day> days(int inStock, long each, int out) {
        LocalDate first = LocalDate.of(2026, 11, 1);
        return IntStream.range(0, inStock + out)
                .mapToObj(i -> new Day(first.plusDays(i), i < inStock ? each : 0, i >= inStock))
                .toList();
    }
}

package org.cunlu.logistics.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.cunlu.logistics.Carrier;
import org.cunlu.logistics.WaybillRule;
import org.junit.jupiter.api.Test;

class WaybillRuleTest {
    private static final Carrier.Columns COLUMNS = new Carrier.Columns("a", "b", "c", null, "yyyy-MM-dd HH:mm");

    /** The example that the Universal Postal Union prints in S10, and its neighbours. */
    @Test
    void ofTenLastDigitsOneIsTheCheckDigitOfS10() {
        assertThat(WaybillRule.S10.fits("RR473124829GB")).isTrue();
        for (char digit = '0'; digit <= '9'; digit++) {
            assertThat(WaybillRule.S10.fits("RR47312482" + digit + "GB")).isEqualTo(digit == '9');
        }
    }

    @Test
    void theCheckDigitsTenAndElevenAreWrittenZeroAndFive() {
        // Sums of 1 and of 0 modulo 11.
        assertThat(WaybillRule.S10.fits("EE000000000CN")).isFalse();
        assertThat(WaybillRule.S10.fits("EE000000005CN")).isTrue();
        assertThat(WaybillRule.S10.fits("EE000500000CN")).as("2 × 5 = 10, so 1").isFalse();
        assertThat(WaybillRule.S10.fits("EE000500001CN")).isTrue();
        assertThat(WaybillRule.S10.fits("EE000600000CN"))
                .as("2 × 6 = 12, one more than 11, so 10")
                .isTrue();
    }

    @Test
    void shapesAreHeldOnBothSides() {
        assertThat(WaybillRule.S10.fits("rr473124829gb")).isFalse();
        assertThat(WaybillRule.S10.fits("RR473124829G")).isFalse();
        assertThat(WaybillRule.PLAIN.fits("A12")).isFalse();
        assertThat(WaybillRule.PLAIN.fits("A123")).isTrue();
        assertThat(WaybillRule.PLAIN.fits("A".repeat(40))).isTrue();
        assertThat(WaybillRule.PLAIN.fits("A".repeat(41))).isFalse();
        assertThat(WaybillRule.PLAIN.fits("A 123")).isFalse();
        var digits = new Carrier("X", "某快递", WaybillRule.PLAIN, 10, 12, true, COLUMNS, Map.of(), 1);
        assertThat(digits.fits("123456789")).isFalse();
        assertThat(digits.fits("1234567890")).isTrue();
        assertThat(digits.fits("123456789012")).isTrue();
        assertThat(digits.fits("1234567890123")).isFalse();
        assertThat(digits.fits("12345678901A")).isFalse();
    }
}

package org.cunlu.bench.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.cunlu.bench.measuring.Figures.Spread;
import org.junit.jupiter.api.Test;

class LimitTest {
    @Test
    void theAppIsNearEnoughFromTheMedianOfTheRatioOnAndNeverWhereOneSideDidNothing() {
        assertThat(Limit.near(Spread.of(new double[] {0.45, 0.30, 0.46}))).isTrue();
        assertThat(Limit.near(Spread.of(new double[] {0.449, 0.90, 0.30}))).isFalse();
        assertThat(Limit.near(Spread.of(new double[] {0, 0, 0}))).isFalse();
        assertThat(Limit.near(Spread.of(new double[] {Double.NaN, Double.NaN, Double.NaN})))
                .as("nothing by nothing")
                .isFalse();
        assertThat(Limit.near(Spread.of(new double[] {1 / 0.0, 1 / 0.0, 1 / 0.0})))
                .as("the database wrote nothing")
                .isFalse();
    }
}

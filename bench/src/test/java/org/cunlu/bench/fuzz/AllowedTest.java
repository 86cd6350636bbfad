package org.cunlu.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AllowedTest {
    @Test
    void aStarStandsForAnything() {
        assertThat(Allowed.glob("*", "GET /api/x")).isTrue();
        assertThat(Allowed.glob("GET /api/*/prices", "GET /api/offers/{id}/prices"))
                .isTrue();
        assertThat(Allowed.glob("GET /api/*", "PUT /api/x")).isFalse();
        assertThat(Allowed.glob("GET /api/x", "GET /api/xy")).isFalse();
        assertThat(Allowed.glob("a*a", "a")).isFalse();
    }

    /** A row that names a check or a family that is not there would allow nothing, and nobody would see it. */
    @Test
    void whatIsAllowedNamesChecksAndFamiliesThatAreThere() {
        assertThat(Allowed.read().rows()).allSatisfy(row -> {
            assertThat(Arrays.stream(Check.values()).map(Check::word))
                    .anyMatch(word -> Allowed.glob(row.check(), word));
            assertThat(Arrays.stream(Family.values()).map(Family::word))
                    .anyMatch(word -> Allowed.glob(row.family(), word));
            assertThat(row.reason()).hasSizeGreaterThan(20);
        });
    }
}

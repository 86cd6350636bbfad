package org.cunlu.app.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.cunlu.logistics.Line;
import org.junit.jupiter.api.Test;

/** A loop that calls at B twice: A 08:00, B 08:10/08:12, C 08:20/08:22, B 08:30/08:32, A 08:40. */
class TripTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 26);
    private static final Line LOOP = new Line(
            "LOOP",
            "loop",
            null,
            Line.Mode.VAN,
            Set.copyOf(EnumSet.allOf(DayOfWeek.class)),
            null,
            null,
            10_000,
            50_000,
            List.of(
                    new Line.Stop("A", 480, 480),
                    new Line.Stop("B", 490, 492),
                    new Line.Stop("C", 500, 502),
                    new Line.Stop("B", 510, 512),
                    new Line.Stop("A", 520, 520)));

    private final Trip trip = new Trip(LOOP, DAY);

    private static Piece piece(long grams, long cm3) {
        return new Piece(
                null,
                "CN000000000000000",
                "A",
                "B",
                Instant.EPOCH,
                new Piece.Size(grams, cm3, false),
                null,
                List.of(),
                Instant.EPOCH);
    }

    private static Trip.Load load(int alight, Piece... pieces) {
        return new Trip.Load("1", "S", "A", alight, List.of(pieces), true);
    }

    @Test
    void itGoesWhereItCallsAfterOneHasBoarded() {
        assertThat(trip.goes(0, "C")).isTrue();
        assertThat(trip.goes(2, "C")).isFalse();
        assertThat(trip.goes(2, "B")).isTrue();
        assertThat(trip.goes(3, "A")).isTrue();
        assertThat(trip.goes(0, "D")).isFalse();
    }

    @Test
    void itsTimesAreThoseOfTheTimetableInTheCountysTime() {
        assertThat(trip.departs(0)).isEqualTo("2026-11-26T00:00:00Z");
        assertThat(trip.arrives(4)).isEqualTo("2026-11-26T00:40:00Z");
        assertThat(Trip.dateOf(LOOP, 1, trip.departs(1))).isEqualTo(DAY);
        assertThat(trip.code()).isEqualTo("LOOP/2026-11-26");
    }

    @Test
    void goodsGetOffAtTheFirstCallAfterTheyGotOn() {
        assertThat(trip.alight(0, "B")).isEqualTo(1);
        assertThat(trip.alight(2, "B")).isEqualTo(3);
        assertThatThrownBy(() -> trip.alight(3, "C")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itTakesItsLimitAndNoGramAndNoCubicCentimetreMore() {
        assertThat(trip.fits(List.of(), piece(10_000, 50_000))).isTrue();
        assertThat(trip.fits(List.of(), piece(10_001, 1))).isFalse();
        assertThat(trip.fits(List.of(), piece(1, 50_001))).isFalse();
        trip.load(load(1, piece(6_000, 1)));
        assertThat(trip.fits(List.of(piece(3_000, 1)), piece(1_000, 1))).isTrue();
        assertThat(trip.fits(List.of(piece(3_000, 1)), piece(1_001, 1))).isFalse();
    }

    @Test
    void fillIsTheFullestStretchByWeightOrSpace() {
        trip.load(load(1, piece(5_000, 5_000)));
        assertThat(trip.unload(1)).hasSize(1);
        trip.load(load(3, piece(1_000, 40_000)));
        assertThat(trip.fill()).isEqualTo(0.8);
        assertThat(trip.carried()).isEqualTo(2);
        assertThat(trip.nextUnloading()).isEqualTo(3);
        assertThat(trip.unload(3)).hasSize(1);
        assertThat(trip.empty()).isTrue();
        assertThat(trip.nextUnloading()).isEqualTo(-1);
    }
}

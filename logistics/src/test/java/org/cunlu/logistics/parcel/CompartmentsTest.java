package org.cunlu.logistics.parcel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.catalog.StorageClass.CHILLED;
import static org.cunlu.catalog.StorageClass.DRY;
import static org.cunlu.catalog.StorageClass.HAZARDOUS;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import org.cunlu.catalog.StorageClass;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.PublishedTours.Tour;
import org.cunlu.logistics.parcel.Refusal.Why;
import org.junit.jupiter.api.Test;

/** Pesticide beside food and cool goods in a warm van are refused by a line of the timetable and by the van of a tour alike. */
class CompartmentsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static final String TOUR = "TOUR.0SBMKR15DQGV5.1";
    private static final BiPredicate<String, StorageClass> NOTHING_BY_TIMETABLE = (line, goods) -> false;

    @Test
    void aWarmVanOfATourTakesNothingThatMustBeKeptCoolAndNoPesticide() {
        Compartments warm = van(DRY);
        assertThat(warm.refusal(DRY)).isEmpty();
        assertThat(warm.refusal(CHILLED)).contains(Why.TRIP_CLASS);
        assertThat(warm.refusal(HAZARDOUS)).contains(Why.TRIP_HAZARDOUS);
    }

    @Test
    void aVanOfATourThatKeepsAllApartTakesAll() {
        Compartments all = van(DRY, CHILLED, HAZARDOUS);
        assertThat(EnumSet.allOf(StorageClass.class))
                .allSatisfy(goods -> assertThat(all.refusal(goods)).isEmpty());
        assertThat(van(HAZARDOUS).refusal(DRY)).contains(Why.TRIP_HAZARDOUS);
        assertThat(van(CHILLED).refusal(DRY)).isEmpty();
    }

    @Test
    void aTourThatNobodyKnowsCarriesNothing() {
        Compartments unknown = Compartments.of(TOUR, (line, goods) -> true, line -> Optional.empty());
        assertThat(EnumSet.allOf(StorageClass.class))
                .allSatisfy(goods -> assertThat(unknown.refusal(goods)).isPresent());
    }

    @Test
    void aLineOfTheTimetableIsAskedThere() {
        Compartments bus = Compartments.of(
                "B01", (line, goods) -> line.equals("B01") && goods == DRY, line -> Optional.of(tour(CHILLED)));
        assertThat(bus.refusal(DRY)).isEmpty();
        assertThat(bus.refusal(CHILLED)).contains(Why.TRIP_CLASS);
    }

    @Test
    void aTourIsLookedUpOnceHoweverManyLeave() {
        var lookedUp = new AtomicInteger();
        Compartments van = Compartments.of(TOUR, NOTHING_BY_TIMETABLE, line -> {
            lookedUp.incrementAndGet();
            return Optional.of(tour(DRY));
        });
        for (int parcel = 0; parcel < 40; parcel++) {
            van.refusal(DRY);
        }
        assertThat(lookedUp).hasValue(1);
    }

    private static Compartments van(StorageClass... classes) {
        return Compartments.of(TOUR, NOTHING_BY_TIMETABLE, line -> Optional.of(tour(classes)));
    }

    private static Tour tour(StorageClass... classes) {
        var line = new Line(
                TOUR,
                "渝A·1",
                null,
                Line.Mode.VAN,
                Set.of(DayOfWeek.values()),
                DAY,
                DAY,
                1_000_000,
                5_000_000,
                200,
                Set.of(classes),
                classes.length > 1,
                List.of(),
                List.of(new Line.Stop("H", 480, 480), new Line.Stop("H", 600, 600)));
        return new Tour(line, DAY, "VAN-1", true);
    }
}

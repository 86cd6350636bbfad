package org.cunlu.logistics.pickup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.Opening;
import org.junit.jupiter.api.Test;

/** Days are counted on which the station opens. */
class LastDayTest {
    /** A Monday. */
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

    private static LastDay lastDay(CollectWithin within) {
        var hours = new Opening(
                EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY, DayOfWeek.FRIDAY),
                LocalTime.of(8, 30),
                LocalTime.of(17, 0),
                null,
                0);
        return new LastDay(() -> new NetworkMap(1, Map.of(), Map.of("S", hours), List.of(), Map.of()), within);
    }

    private static CollectWithin within(Integer... remindBefore) {
        return new CollectWithin(3, 1, 5, 2, List.of(remindBefore));
    }

    private static Instant at(int days, int hour, int minute) {
        return CountyTime.instant(DAY.plusDays(days), LocalTime.of(hour, minute));
    }

    @Test
    void waitsSoManyOpeningDaysByHowItMustBeKept() {
        LastDay lastDay = lastDay(within(1));
        // Monday: Wednesday, Friday, Monday.
        assertThat(lastDay.collectBy("S", StorageClass.DRY, at(0, 9, 0))).isEqualTo(at(7, 17, 0));
        assertThat(lastDay.collectBy("S", StorageClass.CHILLED, at(0, 9, 0))).isEqualTo(at(2, 17, 0));
        assertThat(lastDay.collectBy("S", StorageClass.CHILLED, at(0, 0, 0))).isEqualTo(at(2, 17, 0));
        assertThat(lastDay.collectBy("S", StorageClass.CHILLED, at(0, 23, 59))).isEqualTo(at(2, 17, 0));
        // The county's midnight, not that of UTC.
        assertThat(lastDay.collectBy("S", StorageClass.CHILLED, at(1, 23, 59))).isEqualTo(at(2, 17, 0));
        assertThat(lastDay.collectBy("S", StorageClass.CHILLED, at(2, 0, 0))).isEqualTo(at(4, 17, 0));
        assertThat(lastDay.extended("S", at(7, 17, 0))).isEqualTo(at(11, 17, 0));
    }

    @Test
    void aStationOfWhichNobodySaidWhenItOpensIsOpenEachDay() {
        assertThat(lastDay(within(1)).collectBy("T", StorageClass.DRY, at(0, 9, 0)))
                .isEqualTo(at(3, 18, 0));
    }

    @Test
    void remindsOnTheDaysThatAreSetAndOfThoseThatAreLeft() {
        LastDay lastDay = lastDay(within(2, 0));
        Instant until = at(7, 17, 0);
        assertThat(lastDay.remindAt("S", until, at(0, 9, 0))).isEqualTo(at(2, 8, 30));
        assertThat(lastDay.remindAt("S", until, at(2, 8, 30).minusMillis(1))).isEqualTo(at(2, 8, 30));
        assertThat(lastDay.remindAt("S", until, at(2, 8, 30))).isEqualTo(at(7, 8, 30));
        assertThat(lastDay.remindAt("S", until, at(7, 8, 30))).isNull();
        assertThat(lastDay(within()).remindAt("S", until, at(0, 9, 0))).isNull();
    }

    @Test
    void refusesDaysThatAreNone() {
        assertThatThrownBy(() -> new CollectWithin(0, 1, 1, 1, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CollectWithin(61, 1, 1, 1, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CollectWithin(1, 1, 1, 1, List.of(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new CollectWithin(60, 1, 1, 1, List.of(0)).days(StorageClass.DRY))
                .isEqualTo(60);
    }
}

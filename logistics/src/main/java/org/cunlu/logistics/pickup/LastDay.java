package org.cunlu.logistics.pickup;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Optional;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.Opening;

/** Until when a parcel waits, and when its recipient is reminded: by the days on which its station opens. */
@Singleton
class LastDay {
    /** Of a station of which nobody said when it works. */
    private static final Opening DAYTIME =
            new Opening(EnumSet.allOf(DayOfWeek.class), LocalTime.of(9, 0), LocalTime.of(18, 0), null, 0);

    private final NetworkMaps maps;
    private final CollectWithin within;

    LastDay(NetworkMaps maps, CollectWithin within) {
        this.maps = maps;
        this.within = within;
    }

    Opening hours(String nodeCode) {
        return Optional.ofNullable(maps.current().openings().get(nodeCode)).orElse(DAYTIME);
    }

    /** @return the closing time of the last opening day, counted from the day after {@code from} */
    Instant collectBy(String nodeCode, StorageClass storageClass, Instant from) {
        Opening hours = hours(nodeCode);
        LocalDate day = CountyTime.date(from);
        for (int left = within.days(storageClass); left > 0; ) {
            day = day.plusDays(1);
            left -= opens(hours, day) ? 1 : 0;
        }
        return CountyTime.instant(day, hours.closes());
    }

    /** @return when the station opens, so many opening days before the last one; null when nobody is reminded */
    @Nullable
    Instant remindAt(String nodeCode, Instant collectBy) {
        if (within.remindBefore() < 0) {
            return null;
        }
        Opening hours = hours(nodeCode);
        LocalDate day = CountyTime.date(collectBy);
        for (int left = within.remindBefore(); left > 0; ) {
            day = day.minusDays(1);
            left -= opens(hours, day) ? 1 : 0;
        }
        return CountyTime.instant(day, hours.opens());
    }

    private static boolean opens(Opening hours, LocalDate day) {
        return hours.days().contains(day.getDayOfWeek());
    }
}

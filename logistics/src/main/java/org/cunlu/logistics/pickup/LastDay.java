package org.cunlu.logistics.pickup;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
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
        return closing(hours(nodeCode), from, within.days(storageClass));
    }

    /** @return the same, when somebody asks for more time */
    Instant extended(String nodeCode, Instant from) {
        return closing(hours(nodeCode), from, within.extension());
    }

    private static Instant closing(Opening hours, Instant from, int days) {
        LocalDate day = CountyTime.date(from);
        for (int left = days; left > 0; ) {
            day = day.plusDays(1);
            left -= opens(hours, day) ? 1 : 0;
        }
        return CountyTime.instant(day, hours.closes());
    }

    /** @return when the station opens on the next of the days on which the recipient is reminded; null for none left */
    @Nullable
    Instant remindAt(String nodeCode, Instant collectBy, Instant after) {
        Opening hours = hours(nodeCode);
        return within.remindBefore().stream()
                .map(before -> opening(hours, collectBy, before))
                .filter(after::isBefore)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static Instant opening(Opening hours, Instant collectBy, int before) {
        LocalDate day = CountyTime.date(collectBy);
        for (int left = before; left > 0; ) {
            day = day.minusDays(1);
            left -= opens(hours, day) ? 1 : 0;
        }
        return CountyTime.instant(day, hours.opens());
    }

    private static boolean opens(Opening hours, LocalDate day) {
        return hours.days().contains(day.getDayOfWeek());
    }
}

package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.cunlu.catalog.StorageClass;

/**
 * One departure that repeats on its days. Line and service date name a trip, which is what has room, is loaded and runs
 * late; several departures a day are several lines of one route.
 * @param code 1 to 32 of A-Z 0-9 . _ -
 * @param route groups the departures of one way, such as {@code 忠县—马灌}; null when it stands alone
 * @param days of the week on which its service day begins
 * @param validFrom first service date; null for always
 * @param validTo last service date; null for ever
 * @param weightGrams goods it may carry, above 0
 * @param volumeCm3 room for goods, above 0
 * @param pieces parcels it may carry, above 0; null for as many as there is room for
 * @param carries classes of goods that its vehicles may carry, see {@link #carries(StorageClass)}
 * @param hazardApart whether its vehicles have a compartment of its own for hazardous goods
 * @param holidays dates on which it keeps to no weekday of its own
 * @param stops in order of travel, two or more; one, a gateway, for a {@link Mode#CARRIER}
 */
@Serdeable
public record Line(
        String code,
        String name,
        @Nullable String route,
        Mode mode,
        Set<DayOfWeek> days,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        long weightGrams,
        long volumeCm3,
        @Nullable Integer pieces,
        Set<StorageClass> carries,
        boolean hazardApart,
        List<Holiday> holidays,
        List<Stop> stops) {
    /** Minutes a stop's time may lie after the midnight at which its service day begins: two days. */
    public static final int MINUTES_MAX = 2 * 24 * 60;

    public Line {
        days = Set.copyOf(days);
        carries = Set.copyOf(carries);
        holidays = List.copyOf(holidays);
        stops = List.copyOf(stops);
    }

    /** One whose vehicles keep hazardous goods apart. */
    public Line(
            String code,
            String name,
            @Nullable String route,
            Mode mode,
            Set<DayOfWeek> days,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            long weightGrams,
            long volumeCm3,
            @Nullable Integer pieces,
            Set<StorageClass> carries,
            List<Holiday> holidays,
            List<Stop> stops) {
        this(
                code,
                name,
                route,
                mode,
                days,
                validFrom,
                validTo,
                weightGrams,
                volumeCm3,
                pieces,
                carries,
                true,
                holidays,
                stops);
    }

    /** One that carries any class, the hazardous apart, and knows no holidays. */
    public Line(
            String code,
            String name,
            @Nullable String route,
            Mode mode,
            Set<DayOfWeek> days,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            long weightGrams,
            long volumeCm3,
            List<Stop> stops) {
        this(
                code,
                name,
                route,
                mode,
                days,
                validFrom,
                validTo,
                weightGrams,
                volumeCm3,
                null,
                Set.of(StorageClass.values()),
                List.of(),
                stops);
    }

    /** Who runs it. A CARRIER takes goods at a gateway and leaves the county with them. */
    public enum Mode {
        VAN,
        BUS,
        POST,
        CARRIER
    }

    /**
     * A stop of a line.
     * @param arriveMinute minutes after the midnight at which the service day begins; beyond 1,440 on the next day
     * @param departMinute not before {@code arriveMinute}
     */
    @Serdeable
    public record Stop(String nodeCode, int arriveMinute, int departMinute) {}

    /** A service date that is not like its weekday. @param runsAs it runs as on this one; null when it does not run */
    @Serdeable
    public record Holiday(LocalDate date, @Nullable DayOfWeek runsAs) {}

    /**
     * Hazardous goods never ride beside food: they go with lines that keep them apart and with those that carry nothing else.
     * @return whether goods of this class may go with it
     */
    public boolean carries(StorageClass goods) {
        return carries.contains(goods) && (goods != StorageClass.HAZARDOUS || hazardApart || carries.size() == 1);
    }

    public boolean runsOn(LocalDate date) {
        DayOfWeek as = date.getDayOfWeek();
        for (Holiday holiday : holidays) {
            if (holiday.date().equals(date)) {
                as = holiday.runsAs();
            }
        }
        return as != null
                && days.contains(as)
                && (validFrom == null || !date.isBefore(validFrom))
                && (validTo == null || !date.isAfter(validTo));
    }
}

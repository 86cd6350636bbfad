package org.cunlu.logistics.departure;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.cunlu.kernel.time.CountyTime;

/** Stands still until a test moves it. */
@Singleton
@Primary
@Requires(property = "departure.clock", value = "true")
class HandClock extends Clock {
    /** A Monday. */
    static final LocalDate DAY = LocalDate.of(2026, 11, 23);

    private volatile Instant now = CountyTime.instant(DAY, LocalTime.of(6, 0));

    void at(int day, String time) {
        now = CountyTime.instant(DAY.plusDays(day), LocalTime.parse(time));
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(now, zone);
    }
}

package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;
import java.time.LocalTime;

/**
 * A promise as it is told to people, in the county's time.
 * @param date day on which it can be collected, or on which the carrier is expected to deliver
 * @param from when it can be collected on that day; null when a carrier delivers, who names no hour
 * @param until when the station closes on that day; null with {@code from}
 * @param why what decides it, such as {@code 下一班客车周二 14:10 · next bus Tuesday 14:10}
 */
@Serdeable
public record Arrival(
        LocalDate date, @Nullable LocalTime from, @Nullable LocalTime until, String why) {}

package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.caller.Caller;

/** Prices of what a reserve watches (价格监测), for who may read them; fen a kilogram. */
public interface ReservePrices {
    /** @param lowFen and highFen beyond which a report waits for a person @param riseBp from which an alert opens; 0 for none */
    record Watched(String commodity, String name, String levelCode, int riseBp, long lowFen, long highFen) {}

    /** A township on the map. @param fen the middle one @param days of supply, null where nobody knows */
    record Spot(
            String townshipCode,
            @Nullable String name,
            @Nullable Double latitude,
            @Nullable Double longitude,
            long fen,
            int places,
            @Nullable Long days) {}

    record Point(LocalDate day, long fen, int places) {}

    /** A threshold that was crossed. @param releaseId the proposal that it opened; null for none */
    record Alarm(
            String alertId,
            String about,
            String words,
            LocalDate day,
            @Nullable String releaseId,
            Instant openedAt) {}

    List<Watched> watched(Caller caller);

    /** @return by township, those that reported on that day */
    List<Spot> map(Caller caller, String commodity, LocalDate day);

    /**
     * @param township null for the whole county
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code span-too-long} beyond 366 days
     */
    List<Point> curve(Caller caller, String commodity, @Nullable String township, LocalDate from, LocalDate until);

    /** @return alerts that are open, twenty at most */
    List<Alarm> alarms(Caller caller);
}

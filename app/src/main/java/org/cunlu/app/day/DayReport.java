package org.cunlu.app.day;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.cunlu.app.play.Outcome;

/**
 * What became of a whole day.
 * @param parcels booked, {@code ended} of them handed over, given to a carrier or back at home
 * @param ways one row a direction
 * @param lines runs that carried something
 * @param mishaps what went wrong, and how it ended
 * @param stages how long the machine took for each part
 * @param requests HTTP requests made
 * @param statements SQL statements of the app; -1 when it does not tell
 * @param timetable the parcels' scans held against the timetable
 * @param exceptionsWanted parcels that were to meet a mishap
 * @param tours of each depot and day, as they were planned and driven
 */
@Serdeable
public record DayReport(
        Instant from,
        Instant until,
        int parcels,
        int ended,
        List<Way> ways,
        List<Run> lines,
        List<WentWrong> mishaps,
        List<Outcome.Stage> stages,
        long scans,
        long refusedScans,
        long overflowed,
        int requests,
        long statements,
        ByTheTimetable.Held timetable,
        int exceptionsWanted,
        List<Outcome.Tours> tours) {
    private static final int MAY_BE_WITHOUT = 3;

    /** A direction. @param onTime parcels that could be collected, or left with the carrier, by when it was promised */
    @Serdeable
    public record Way(String direction, int parcels, long grams, int onTime) {}

    /** A line. @param runs dated runs that carried something  @param fill largest share of its room that was taken, 0 to 1 */
    @Serdeable
    public record Run(String line, String mode, int runs, int parcels, double fill) {}

    /** @param happened how many  @param ended how many of those parcels came to an end  @param onTime still in time */
    @Serdeable
    public record WentWrong(String kind, String what, int happened, int ended, int onTime) {}

    public boolean complete() {
        return parcels > 0 && parcels == ended;
    }

    /** @return parcels that met a mishap */
    public int exceptions() {
        return mishaps.stream().mapToInt(WentWrong::happened).sum();
    }

    /**
     * A mishap needs its moment: who was to miss a bus that was full anyway does not miss it.
     *
     * @return whether at least four of five of those that were to meet one did, or of a few all but three
     */
    public boolean exceptional() {
        int without = exceptionsWanted - exceptions();
        return without >= 0 && without <= Math.max(MAY_BE_WITHOUT, exceptionsWanted / 5);
    }

    public double onTimeShare() {
        return ways.stream().mapToInt(Way::onTime).sum() / (double) Math.max(1, parcels);
    }

    public long millis() {
        return stages.stream().mapToLong(Outcome.Stage::millis).sum();
    }
}

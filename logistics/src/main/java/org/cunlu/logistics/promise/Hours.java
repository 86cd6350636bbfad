package org.cunlu.logistics.promise;

import java.time.DayOfWeek;
import java.time.LocalTime;
import org.cunlu.logistics.Opening;

/** Opening hours of a node, reckoned in {@link Minutes}. */
final class Hours {
    private final boolean[] openDays = new boolean[7];
    private final int opens;
    private final int closes;
    private final int cutOff;
    private final int sortCutOff;
    private final int handling;

    Hours(Opening opening) {
        for (DayOfWeek day : opening.days()) {
            openDays[day.ordinal()] = true;
        }
        opens = minute(opening.opens());
        closes = minute(opening.closes());
        cutOff = opening.cutOff() == null ? closes : minute(opening.cutOff());
        sortCutOff = opening.sortCutOff() == null ? closes : minute(opening.sortCutOff());
        handling = opening.handlingMinutes();
    }

    /** @return whether somebody is there at this minute */
    boolean open(int minute) {
        int ofDay = Math.floorMod(minute, Minutes.DAY);
        return openDays[Minutes.weekday(Minutes.day(minute))] && ofDay >= opens && ofDay <= closes;
    }

    /** @return a bit for each weekday on which somebody is there at this minute of the day, Monday's being 1 */
    int weekdaysOpenAt(int ofDay) {
        int weekdays = 0;
        for (int weekday = 0; weekday < openDays.length; weekday++) {
            if (openDays[weekday] && ofDay >= opens && ofDay <= closes) {
                weekdays |= 1 << weekday;
            }
        }
        return weekdays;
    }

    /** @return this minute, or the next at which it opens */
    int next(int minute) {
        return nextUntil(minute, closes);
    }

    /** @return when goods that are ready at this minute are taken into work: the same day until the cut-off */
    int takenIn(int minute) {
        return nextUntil(minute, cutOff);
    }

    /** @return when goods that come at this minute can leave again, if somebody is there then */
    int handled(int minute) {
        return sorted(minute) + handling;
    }

    /** @return when goods that come at this minute are taken in hand: the same day until the sorting cut-off */
    int sorted(int minute) {
        return nextUntil(minute, sortCutOff);
    }

    /** @return when goods that come at this minute can be collected */
    int collectable(int minute) {
        return next(handled(minute));
    }

    int handling() {
        return handling;
    }

    private int nextUntil(int minute, int last) {
        int day = Minutes.day(minute);
        int ofDay = minute - day * Minutes.DAY;
        if (openDays[Minutes.weekday(day)] && ofDay <= last) {
            return day * Minutes.DAY + Math.max(ofDay, opens);
        }
        do {
            day++;
        } while (!openDays[Minutes.weekday(day)]);
        return day * Minutes.DAY + opens;
    }

    private static int minute(LocalTime time) {
        return time.toSecondOfDay() / 60;
    }
}

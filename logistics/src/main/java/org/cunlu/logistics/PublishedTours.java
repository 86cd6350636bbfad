package org.cunlu.logistics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.cunlu.kernel.time.CountyTime;

/** Trips of published tours, as lines that go on one day and no other. It asks nobody's leave: the caller knows what he may see. */
public interface PublishedTours {
    /** No line of the timetable is called so. */
    Pattern CODE = Pattern.compile("TOUR\\.[0-9A-Z]{13}\\.[0-9]{1,3}");

    /**
     * A trip of a vehicle's day, from its depot back to it.
     * @param vehicle its code
     * @param live whether the plan that has it is the published one; what was replaced is still told of by who is out with it
     */
    record Tour(Line line, LocalDate date, String vehicle, boolean live) {
        /** @param board index of the stop where it gets on @param alight of the one where it gets off */
        public Leg ride(int board, int alight) {
            Line.Stop from = line.stops().get(board);
            Line.Stop to = line.stops().get(alight);
            Instant midnight = CountyTime.instant(date, LocalTime.MIDNIGHT);
            return new Leg(
                    from.nodeCode(),
                    to.nodeCode(),
                    line.code(),
                    date,
                    midnight.plusSeconds(60L * from.departMinute()),
                    midnight.plusSeconds(60L * to.arriveMinute()));
        }

        /** @return the first ride from one node to another; empty where it does not go that way */
        public Optional<Leg> ride(String from, String to) {
            for (int board = 0; board < line.stops().size(); board++) {
                for (int alight = board + 1; alight < line.stops().size(); alight++) {
                    if (line.stops().get(board).nodeCode().equals(from)
                            && line.stops().get(alight).nodeCode().equals(to)) {
                        return Optional.of(ride(board, alight));
                    }
                }
            }
            return Optional.empty();
        }
    }

    /** @return whether a line's code is that of such a trip, published or not */
    static boolean names(String lineCode) {
        return CODE.matcher(lineCode).matches();
    }

    /** @return as it was published last */
    Optional<Tour> find(String lineCode);

    /** @return those that are live, by code */
    List<Tour> of(Collection<String> lineCodes);

    /** @return those that are live on a date, by code */
    List<Tour> on(LocalDate date);
}

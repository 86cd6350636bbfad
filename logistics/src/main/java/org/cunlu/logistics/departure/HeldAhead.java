package org.cunlu.logistics.departure;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cunlu.logistics.DepartureRoom.Amount;
import org.cunlu.logistics.HeldOnLines;
import org.cunlu.logistics.departure.HoldTable.Riding;

/** Sums what is held on the coming trips of a line. */
@Singleton
class HeldAhead implements HeldOnLines {
    private final HoldTable holds;
    private final Clock clock;

    HeldAhead(HoldTable holds, Clock clock) {
        this.holds = holds;
        this.clock = clock;
    }

    @Override
    public List<Trip> from(String lineCode, LocalDate date) {
        return holds.ahead(lineCode, date, clock.instant()).stream()
                .collect(
                        Collectors.groupingBy(riding -> riding.ride().serviceDate(), TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(day -> trip(day.getKey(), day.getValue()))
                .toList();
    }

    private static Trip trip(LocalDate date, List<Riding> riding) {
        return new Trip(
                date,
                riding.stream()
                        .map(each -> new Ridden(each.ride().leg(), amount(each.size())))
                        .toList(),
                new Amount(fullest(riding, Size::grams), fullest(riding, Size::cm3), fullest(riding, Size::pieces)));
    }

    private static long fullest(List<Riding> riding, ToLongFunction<Size> of) {
        int last = riding.stream().mapToInt(each -> each.ride().alight()).max().orElse(0);
        return IntStream.range(0, last)
                .mapToLong(stop -> riding.stream()
                        .filter(each -> each.ride().board() <= stop
                                && stop < each.ride().alight())
                        .mapToLong(each -> of.applyAsLong(each.size()))
                        .sum())
                .max()
                .orElse(0);
    }

    private static Amount amount(Size size) {
        return new Amount(size.grams(), size.cm3(), size.pieces());
    }
}

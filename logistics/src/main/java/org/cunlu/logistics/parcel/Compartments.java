package org.cunlu.logistics.parcel;

import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.cunlu.catalog.StorageClass;
import org.cunlu.logistics.PublishedTours;
import org.cunlu.logistics.PublishedTours.Tour;
import org.cunlu.logistics.parcel.Refusal.Why;

/**
 * What may leave with a line of the timetable, or with the van of a published tour.
 *
 * @param carries whether a class is carried at all
 */
record Compartments(Predicate<StorageClass> carries) {
    /** Looked up once, however many parcels leave. A tour that nobody knows carries nothing. */
    static Compartments of(
            String line, BiPredicate<String, StorageClass> timetable, Function<String, Optional<Tour>> tours) {
        if (!PublishedTours.names(line)) {
            return new Compartments(goods -> timetable.test(line, goods));
        }
        Optional<Tour> tour = tours.apply(line);
        return new Compartments(
                goods -> tour.filter(each -> each.line().carries(goods)).isPresent());
    }

    /** @return why goods of this class do not leave with it; empty when they may */
    Optional<Why> refusal(StorageClass goods) {
        boolean dry = carries.test(StorageClass.DRY);
        boolean chilled = carries.test(StorageClass.CHILLED);
        if (goods == StorageClass.CHILLED && dry && !chilled) {
            return Optional.of(Why.TRIP_CLASS);
        }
        boolean may = goods == StorageClass.HAZARDOUS ? carries.test(goods) : dry || chilled;
        return may ? Optional.empty() : Optional.of(Why.TRIP_HAZARDOUS);
    }
}

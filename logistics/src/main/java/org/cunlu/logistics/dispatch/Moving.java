package org.cunlu.logistics.dispatch;

import java.util.ArrayList;
import java.util.List;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.dispatch.Sheet.Tour;

/** A stop taken from where it is and put elsewhere by hand. */
final class Moving {
    private Moving() {}

    /** @return the tours without it; trips and tours without stops are gone */
    static List<Tour> without(List<Tour> tours, String stop) {
        return tours.stream()
                .map(tour -> new Tour(
                        tour.van(),
                        tour.trips().stream()
                                .map(trip -> trip.stream()
                                        .filter(each -> !each.equals(stop))
                                        .toList())
                                .filter(trip -> !trip.isEmpty())
                                .toList()))
                .filter(tour -> !tour.trips().isEmpty())
                .toList();
    }

    /**
     * @param trip from 0; one more than there are begins a new one
     * @param position in the trip without it, from 0; what is beyond the end is the end
     */
    static List<Tour> to(List<Tour> tours, String stop, String van, int trip, int position) {
        if (trip < 0 || position < 0) {
            throw ProblemException.invalid("position", "position-invalid", "位置不能为负 · A position below zero");
        }
        List<Tour> rest = without(tours, stop);
        Tour tour =
                rest.stream().filter(each -> each.van().equals(van)).findFirst().orElse(new Tour(van, List.of()));
        int into = Math.min(trip, tour.trips().size());
        var stops = new ArrayList<>(
                into == tour.trips().size() ? List.of() : tour.trips().get(into));
        stops.add(Math.min(position, stops.size()), stop);
        return Inserting.with(rest, Inserting.replaced(tour, into, stops));
    }
}

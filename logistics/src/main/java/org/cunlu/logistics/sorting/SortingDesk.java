package org.cunlu.logistics.sorting;

import jakarta.inject.Singleton;
import java.util.Comparator;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Outgoing;
import org.cunlu.logistics.Outgoing.OpenBag;
import org.cunlu.logistics.Outgoing.Parcel;
import org.cunlu.logistics.Sorting;
import org.cunlu.logistics.Workplaces;

/** Finds the bag of a parcel. */
@Singleton
class SortingDesk implements Sorting {
    private final Outgoing outgoing;
    private final Workplaces workplaces;

    SortingDesk(Outgoing outgoing, Workplaces workplaces) {
        this.outgoing = outgoing;
        this.workplaces = workplaces;
    }

    @Override
    public Sorted sort(Caller caller, String nodeCode, String barcode) {
        workplaces.own(caller, nodeCode, "logistics.sort", Workplaces.HANDS);
        Parcel parcel = outgoing.parcel(nodeCode, barcode).orElseThrow(ProblemException::notFound);
        var bags = outgoing.bags(nodeCode, parcel.nextNode(), parcel.hazardous());
        // A bag leaves as a whole: with others of its departure, else in one that is empty.
        OpenBag best = bags.stream()
                .filter(bag -> bag.departsAt() == null || bag.departsAt().equals(parcel.departsAt()))
                .min(Comparator.comparing((OpenBag bag) -> bag.departsAt() == null))
                .orElse(null);
        return new Sorted(
                parcel.barcode(),
                parcel.packed(),
                parcel.nextNode(),
                parcel.lineCode(),
                parcel.departsAt(),
                parcel.bag(),
                best == null ? null : best.sscc(),
                bags.stream().filter(bag -> bag != best).toList());
    }
}

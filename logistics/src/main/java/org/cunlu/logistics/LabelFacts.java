package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Caller;

/** What is printed on parcels, bags and lists of trips, for who works at the node where they are. */
public interface LabelFacts {
    /** @throws org.cunlu.kernel.problem.ProblemException {@code not-found}, when it does not lie at a node of the caller's */
    ParcelFacts parcel(Caller caller, String nodeCode, String barcode);

    /** @return of these orders' parcels those that nobody has packed yet, by bar code; no phone on them */
    List<ParcelFacts> booked(Collection<String> orderIds);

    /** @throws org.cunlu.kernel.problem.ProblemException {@code not-found}, when it is not held by a node of the caller's */
    BagFacts bag(Caller caller, String nodeCode, String sscc);

    /**
     * What a trip takes from a node, or brings to it.
     * @param trip line and service date: {@code B12/2026-11-23}
     * @throws org.cunlu.kernel.problem.ProblemException {@code not-found}, also when the trip has nothing of this node
     */
    TripFacts trip(Caller caller, String nodeCode, String trip);

    /**
     * A parcel's label.
     * @param to name of the node it is going to now
     * @param next name of the next node; null when it is there
     * @param recipientMasked null when it goes back
     * @param cashDueFen to collect
     */
    record ParcelFacts(
            String barcode,
            String from,
            String to,
            @Nullable String next,
            @Nullable String recipientMasked,
            long weightGrams,
            StorageClass storageClass,
            long cashDueFen,
            boolean goingBack,
            Instant promisedAt) {}

    /** A bag's label. @param parcels in it, bags in it included */
    record BagFacts(
            String sscc,
            String from,
            String next,
            @Nullable String seal,
            int parcels,
            long weightGrams,
            boolean hazardous) {}

    /** The list of a trip at a node. @param rows by number */
    record TripFacts(String trip, String node, Instant departsAt, Instant arrivesAt, List<Row> rows) {
        public TripFacts {
            rows = List.copyOf(rows);
        }
    }

    /** A bag or loose parcel on a trip. @param number SSCC or barcode @param to name of the node where it leaves the trip */
    record Row(
            String number, boolean bag, @Nullable String seal, String from, String to, int parcels, long weightGrams) {}
}

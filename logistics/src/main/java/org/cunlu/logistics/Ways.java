package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The legs of parcels: as planned, as they are taken, and the dated trip each is taken with. Joins the caller's transaction. */
public interface Ways {
    /** A leg of a parcel, by its number from 1. */
    record LegKey(String barcode, int seq) {}

    /** A leg of a parcel. @param leg with the trip it goes with now */
    record ParcelLeg(String barcode, int seq, Leg leg) {}

    /** @param behind number of the legs that came before these, 0 for a new parcel */
    void follow(String barcode, String countyCode, int behind, List<Leg> legs);

    /** @return the number of the last leg a parcel has, taken or not; 0 without any */
    int last(String barcode);

    /** @return all legs of these parcels, in order */
    List<ParcelLeg> of(Collection<String> barcodes);

    /** @return these legs by barcode; without those that are not there */
    Map<String, Leg> current(Collection<LegKey> keys);

    /** Legs behind these are put aside, and the parcels go by others from there. @param ways new legs by the last one that stays */
    void replace(Map<LegKey, List<Leg>> ways, String countyCode, Instant at);

    /**
     * What it was to take before it was sent another way.
     * @param to null for any node
     * @param earliest of the departure, to {@code latest}
     * @return the leg that leaves this node then, of several the one put aside last, and those put aside with it; none when
     *     there is none
     */
    List<Leg> aside(String barcode, String from, @Nullable String to, Instant earliest, Instant latest);

    /** @return whether it was to come to a node before it was sent another way */
    boolean wasToCome(String barcode, String node);

    /** What rides gets off before: this leg ends there and then. */
    void shorten(LegKey leg, String node, Instant at);

    /**
     * Their trip is the same and goes at other times, or takes another way between the same nodes, than it did.
     * @param legs as they are now, by the leg; what goes with another trip meanwhile is left alone
     */
    void retime(Map<LegKey, Leg> legs);

    /**
     * They are to be taken with other trips between the same nodes, as long as they have not left; what was planned in the first
     * place is kept.
     */
    void rideWith(Map<LegKey, Leg> legs);

    /** What was to be taken with these trips on a date and has not left is to be taken as it was planned in the first place. */
    void asPlanned(Collection<String> lines, LocalDate date);

    /** They leave with a trip; the reason is kept where it is not the one their leg named. */
    void leave(Collection<LegKey> legs, Leg trip, Instant at);

    void arrive(Collection<LegKey> legs, Instant at);

    /** They did not leave after all: each is to be taken with the trip that was planned for it. */
    void stay(Collection<LegKey> legs);

    /** @return the trip that is loaded now for the next node, with what is about to take these legs */
    Boarding loading(Collection<LegKey> leaving, String nodeCode, String nextNode, Instant now);

    /**
     * @param trip line and service date: {@code B12/2026-11-23}; a vehicle that is late is loaded beyond its time
     * @return that trip, when it goes from the one node to the other
     */
    Boarding loading(String trip, String nodeCode, String nextNode, Instant now);

    /** @return the last trip with which what has these legs to take, and is at their end now, can have come */
    Boarding cameWith(Collection<LegKey> arrived, Instant now);

    /** Which trip it is. */
    sealed interface Boarding {
        record With(Leg trip) implements Boarding {}

        /** @param missed whether the one that a leg named has left */
        record NotYet(Leg trip, boolean missed) implements Boarding {}

        /** The timetable knows none. */
        record None() implements Boarding {}
    }
}
